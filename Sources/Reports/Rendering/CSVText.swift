/// Appends rows of RFC 4180 to bytes, comma between, LF at the end, cells that a spreadsheet would run made harmless.
struct CSVText {
    private(set) var bytes: [UInt8]

    init(appendingTo bytes: [UInt8] = []) { self.bytes = bytes }

    mutating func row(_ cells: [String]) {
        for (index, cell) in cells.enumerated() {
            if index > 0 { bytes.append(UInt8(ascii: ",")) }
            append(CSVText.harmless(cell))
        }
        bytes.append(UInt8(ascii: "\n"))
    }

    /// The cell with a leading `'` when a spreadsheet would take it for a formula.
    static func harmless(_ cell: String) -> String {
        switch cell.utf8.first {
        case UInt8(ascii: "="), UInt8(ascii: "+"), UInt8(ascii: "-"), UInt8(ascii: "@"), 0x09, 0x0D: "'" + cell
        default: cell
        }
    }

    private mutating func append(_ cell: String) {
        guard cell.utf8.contains(where: { [0x22, 0x2C, 0x0A, 0x0D].contains($0) }) else {
            bytes.append(contentsOf: cell.utf8)
            return
        }
        bytes.append(UInt8(ascii: "\""))
        for byte in cell.utf8 {
            if byte == UInt8(ascii: "\"") { bytes.append(byte) }
            bytes.append(byte)
        }
        bytes.append(UInt8(ascii: "\""))
    }
}
