import Dossiers
import Formats

/// A file of lines, read by their places; reading forwards costs few calls of the system.
final class LineFile {
    private static let mostAhead = 256 << 10
    private static let leastBytes = 4 << 10

    private let file: PageFile
    private var buffer = [UInt8](repeating: 0, count: LineFile.mostAhead)
    /// Byte of the file that `buffer` begins with.
    private var start: Int64 = 0
    private var filled = 0

    init(_ path: String) throws(SnapshotProblem) {
        do throws(PageFileError) { file = try PageFile(open: path) } catch { throw SnapshotProblem(error) }
    }

    /// Brings `length` bytes from `offset` on to `take`, in pieces.
    ///
    /// - Throws: when the file ends before, cannot be read, or `take` throws.
    func read(
        _ offset: Int64,
        _ length: Int,
        _ take: (Span<UInt8>) throws(SnapshotProblem) -> Void
    ) throws(SnapshotProblem) {
        var place = offset
        let end = offset + Int64(length)
        while place < end {
            if !(start..<(start + Int64(filled))).contains(place) { try fill(from: place, wanted: end - place) }
            let first = Int(place - start)
            let last = Int(min(Int64(filled), end - start))
            let bytes = buffer
            try take(bytes.span.extracting(first..<last))
            place = start + Int64(last)
        }
    }

    /// The bytes of a line of `length` bytes at `offset`.
    func bytes(_ offset: Int64, _ length: Int) throws(SnapshotProblem) -> [UInt8] {
        var bytes: [UInt8] = []
        try read(offset, length) { piece throws(SnapshotProblem) in
            for index in piece.indices { bytes.append(piece[index]) }
        }
        return bytes
    }

    private func fill(from place: Int64, wanted: Int64) throws(SnapshotProblem) {
        let isForward = place == start + Int64(filled)
        var bytes: [UInt8] = []
        swap(&bytes, &buffer)
        defer { swap(&bytes, &buffer) }
        let count = isForward ? bytes.count : Int(min(Int64(bytes.count), max(wanted, Int64(LineFile.leastBytes))))
        (start, filled) = (place, 0)
        do throws(PageFileError) {
            var room = bytes.mutableSpan
            var part = room._mutatingExtracting(0..<count)
            filled = try file.read(at: place, into: &part)
        } catch { throw SnapshotProblem(error) }
        guard filled > 0 else { throw .unreadable(path: file.path, "the file ends too early") }
    }
}
