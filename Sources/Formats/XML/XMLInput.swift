internal import Dossiers

/// The part of a page that is in memory, as UTF-8, and where it stands in the page.
struct XMLInput: Sendable {
    /// The bytes that are there, and `XMLBytes.padding` bytes of zero.
    private(set) var bytes: [UInt8] = []
    /// Bytes that are there.
    private(set) var count = 0
    /// Whether nothing follows that is to be read.
    private(set) var isAtEnd = false

    private var transcoder: XMLTranscoder
    /// Bytes that are turned into UTF-8 and did not fit yet.
    private var surplus: [UInt8] = []
    /// Byte offset in the page of what is read next.
    private var next: Int64
    /// Byte offset behind the last byte that is read of a page in UTF-8.
    private let end: Int64
    /// A place whose offset is known: an index into `bytes` and its byte offset in the page.
    private var anchor: (index: Int, offset: Int64)

    /// Nothing of a page yet, whose text begins at `start` behind the byte order mark; of one in UTF-8 what stands before
    /// `end` is read.
    init(encoding: XMLEncoding, start: Int64, end: Int64 = .max, blockBytes: Int) {
        self.end = end
        transcoder = XMLTranscoder(from: encoding)
        next = start
        anchor = (0, start)
        bytes = Array(repeating: 0, count: max(blockBytes, 1) + XMLBytes.padding)
    }

    /// Lets go of the first `done` bytes and reads on; when there is nothing to let go, the room grows.
    mutating func advance(past done: Int, of file: borrowing PageFile) throws(ScanStop) {
        anchor = (0, offset(of: done))
        for index in done..<count { bytes[index - done] = bytes[index] }
        count -= done
        let room = bytes.count - XMLBytes.padding
        if count > room / 2 { bytes += repeatElement(0, count: room) }
        if transcoder.encoding == .utf8 { try fill(from: file) } else { try fillTranscoded(from: file) }
        for index in count..<(count + XMLBytes.padding) { bytes[index] = 0 }
    }

    /// The byte offset in the page of the byte at `index`; asking forwards is cheap.
    mutating func offset(of index: Int) -> Int64 {
        guard transcoder.encoding != .utf8 else { return anchor.offset + Int64(index - anchor.index) }
        if index < anchor.index { return anchor.offset - width(of: index..<anchor.index) }
        anchor = (index, anchor.offset + width(of: anchor.index..<index))
        return anchor.offset
    }

    /// Bytes that a range of `bytes` takes in the page.
    private func width(of range: Range<Int>) -> Int64 {
        var width = 0
        for scalar in String(decoding: bytes[range], as: UTF8.self).unicodeScalars {
            width += transcoder.encoding.width(of: scalar)
        }
        return Int64(width)
    }

    private mutating func fill(from file: borrowing PageFile) throws(ScanStop) {
        let wanted = Int(min(Int64(bytes.count - XMLBytes.padding - count), max(end - next, 0)))
        let (start, offset) = (count, next)
        var span = bytes.mutableSpan
        var free = span._mutatingExtracting(start..<(start + wanted))
        let read = try Self.read(file, at: offset, into: &free)
        count += read
        next += Int64(read)
        isAtEnd = read < wanted || next >= end
    }

    private mutating func fillTranscoded(from file: borrowing PageFile) throws(ScanStop) {
        let wanted = bytes.count - XMLBytes.padding - count
        var isExhausted = false
        while surplus.count < wanted, !isExhausted {
            var piece = [UInt8](repeating: 0, count: max(wanted, 2))
            var span = piece.mutableSpan
            let read = try Self.read(file, at: next, into: &span)
            next += Int64(read)
            isExhausted = read < piece.count
            transcoder.append(piece.span.extracting(first: read), to: &surplus)
            if isExhausted { transcoder.finish(&surplus) }
        }
        let taken = min(wanted, surplus.count)
        for index in 0..<taken { bytes[count + index] = surplus[index] }
        surplus.removeFirst(taken)
        count += taken
        isAtEnd = isExhausted && surplus.isEmpty
    }

    private static func read(
        _ file: borrowing PageFile,
        at offset: Int64,
        into bytes: inout MutableSpan<UInt8>
    ) throws(ScanStop) -> Int {
        do throws(PageFileError) {
            return try file.read(at: offset, into: &bytes)
        } catch {
            throw ScanStop(.brokenSyntax, offset: offset, detail: "\(error)")
        }
    }
}
