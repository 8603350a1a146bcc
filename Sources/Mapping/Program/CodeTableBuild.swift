import Dossiers

/// Puts the rows of a table file into the arrays of a `CodeTable`.
struct CodeTableBuild {
    struct Key {
        var hash: UInt64
        var key: Range<Int>
        var first: Int32
    }

    /// At most this many key columns; a mask is a byte.
    static let mostColumns = 7

    let keyColumns: Int
    private(set) var rows: [CodeTable.Row] = []
    private(set) var bytes: [UInt8] = []
    private(set) var keys: [Key] = []
    private(set) var masks: Set<UInt8> = []
    private let source: TableSource
    private let byName: Bool
    private let valueColumn: Int
    private let fromColumn: Int?
    private let toColumn: Int?
    private var places: [[UInt8]: Int] = [:]

    init(_ source: TableSource, byName: Bool) {
        self.source = source
        self.byName = byName
        valueColumn = source.columns.firstIndex(of: "value") ?? max(source.columns.count - 1, 0)
        keyColumns = min(valueColumn, CodeTableBuild.mostColumns)
        fromColumn = source.columns.firstIndex(of: "valid_from")
        toColumn = source.columns.firstIndex(of: "valid_to")
    }

    /// Takes all rows, oldest span first, so that each chain begins with the newest.
    mutating func addRows(texts: inout [UInt8]) {
        let dated = source.rows.enumerated().map { place, row in
            (place: place, row: row, from: day(row, fromColumn) ?? .min, to: day(row, toColumn) ?? .max)
        }
        for item in dated.sorted(by: { ($0.from, $0.to, $0.place) < ($1.from, $1.to, $1.place) }) {
            add(item.row, from: item.from, to: item.to, texts: &texts)
        }
    }

    private mutating func add(_ row: TableRow, from: Int32, to: Int32, texts: inout [UInt8]) {
        guard row.cells.count > valueColumn else { return }
        let start = texts.count
        texts += Array(row.cells[valueColumn].utf8)
        let place = place(of: row)
        rows.append(
            CodeTable.Row(
                value: start..<texts.count,
                from: from,
                to: to,
                next: keys[place].first,
                line: Int32(row.line)
            )
        )
        keys[place].first = Int32(rows.count - 1)
    }

    /// The index in `keys` of the key of a row, made when it is new.
    private mutating func place(of row: TableRow) -> Int {
        var key = LookupKey()
        var mask: UInt8 = 0
        key.begin()
        for column in 0..<keyColumns {
            if row.cells[column] == "*" { mask |= 1 << UInt8(column) }
            key.add(row.cells[column].utf8.span, byName: byName)
        }
        key.mask(mask)
        masks.insert(mask)
        if let place = places[key.masked] { return place }
        keys.append(Key(hash: ByteHash.narrow(key.masked.span, seed: 0), key: append(key.masked), first: -1))
        places[key.masked] = keys.count - 1
        return keys.count - 1
    }

    private mutating func append(_ text: [UInt8]) -> Range<Int> {
        bytes += text
        return (bytes.count - text.count)..<bytes.count
    }

    private static let days = DateFormat("yyyy-MM-dd")

    private func day(_ row: TableRow, _ column: Int?) -> Int32? {
        guard let column, column < row.cells.count, !row.cells[column].isEmpty, let format = CodeTableBuild.days else {
            return nil
        }
        guard case .instant(let instant) = format.read(row.cells[column].utf8.span) else { return nil }
        return Int32(instant.seconds / 86_400)
    }
}
