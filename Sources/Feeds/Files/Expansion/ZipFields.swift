import Formats

/// Numbers in a part of a zip file, the lowest byte first; nil where the part ends.
struct ZipFields {
    private let content: [UInt8]

    init(_ content: [UInt8]) {
        self.content = content
    }

    var count: Int { content.count }

    func short(_ offset: Int) -> Int? { number(offset, 2).map { Int($0) } }
    func long(_ offset: Int) -> Int64? { number(offset, 4).map { Int64($0) } }
    /// Eight bytes; nil for a number beyond those that a file can have.
    func large(_ offset: Int) -> Int64? { number(offset, 8).flatMap { Int64(exactly: $0) } }

    func bytes(_ offset: Int, _ length: Int) -> ArraySlice<UInt8>? {
        guard offset >= 0, length >= 0, offset <= count - length else { return nil }
        return content[offset..<offset + length]
    }

    /// Where the content of the extra field with this number lies.
    func extra(_ wanted: Int, in range: Range<Int>) -> Range<Int>? {
        var offset = range.lowerBound
        while offset + 4 <= range.upperBound, let number = short(offset), let length = short(offset + 2) {
            let content = offset + 4..<offset + 4 + length
            guard content.upperBound <= range.upperBound else { return nil }
            if number == wanted { return content }
            offset = content.upperBound
        }
        return nil
    }

    private func number(_ offset: Int, _ length: Int) -> UInt64? {
        bytes(offset, length)?.reversed().reduce(0) { $0 << 8 | UInt64($1) }
    }
}

extension PageFile {
    /// The bytes of a range, all of them.
    ///
    /// - Throws: `cutShort` when the file ends before, `unreadable`.
    func bytes(_ range: Range<Int64>) throws(ExpansionFailure) -> [UInt8] {
        guard range.lowerBound >= 0, range.upperBound <= size else { throw .cutShort }
        var bytes = [UInt8](repeating: 0, count: range.count)
        guard try fill(&bytes, from: range.lowerBound) == bytes.count else { throw .cutShort }
        return bytes
    }

    /// Reads as many bytes as fit into `bytes`; fewer at the end of the file.
    func fill(_ bytes: inout [UInt8], from offset: Int64) throws(ExpansionFailure) -> Int {
        var room = bytes.mutableSpan
        do throws(PageFileError) { return try read(at: offset, into: &room) } catch { throw .unreadable }
    }
}
