import Dossiers
import Settings

/// Cuts a table file into trimmed cells (RFC 4180, `,` or `;`, quotes); blank lines are skipped.
struct TableParser {
    private let source: SourceText
    private let bytes: [UInt8]
    private let separator: UInt8
    private var index = 0
    private var line = 1
    private var column = 1

    init(source: SourceText) {
        self.source = source
        bytes = Array(source.text.utf8)
        separator = TableParser.separator(of: bytes)
    }

    /// The next line that is not blank; nil at the end.
    mutating func nextRow() throws(Diagnostic) -> [TableText.Cell]? {
        while index < bytes.count {
            var row: [TableText.Cell] = []
            repeat { row.append(try nextCell()) } while take(separator)
            endLine()
            if row.contains(where: { !$0.text.isEmpty }) { return row }
        }
        return nil
    }

    private mutating func nextCell() throws(Diagnostic) -> TableText.Cell {
        skipBlanks()
        let mark = YAMLMark(line: line, column: column)
        guard index < bytes.count, bytes[index] == 0x22 else { return TableText.Cell(text: plain(), mark: mark) }
        let text = try quoted(from: mark)
        skipBlanks()
        guard index == bytes.count || [separator, 0x0A, 0x0D].contains(bytes[index]) else {
            throw source.diagnostic(
                at: YAMLMark(line: line, column: column),
                "text after a closing quote",
                hint: "a quote inside is doubled"
            )
        }
        return TableText.Cell(text: text, mark: mark)
    }

    private mutating func plain() -> String {
        let start = index
        while index < bytes.count, bytes[index] != separator, bytes[index] != 0x0A, bytes[index] != 0x0D {
            if bytes[index] & 0xC0 != 0x80 { column += 1 }
            index += 1
        }
        return TableParser.trimmed(bytes[start..<index])
    }

    private mutating func quoted(from mark: YAMLMark) throws(Diagnostic) -> String {
        var text: [UInt8] = []
        advance()
        while index < bytes.count {
            if bytes[index] == 0x22 {
                advance()
                guard index < bytes.count, bytes[index] == 0x22 else { return TableParser.trimmed(text[...]) }
            }
            text.append(bytes[index])
            advance()
        }
        throw source.diagnostic(at: mark, "a quote that is never closed begins here")
    }

    private mutating func advance() {
        let byte = bytes[index]
        index += 1
        if byte == 0x0A {
            line += 1
            column = 1
        } else if byte & 0xC0 != 0x80 {
            column += 1
        }
    }

    private mutating func take(_ byte: UInt8) -> Bool {
        guard index < bytes.count, bytes[index] == byte else { return false }
        advance()
        return true
    }

    private mutating func endLine() {
        if take(0x0D) {
            if !take(0x0A) {
                line += 1
                column = 1
            }
        } else {
            _ = take(0x0A)
        }
    }

    private mutating func skipBlanks() {
        while index < bytes.count, bytes[index] == 0x20 || bytes[index] == 0x09, bytes[index] != separator { advance() }
    }

    /// Blanks, tabs and no-break blanks at both ends taken away.
    private static func trimmed(_ bytes: ArraySlice<UInt8>) -> String {
        let range = TextBytes.trimmed(bytes.span)
        let start = bytes.startIndex
        return String(decoding: bytes[(start + range.lowerBound)..<(start + range.upperBound)], as: UTF8.self)
    }

    /// `;` when the first line that is not blank has more of them than of `,` outside quotes.
    private static func separator(of bytes: [UInt8]) -> UInt8 {
        var counts: (commas: Int, semicolons: Int) = (0, 0)
        var isQuoted = false
        var hasText = false
        for byte in bytes {
            if byte == 0x22 { isQuoted.toggle() }
            if !isQuoted, byte == 0x0A || byte == 0x0D, hasText { break }
            if byte > 0x20 { hasText = true }
            if !isQuoted, byte == 0x2C { counts.commas += 1 }
            if !isQuoted, byte == 0x3B { counts.semicolons += 1 }
        }
        return counts.semicolons > counts.commas ? 0x3B : 0x2C
    }
}
