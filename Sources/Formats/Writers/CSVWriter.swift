/// Writes rows as RFC 4180 has it: CRLF after each row, quotes only where needed, quotes doubled inside.
///
/// A cell that a spreadsheet would take for a formula (it begins with `=`, `+`, `-`, `@`, a tab or a carriage return) gets a
/// leading `'`.
package struct CSVWriter: Sendable {
    /// What was written so far.
    package private(set) var bytes: [UInt8]
    private let separator: UInt8
    private let quotesEverything: Bool

    /// A writer with nothing in it but the byte order mark, where one is wanted (spreadsheets take UTF-8 for granted only with it).
    package init(separator: UInt8 = UInt8(ascii: ","), byteOrderMark: Bool = false, quotesEverything: Bool = false) {
        self.separator = separator
        self.quotesEverything = quotesEverything
        bytes = byteOrderMark ? [0xEF, 0xBB, 0xBF] : []
    }

    /// One row; a nil cell is an empty one.
    package mutating func row(_ cells: some Sequence<String?>) {
        var isFirst = true
        for cell in cells {
            if !isFirst { bytes.append(separator) }
            isFirst = false
            append(cell ?? "")
        }
        bytes.append(UInt8(ascii: "\r"))
        bytes.append(UInt8(ascii: "\n"))
    }

    /// Forgets what was written and keeps the room, to write the next rows.
    package mutating func removeAll() { bytes.removeAll(keepingCapacity: true) }

    private mutating func append(_ cell: String) {
        let isHostile = cell.utf8.first.map(Self.startsFormula) ?? false
        guard quotesEverything || cell.utf8.contains(where: needsQuotes) else {
            if isHostile { bytes.append(UInt8(ascii: "'")) }
            bytes.append(contentsOf: cell.utf8)
            return
        }
        bytes.append(UInt8(ascii: "\""))
        if isHostile { bytes.append(UInt8(ascii: "'")) }
        for byte in cell.utf8 {
            if byte == UInt8(ascii: "\"") { bytes.append(byte) }
            bytes.append(byte)
        }
        bytes.append(UInt8(ascii: "\""))
    }

    private func needsQuotes(_ byte: UInt8) -> Bool {
        byte == separator || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\r") || byte == UInt8(ascii: "\n")
    }

    private static func startsFormula(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "="), UInt8(ascii: "+"), UInt8(ascii: "-"), UInt8(ascii: "@"), 0x09, 0x0D: true
        default: false
        }
    }
}
