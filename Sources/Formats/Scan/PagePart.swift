/// A range of a page that is scanned by itself.
struct PagePart: Sendable {
    private(set) var range: Range<Int64>
    /// Whether nothing of the page comes before it.
    let isFirst: Bool
    /// Whether nothing of the page comes behind it.
    let isLast: Bool

    init(_ range: Range<Int64>, of file: borrowing PageFile) {
        self.range = range
        isFirst = range.lowerBound == 0
        isLast = range.upperBound >= file.size
    }

    /// Leaves out what stands before a byte.
    mutating func skip(to start: Int64) {
        range = min(max(start, range.lowerBound), range.upperBound)..<range.upperBound
    }
}
