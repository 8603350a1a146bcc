import Dossiers
import Settings

/// Judges the titles of a table.
enum TableColumnCheck {
    private static let spans = ["valid_from", "valid_to"]

    /// Whether the table has keys and a value; what is wrong is reported.
    static func check(_ table: TableText, _ collector: DiagnosticCollector) -> Bool {
        let count = collector.count
        for (index, column) in table.columns.enumerated() {
            if column.text.isEmpty, table.columns[index...].contains(where: { !$0.text.isEmpty }) {
                collector.report(table.source.diagnostic(at: column.mark, "a column has no title"))
            }
            guard !column.text.isEmpty else { continue }
            if table.columns[..<index].contains(where: { $0.text == column.text }) {
                collector.report(
                    table.source.diagnostic(at: column.mark, "the column `\(column.text)` stands here twice")
                )
            }
            if !spans.contains(column.text), let name = NearestName.of(column.text, among: spans) {
                collector.report(
                    table.source.diagnostic(
                        at: column.mark,
                        "unknown column `\(column.text)`",
                        hint: "did you mean `\(name)`?"
                    )
                )
            }
        }
        checkValue(table, collector)
        return collector.count == count
    }

    private static func checkValue(_ table: TableText, _ collector: DiagnosticCollector) {
        guard let value = table.column("value") else {
            let hint = NearestName.hint(for: "value", among: table.columns.map(\.text).filter { $0.hasPrefix("v") })
            let mark = table.columns.first?.mark ?? YAMLMark(line: 1, column: 1)
            collector.report(table.source.diagnostic(at: mark, "the table has no column `value`", hint: hint))
            return
        }
        if value == 0 {
            collector.report(table.source.diagnostic(at: table.columns[0].mark, "no key column stands before `value`"))
        }
        for column in table.columns[..<value] where spans.contains(column.text) {
            collector.report(
                table.source.diagnostic(at: column.mark, "`\(column.text)` must stand after `value`")
            )
        }
    }
}
