import Dossiers
import Formats

/// A decision table compiled: ordered rows of tests on paths; the first row that holds gives the value.
struct DecisionTable: Sendable {
    /// What a cell asks of a value; texts compare after trimming, NFC and case.
    enum Test: Sendable {
        case anything
        case equals([UInt8])
        case differs([UInt8])
        case blank
        case present
        case contains([UInt8])
        case begins([UInt8])
        case ends([UInt8])
    }

    struct Row: Sendable {
        var tests: [Test]
        var value: [UInt8]
        var line: Int
    }

    let name: String
    /// Slot of each column.
    let slots: [Int]
    let rows: [Row]

    /// A table whose columns before `value` are paths; `slot` gives the slot of one.
    init(_ source: TableSource, slot: (String) -> Int) {
        let value = source.columns.firstIndex(of: "value") ?? max(source.columns.count - 1, 0)
        name = source.name
        slots = source.columns[..<value].map(slot)
        rows = source.rows.compactMap { row in
            guard row.cells.count > value else { return nil }
            return Row(
                tests: row.cells[..<value].map(Test.init),
                value: Array(row.cells[value].utf8),
                line: row.line
            )
        }
    }

    /// The first row that holds for the keys of the columns; nil when none does.
    func row(for keys: [[UInt8]]) -> Row? {
        rows.first { row in zip(row.tests, keys).allSatisfy { $0.holds($1) } }
    }
}

extension DecisionTable.Test {
    /// A test from its cell.
    init(_ cell: String) {
        switch cell {
        case "": self = .anything
        case "blank": self = .blank
        case "present": self = .present
        case _ where cell.hasPrefix("!="): self = .differs(TextBytes.key(cell.dropFirst(2)))
        case _ where cell.hasPrefix("="): self = .equals(TextBytes.key(cell.dropFirst()))
        case _ where cell.hasPrefix("~"): self = .contains(TextBytes.key(cell.dropFirst()))
        case _ where cell.hasPrefix("^"): self = .begins(TextBytes.key(cell.dropFirst()))
        case _ where cell.hasPrefix("$"): self = .ends(TextBytes.key(cell.dropFirst()))
        default: self = .equals(TextBytes.key(cell[...]))
        }
    }

    /// Whether the test holds for a value in key form.
    func holds(_ value: [UInt8]) -> Bool {
        switch self {
        case .anything: true
        case .equals(let text): value == text
        case .differs(let text): value != text
        case .blank: value.isEmpty
        case .present: !value.isEmpty
        case .contains(let text): TextBytes.contains(value, text)
        case .begins(let text): value.starts(with: text)
        case .ends(let text): value.count >= text.count && value.suffix(text.count).elementsEqual(text)
        }
    }
}
