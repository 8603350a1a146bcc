/// One row of an indexed block.
struct CSVLine {
    /// Its bytes, without the line end.
    let range: Range<Int>
    /// Index of the separator behind its first cell (or of its line feed) in the positions.
    let firstPosition: Int
    /// Number of its cells.
    let count: Int
}

/// Where a reader stands in the rows of an indexed block.
struct CSVCursor {
    /// Byte where the next row begins.
    private(set) var start = 0
    private var row = 0
    private var position = 0

    /// The next row that ends in the block; nil when there is none.
    @inline(__always)
    mutating func nextRow(of block: borrowing Block) -> CSVLine? {
        let rows = block.rows
        guard row < rows.count else { return nil }
        let feed = Int(rows[row])
        let end = Int(block.positions[feed])
        let line = CSVLine(
            range: start..<trimmed(end, of: block),
            firstPosition: position,
            count: feed - position + 1
        )
        start = end + 1
        position = feed + 1
        row += 1
        return line
    }

    /// What stands behind the last line feed, taken as a row; nil when nothing does.
    mutating func rest(of block: borrowing Block) -> CSVLine? {
        guard start < block.count else { return nil }
        let line = cutRow(of: block)
        start = block.count
        return line
    }

    /// The beginning of the row that does not end in the block; its last cell is cut.
    func cutRow(of block: borrowing Block) -> CSVLine {
        CSVLine(
            range: start..<trimmed(block.count, of: block),
            firstPosition: position,
            count: block.positions.count - position + 1
        )
    }

    @inline(__always)
    private func trimmed(_ end: Int, of block: borrowing Block) -> Int {
        end > start && block.bytes[end - 1] == UInt8(ascii: "\r") ? end - 1 : end
    }

    /// Whether a doubled quote stands in a cell.
    @inline(__always)
    func hasMark(in cell: Range<Int>, of block: borrowing Block) -> Bool {
        first(of: block.marks, in: cell) != nil
    }

    /// The first forbidden byte of a part; nil when there is none.
    @inline(__always)
    func fault(in range: Range<Int>, of block: borrowing Block) -> Int? {
        first(of: block.faults, in: range)
    }

    private func first(of sorted: Span<UInt32>, in range: Range<Int>) -> Int? {
        var low = 0
        var high = sorted.count
        while low < high {
            let middle = (low + high) / 2
            if Int(sorted[middle]) < range.lowerBound { low = middle + 1 } else { high = middle }
        }
        guard low < sorted.count, Int(sorted[low]) < range.upperBound else { return nil }
        return Int(sorted[low])
    }
}
