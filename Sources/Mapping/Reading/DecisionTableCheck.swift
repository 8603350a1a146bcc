import Dossiers
import Settings

/// Judges a decision table: columns named by paths, cells that are tests, a value of the right kind.
struct DecisionTableCheck {
    let paths: PathReading
    let kind: ValueKind

    func check(_ table: TableText, _ collector: DiagnosticCollector) {
        guard TableColumnCheck.check(table, collector), let value = table.column("value") else { return }
        for column in table.columns[..<value] {
            if let problem = paths.parse(column.text).problem {
                collector.report(table.source.diagnostic(at: column.mark, problem))
            }
        }
        for row in table.rows {
            for cell in row[..<value] where !Self.isTest(cell.text) {
                collector.report(
                    table.source.diagnostic(
                        at: cell.mark,
                        "`\(YAMLValue.short(cell.text))` is no test",
                        hint: "empty, `=text`, `!=text`, `blank`, `present`, `~text`, `^text` or `$text`"
                    )
                )
            }
            checkValue(row[value], in: table, collector)
        }
    }

    private func checkValue(_ cell: TableText.Cell, in table: TableText, _ collector: DiagnosticCollector) {
        if cell.text.isEmpty {
            collector.report(table.source.diagnostic(at: cell.mark, "the value is blank"))
        } else if let (message, hint) = kind.problem(with: cell.text) {
            collector.report(table.source.diagnostic(at: cell.mark, message, hint: hint))
        }
    }

    private static func isTest(_ text: String) -> Bool {
        if ["", "blank", "present"].contains(text) { return true }
        let marks = ["!=", "=", "~", "^", "$"]
        return marks.contains { text.hasPrefix($0) && text.count > $0.count }
    }
}
