import Dossiers
import Settings

/// How keys of tables compare.
enum TableKey {
    /// Case and runs of blanks made equal; canonically equal texts are equal as they are.
    static func normalised(_ text: String) -> String {
        if text.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7F }) {
            return String(decoding: text.utf8.map { (0x41...0x5A).contains($0) ? $0 | 0x20 : $0 }, as: UTF8.self)
        }
        return text.split(whereSeparator: \.isWhitespace).joined(separator: " ").lowercased()
    }
}

/// Judges a code table: its columns, its values, its spans of validity.
struct CodeTableCheck {
    /// How many columns stand before `value`; nil when the rule itself is broken.
    let keyColumns: Int?
    let kind: ValueKind
    let mappingFile: String

    func check(_ table: TableText, _ collector: DiagnosticCollector) {
        guard TableColumnCheck.check(table, collector), let value = table.column("value") else { return }
        if let keyColumns, keyColumns != value {
            let message: Sentence =
                value == 1 ? "the table has \(value) key column" : "the table has \(value) key columns"
            let hint: Sentence =
                keyColumns == 1
                ? "\(mappingFile) names \(keyColumns) path" : "\(mappingFile) names \(keyColumns) paths"
            collector.report(table.source.diagnostic(at: table.columns[value].mark, message, hint: hint))
            return
        }
        for row in table.rows { check(row[value], in: table, collector) }
        SpanCheck(table: table, keyColumns: value).check(collector)
    }

    private func check(_ cell: TableText.Cell, in table: TableText, _ collector: DiagnosticCollector) {
        if cell.text.isEmpty {
            collector.report(
                table.source.diagnostic(
                    at: cell.mark,
                    "the value is blank",
                    hint: "write the value, or take the line away"
                )
            )
        } else if let (message, hint) = kind.problem(with: cell.text) {
            collector.report(table.source.diagnostic(at: cell.mark, message, hint: hint))
        }
    }
}

/// Judges the table `procedure-aliases`.
enum ProcedureAliasCheck {
    static func check(_ table: TableText, _ collector: DiagnosticCollector) {
        CodeTableCheck(keyColumns: 1, kind: .procedure, mappingFile: "`as: procedure-code`").check(table, collector)
    }
}
