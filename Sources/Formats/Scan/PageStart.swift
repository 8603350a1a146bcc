import Dossiers

/// The first bytes of a page: a mark of its encoding, if any.
enum PageStart {
    /// The first byte behind a UTF-8 mark.
    ///
    /// - Throws: when the page is in UTF-16 or UTF-32, or cannot be read.
    static func firstByte(of file: borrowing PageFile) throws(ScanStop) -> Int64 {
        let start = try bytes(of: file, count: 4)
        if start.starts(with: [0xEF, 0xBB, 0xBF]) { return 3 }
        let isOther =
            start.starts(with: [0xFF, 0xFE]) || start.starts(with: [0xFE, 0xFF]) || start.prefix(2).contains(0)
        guard !isOther else {
            throw ScanStop(.invalidEncoding, offset: 0, detail: "the page is written in UTF-16 or UTF-32, not in UTF-8")
        }
        return 0
    }

    /// The first bytes of a page, fewer only when it is shorter.
    static func bytes(of file: borrowing PageFile, count: Int) throws(ScanStop) -> [UInt8] {
        var bytes = [UInt8](repeating: 0, count: min(count, Int(file.size)))
        var span = bytes.mutableSpan
        do throws(PageFileError) {
            let read = try file.read(at: 0, into: &span)
            bytes.removeLast(bytes.count - read)
        } catch {
            throw ScanStop(.brokenSyntax, offset: 0, detail: "\(error)")
        }
        return bytes
    }
}
