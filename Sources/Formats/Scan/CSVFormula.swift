/// A cell that is a formula for a text, `="000.23-1"`: how exports keep a spreadsheet from changing what it holds.
enum CSVFormula {
    /// Where the text stands in a cell; nil for any other cell.
    static func text(in cell: Span<UInt8>) -> Range<Int>? {
        let last = cell.count - 1
        guard last >= 2, cell[0] == UInt8(ascii: "="), cell[1] == UInt8(ascii: "\""), cell[last] == UInt8(ascii: "\"")
        else { return nil }
        for index in 2..<last where isStrange(cell[index]) { return nil }
        return 2..<last
    }

    private static func isStrange(_ byte: UInt8) -> Bool {
        byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\r") || byte == UInt8(ascii: "\n") || byte == 0
    }
}
