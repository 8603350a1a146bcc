import Formats

/// The bytes of a page from its first record to its last.
struct RecordBounds: Sendable, Hashable {
    private var first = Int64.max
    private var end = Int64.min

    init() {}

    /// Nil when there was no record.
    var range: Range<Int64>? { first <= end ? first..<end : nil }

    /// Takes the next record of a scan.
    @inline(__always)
    mutating func add(_ frame: RecordFrame) {
        if frame.offset < first { first = frame.offset }
        end = frame.offset &+ Int64(frame.length)
    }

    /// Takes those of a later part of the page.
    mutating func add(_ later: RecordBounds) {
        first = min(first, later.first)
        end = max(end, later.end)
    }
}
