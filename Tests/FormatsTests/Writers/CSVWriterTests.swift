import Testing

@testable import Formats

struct CSVWriterTests {
    private func written(_ cells: [String?], separator: UInt8 = UInt8(ascii: ",")) -> String {
        var writer = CSVWriter(separator: separator)
        writer.row(cells)
        return String(decoding: writer.bytes, as: UTF8.self)
    }

    @Test(
        arguments: [
            (["a", "b"], "a,b\r\n"), (["", nil], ",\r\n"), (["a,b", "c"], "\"a,b\",c\r\n"),
            (["a\"b"], "\"a\"\"b\"\r\n"),
            (["a\nb"], "\"a\nb\"\r\n"), (["a;b"], "a;b\r\n"), ([" a "], " a \r\n"),
        ] as [([String?], String)]
    )
    func cellsAreQuotedOnlyWhereNeeded(cells: [String?], row: String) {
        #expect(written(cells) == row)
    }

    @Test(arguments: ["=1+1", "+84", "-1", "@x", "\tx"])
    func cellsThatASpreadsheetWouldRunAreMadeHarmless(cell: String) {
        #expect(written([cell]) == "'\(cell)\r\n")
    }

    @Test func aHostileCellThatNeedsQuotesHasItsApostropheInside() {
        #expect(written(["=a,b"]) == "\"'=a,b\"\r\n")
        #expect(written(["\rx"]) == "\"'\rx\"\r\n")
        #expect(written(["a=b"]) == "a=b\r\n")
    }

    @Test func theSeparatorDecidesWhatNeedsQuotes() {
        #expect(written(["a;b", "c,d"], separator: UInt8(ascii: ";")) == "\"a;b\";c,d\r\n")
    }

    @Test func theByteOrderMarkStandsFirst() {
        var writer = CSVWriter(byteOrderMark: true)
        writer.row(["é"])
        #expect(writer.bytes == [0xEF, 0xBB, 0xBF, 0xC3, 0xA9, 0x0D, 0x0A])
    }

    @Test(arguments: 0..<200 as Range<UInt64>)
    func aPlainReaderReadsBackWhatIsWritten(seed: UInt64) {
        var random = SeededGenerator(seed: seed)
        let rows = (0..<5).map { _ in (0..<4).map { _ in randomText(using: &random) } }
        var writer = CSVWriter()
        for row in rows { writer.row(row) }
        let harmless = rows.map { row in
            row.map { cell in cell.utf8.first.map { "=+-@\t\r".utf8.contains($0) } == true ? "'" + cell : cell }
        }
        #expect(read(writer.bytes).map { $0.map { Array($0.utf8) } } == harmless.map { $0.map { Array($0.utf8) } })
    }

    /// The naive reader: a cell ends at an unquoted comma or line end.
    private func read(_ bytes: [UInt8]) -> [[String]] {
        var rows: [[String]] = []
        var row: [String] = []
        var cell: [UInt8] = []
        var isQuoted = false
        for byte in bytes {
            switch byte {
            case UInt8(ascii: "\""):
                isQuoted.toggle()
                cell.append(byte)
            case UInt8(ascii: ",") where !isQuoted, 0x0A where !isQuoted:
                row.append(unquoted(byte == 0x0A ? cell.dropLast() : cell[...]))
                cell = []
                guard byte == 0x0A else { continue }
                rows.append(row)
                row = []
            default: cell.append(byte)
            }
        }
        return rows
    }

    private func unquoted(_ cell: ArraySlice<UInt8>) -> String {
        let text = String(decoding: cell, as: UTF8.self)
        guard cell.first == UInt8(ascii: "\"") else { return text }
        return text.dropFirst().dropLast().split(separator: "\"\"", omittingEmptySubsequences: false).joined(
            separator: "\""
        )
    }
}
