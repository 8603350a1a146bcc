import CZlib
import Formats

/// Brings the bytes of one entry of a zip file out of it.
struct ZipExpansion {
    private static let chunk = 64 << 10

    let entry: ZipEntry

    /// Expands the entry into a page, and checks length and checksum.
    ///
    /// - Parameter most: bytes that may come out.
    /// - Throws: why it cannot; `unreadable` also when the page fails, which then knows why.
    func expand(
        from file: borrowing PageFile,
        into page: ArchivePage,
        most: Int64
    ) throws(ExpansionFailure) {
        guard !entry.isEncrypted else { throw .encrypted }
        guard [0, 8].contains(entry.method) else { throw .unknownMethod(entry.method) }
        guard entry.bytes <= most else { throw .tooLarge }
        let range = try range(in: file)
        var output = Output(page: page, length: entry.bytes)
        if entry.method == 0 {
            guard entry.packed == entry.bytes else { throw .damaged }
            try ZipExpansion.pieces(range, of: file) { piece throws(ExpansionFailure) in try output.write(piece) }
        } else {
            try inflate(range, of: file, into: &output)
        }
        guard output.written == entry.bytes else { throw .damaged }
        guard output.checksum == entry.checksum else { throw .wrongChecksum }
    }

    /// Where the packed bytes lie: behind the entry's own header, whose name and extras may differ from the directory's.
    private func range(in file: borrowing PageFile) throws(ExpansionFailure) -> Range<Int64> {
        guard entry.header <= file.size - 30 else { throw .cutShort }
        let fields = ZipFields(try file.bytes(entry.header..<entry.header + 30))
        guard fields.long(0) == 0x0403_4B50, let name = fields.short(26), let extra = fields.short(28) else {
            throw .strangeDirectory
        }
        let start = entry.header + 30 + Int64(name + extra)
        guard entry.packed <= file.size - start else { throw .cutShort }
        return start..<start + entry.packed
    }

    private func inflate(
        _ range: Range<Int64>,
        of file: borrowing PageFile,
        into output: inout Output
    ) throws(ExpansionFailure) {
        var inflater = try Inflater(.bare)
        try ZipExpansion.pieces(range, of: file) { piece throws(ExpansionFailure) in
            let end = try inflater.expand(piece) { bytes throws(ExpansionFailure) in try output.write(bytes) }
            guard end == piece.count else { throw .damaged }
        }
        guard inflater.isAtEnd else { throw .cutShort }
    }

    private static func pieces(
        _ range: Range<Int64>,
        of file: borrowing PageFile,
        _ take: (Span<UInt8>) throws(ExpansionFailure) -> Void
    ) throws(ExpansionFailure) {
        var (room, place) = ([UInt8](repeating: 0, count: chunk), range.lowerBound)
        while place < range.upperBound {
            let count = min(try file.fill(&room, from: place), Int(range.upperBound - place))
            guard count > 0 else { throw .cutShort }
            try take(room.span.extracting(..<count))
            place += Int64(count)
        }
    }

    /// Counts and sums what comes out.
    private struct Output {
        let page: ArchivePage
        /// What the directory says; more is not believed.
        let length: Int64
        var written: Int64 = 0
        var checksum: UInt32 = 0

        mutating func write(_ bytes: Span<UInt8>) throws(ExpansionFailure) {
            guard Int64(bytes.count) <= length - written else { throw .damaged }
            do { try page.receive(bytes) } catch { throw .unreadable }
            written += Int64(bytes.count)
            // SAFETY: zlib reads the bytes of the span during the call.
            checksum = unsafe bytes.withUnsafeBufferPointer { buffer in
                unsafe UInt32(truncatingIfNeeded: crc32(uLong(checksum), buffer.baseAddress, uInt(buffer.count)))
            }
        }
    }
}
