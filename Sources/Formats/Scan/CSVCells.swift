/// One row read plainly, cell by cell; what the kernel does, for headers and single records.
struct CSVRow {
    /// The cells as written, quotes included.
    private(set) var cells: [Range<Int>] = []
    /// Byte behind the row and its line end.
    private(set) var next: Int
    /// Whether quotes and carriage returns stand only where RFC 4180 allows them.
    private(set) var isSound = true
    /// Whether the bytes end inside quotes.
    private(set) var isOpen = false

    /// Reads the row that begins at `start`.
    init(in bytes: Span<UInt8>, from start: Int, separator: UInt8) {
        next = start
        repeat {
            readCell(in: bytes, separator: separator)
        } while endsAtSeparator && !isOpen
    }

    private var endsAtSeparator = false

    private mutating func readCell(in bytes: Span<UInt8>, separator: UInt8) {
        let start = next
        var index = start
        if index < bytes.count, bytes[index] == UInt8(ascii: "\"") { index = closingQuote(in: bytes, from: index) + 1 }
        let quoted = index
        var isSoundCell = true
        while index < bytes.count, bytes[index] != separator, bytes[index] != UInt8(ascii: "\n") {
            let isReturn = bytes[index] == UInt8(ascii: "\r")
            let isLineEnd = isReturn && (index + 1 == bytes.count || bytes[index + 1] == UInt8(ascii: "\n"))
            if !isLineEnd && (isReturn || bytes[index] == UInt8(ascii: "\"") || quoted > start) { isSoundCell = false }
            index += 1
        }
        endsAtSeparator = index < bytes.count && bytes[index] == separator
        let hasReturn = !endsAtSeparator && index > start && bytes[index - 1] == UInt8(ascii: "\r")
        let cell = start..<(hasReturn ? index - 1 : index)
        if !isSoundCell, CSVFormula.text(in: bytes.extracting(cell)) == nil { isSound = false }
        cells.append(cell)
        next = min(index + 1, bytes.count)
    }

    private mutating func closingQuote(in bytes: Span<UInt8>, from start: Int) -> Int {
        var index = start + 1
        while index < bytes.count {
            if bytes[index] != UInt8(ascii: "\"") {
                index += 1
            } else if index + 1 < bytes.count, bytes[index + 1] == UInt8(ascii: "\"") {
                index += 2
            } else {
                return index
            }
        }
        isOpen = true
        return bytes.count - 1
    }
}

/// One cell.
enum CSVCell {
    /// The text that a cell, quotes or formula included, means; nil when its quotes are broken or the bytes are no UTF-8.
    static func text(_ cell: Span<UInt8>) -> String? {
        if let inner = CSVFormula.text(in: cell) { return plain(cell.extracting(inner)) }
        var text: [UInt8] = []
        if cell.count > 0, cell[0] == UInt8(ascii: "\"") {
            guard cell.count > 1, cell[cell.count - 1] == UInt8(ascii: "\"") else { return nil }
            guard SlotText.decode(cell.extracting(1..<(cell.count - 1)), as: .csv, into: &text) else { return nil }
            return String(validating: text, as: UTF8.self)
        }
        return plain(cell)
    }

    /// A text as it stands; nil when the bytes are no UTF-8.
    private static func plain(_ bytes: Span<UInt8>) -> String? {
        var text: [UInt8] = []
        for index in bytes.indices { text.append(bytes[index]) }
        return String(validating: text, as: UTF8.self)
    }

    /// Whether nothing but blanks and an empty pair of quotes is written.
    static func isBlank(_ cell: Span<UInt8>) -> Bool {
        for index in cell.indices {
            switch cell[index] {
            case UInt8(ascii: " "), UInt8(ascii: "\t"), UInt8(ascii: "\r"), UInt8(ascii: "\n"), UInt8(ascii: "\""):
                continue
            default: return false
            }
        }
        return true
    }
}
