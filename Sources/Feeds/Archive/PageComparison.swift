import Transport

/// Compares pages by their bytes.
enum PageComparison {
    private static let chunk = 1 << 20

    /// Whether both pages hold the same bytes; lengths are looked at first.
    static func areEqual(_ left: FeedPage, _ right: FeedPage) throws(TransportError) -> Bool {
        guard left.bytes == right.bytes else { return false }
        let leftFile = try LocalFile(path: left.path)
        let rightFile = try LocalFile(path: right.path)
        var (leftBytes, rightBytes) = ([UInt8](repeating: 0, count: chunk), [UInt8](repeating: 0, count: chunk))
        var start: Int64 = 0
        while start < left.bytes {
            let range = start..<min(left.bytes, start + Int64(chunk))
            guard try leftFile.read(range, into: &leftBytes) == rightFile.read(range, into: &rightBytes),
                leftBytes == rightBytes
            else { return false }
            start = range.upperBound
        }
        return true
    }
}
