import Formats
import Reports

/// Rows that a command prints in the form that the user chose; names of columns are the same in every language.
struct Listing {
    /// One value of a row.
    enum Value: Sendable, Hashable {
        /// Nil is blank.
        case text(String?)
        case number(Int)
        case texts([String])

        /// As a cell of a table or a sheet.
        var cell: String {
            switch self {
            case .text(let text): text ?? ""
            case .number(let number): String(number)
            case .texts(let texts): texts.joined(separator: "; ")
            }
        }
    }

    /// A column: its name for programs and its title for people.
    struct Column: Sendable, Hashable {
        let name: String
        let title: String
        var alignment = TextTable.Alignment.left
    }

    let columns: [Column]
    private(set) var rows: [[Value]] = []

    init(_ columns: [Column]) { self.columns = columns }

    /// Adds a row, one value for each column.
    mutating func add(_ row: [Value]) { rows.append(row) }

    /// Prints the rows, at most as many as the user wants.
    func print(to printer: Printer) throws {
        let limit = printer.preferences.limit?.rows ?? .max
        let shown = rows.prefix(limit)
        try printer.data.append { bytes in
            switch printer.preferences.format {
            case .table: bytes.append(contentsOf: table(of: shown, isColoured: printer.coloursData).utf8)
            case .csv: bytes += sheet(of: shown)
            case .json: bytes += document(of: shown)
            case .ndjson: for row in shown { bytes += line(of: row) }
            }
        }
        if shown.count < rows.count { printer.info(printer.preferences.language.words.more(rows.count - shown.count)) }
        try printer.data.flush()
    }

    private func table(of rows: ArraySlice<[Value]>, isColoured: Bool) -> String {
        guard !rows.isEmpty else { return "" }
        var table = TextTable(columns.map(\.alignment), widest: 200, isColoured: isColoured)
        table.add(columns.map { TextTable.Cell($0.title, colour: .strong) })
        for row in rows { table.add(row.map(\.cell)) }
        return table.text
    }

    private func sheet(of rows: ArraySlice<[Value]>) -> [UInt8] {
        var csv = CSVWriter()
        csv.row(columns.map(\.name))
        for row in rows { csv.row(row.map(\.cell)) }
        return csv.bytes
    }

    private func document(of rows: ArraySlice<[Value]>) -> [UInt8] {
        var json = JSONWriter(layout: .pretty)
        json.list { list in
            for row in rows { list.object { write(row, to: &$0) } }
        }
        json.endLine()
        return json.bytes
    }

    private func line(of row: [Value]) -> [UInt8] {
        var json = JSONWriter()
        json.object { write(row, to: &$0) }
        json.endLine()
        return json.bytes
    }

    private func write(_ row: [Value], to json: inout JSONWriter) {
        for (column, value) in zip(columns, row) {
            switch value {
            case .text(let text): json.member(column.name, text)
            case .number(let number): json.member(column.name, number)
            case .texts(let texts): json.member(column.name, .list(texts.map(RecordValue.text)))
            }
        }
    }
}
