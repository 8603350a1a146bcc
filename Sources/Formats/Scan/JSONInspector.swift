import Dossiers

/// Looks for what is wrong inside the texts of a part of a block: escapes, control bytes, bytes that are no UTF-8.
///
/// Parts come in the order of the block; `reset` begins anew.
struct JSONInspector {
    private var fault = 0
    private var mark = 0

    mutating func reset() { self = JSONInspector() }

    /// The first thing wrong in a part; nil when it is sound.
    mutating func problem(in range: Range<Int>, of block: borrowing Block) -> RecordProblem? {
        if block.faults.count > 0, hasFault(in: range, of: block) {
            return RecordProblem(.brokenSyntax, detail: "a control character stands in a string")
        }
        if block.hasInvalidUTF8, !block.isUTF8(range) {
            return RecordProblem(.invalidEncoding, detail: "the bytes are no UTF-8")
        }
        guard block.marks.count > 0, let place = brokenEscape(in: range, of: block) else { return nil }
        return RecordProblem(.brokenSyntax, detail: "byte \(place - range.lowerBound): a broken escape")
    }

    private mutating func hasFault(in range: Range<Int>, of block: borrowing Block) -> Bool {
        let faults = block.faults
        while fault < faults.count, Int(faults[fault]) < range.lowerBound { fault += 1 }
        return fault < faults.count && Int(faults[fault]) < range.upperBound
    }

    private mutating func brokenEscape(in range: Range<Int>, of block: borrowing Block) -> Int? {
        let marks = block.marks
        let bytes = block.bytes
        var free = range.lowerBound
        while mark < marks.count, Int(marks[mark]) < range.upperBound {
            let place = Int(marks[mark])
            mark += 1
            guard place >= free else { continue }
            guard let escape = JSONText.escape(in: bytes, at: place) else { return place }
            free = place + escape.length
        }
        return nil
    }
}
