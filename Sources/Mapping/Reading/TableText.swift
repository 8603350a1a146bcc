import Dossiers
import Settings

/// A table file as cells with their places; cells are trimmed.
struct TableText: Sendable {
    struct Cell: Sendable {
        let text: String
        let mark: YAMLMark
    }

    /// More columns than any table needs.
    private static let maximumColumns = 256

    let source: SourceText
    /// The titles of the first line.
    let columns: [Cell]
    /// The other lines that are not blank; each has at least as many cells as there are columns up to `value`.
    let rows: [[Cell]]

    /// The place of the column of that title; nil when there is none.
    func column(_ title: String) -> Int? { columns.firstIndex { $0.text == title } }

    /// Reads `source`; what is wrong goes to `collector`, sound rows are kept.
    init?(_ source: SourceText, collector: DiagnosticCollector) {
        self.source = source
        var parser = TableParser(source: source)
        var lines: [[Cell]] = []
        do {
            while let row = try parser.nextRow() { lines.append(row) }
        } catch {
            collector.report(error)
            return nil
        }
        guard let header = lines.first else {
            collector.report(
                Diagnostic(file: source.file, message: "the table is empty", hint: "its first line names its columns")
            )
            return nil
        }
        columns = header
        guard header.count <= TableText.maximumColumns else {
            collector.report(
                source.diagnostic(
                    at: header[0].mark,
                    "the table has \(header.count) columns, more than \(TableText.maximumColumns)"
                )
            )
            return nil
        }
        rows = lines.dropFirst().compactMap {
            TableText.fitted($0, header: header, source: source, collector: collector)
        }
    }

    /// The row with exactly one cell per column; blank cells too many are dropped, missing notes are filled.
    private static func fitted(
        _ row: [Cell],
        header: [Cell],
        source: SourceText,
        collector: DiagnosticCollector
    ) -> [Cell]? {
        guard let end = row.last?.mark, let first = row.first?.mark else { return nil }
        if let extra = row.dropFirst(header.count).first(where: { !$0.text.isEmpty }) {
            collector.report(
                source.diagnostic(
                    at: extra.mark,
                    "the line has more cells than the \(header.count) columns",
                    hint: "put a text that contains the separator in quotes"
                )
            )
            return nil
        }
        let needed = (header.firstIndex { $0.text == "value" } ?? header.count - 1) + 1
        guard row.count >= needed else {
            collector.report(source.diagnostic(at: first, "the line has \(row.count) cells, its value is missing"))
            return nil
        }
        let missing = max(0, header.count - row.count)
        return Array((row + Array(repeating: Cell(text: "", mark: end), count: missing)).prefix(header.count))
    }
}
