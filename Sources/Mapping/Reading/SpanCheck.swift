import Dossiers
import Settings

/// Judges the spans of validity: well written, and never two rows of one key on one day.
struct SpanCheck {
    let table: TableText
    let keyColumns: Int

    private struct Span {
        let from: Int64
        let to: Int64
        let mark: YAMLMark
    }

    func check(_ collector: DiagnosticCollector) {
        let from = table.column("valid_from")
        let to = table.column("valid_to")
        var spans: [[String]: [Span]] = [:]
        for row in table.rows {
            let start = from.map { day(row[$0], blank: Int64.min, collector) } ?? Int64.min
            let end = to.map { day(row[$0], blank: Int64.max, collector) } ?? Int64.max
            guard let start, let end else { continue }
            if start > end, let to { report(at: row[to].mark, "`valid_to` lies before `valid_from`", nil, collector) }
            let key = row[..<keyColumns].map { TableKey.normalised($0.text) }
            spans[key, default: []].append(Span(from: start, to: end, mark: row[0].mark))
        }
        for rows in spans.values where rows.count > 1 { checkOverlap(rows, collector) }
    }

    private func checkOverlap(_ rows: [Span], _ collector: DiagnosticCollector) {
        let sorted = rows.sorted { ($0.from, $0.mark.line) < ($1.from, $1.mark.line) }
        var widest = sorted[0]
        for span in sorted.dropFirst() {
            if span.from <= widest.to {
                let (first, second) = span.mark.line < widest.mark.line ? (span, widest) : (widest, span)
                report(
                    at: second.mark,
                    "the same key is valid twice on one day",
                    "the other line is \(first.mark.line)",
                    collector
                )
            }
            if span.to > widest.to { widest = span }
        }
    }

    /// Seconds of the day in a cell; `blank` for an empty one, nil for what is no day, which is reported.
    private func day(_ cell: TableText.Cell, blank: Int64, _ collector: DiagnosticCollector) -> Int64? {
        guard !cell.text.isEmpty else { return blank }
        if let day = Quantity.day(cell.text) { return day.seconds }
        report(at: cell.mark, "`\(YAMLValue.short(cell.text))` is no day", "days are written yyyy-MM-dd", collector)
        return nil
    }

    private func report(at mark: YAMLMark, _ message: Sentence, _ hint: Sentence?, _ collector: DiagnosticCollector) {
        collector.report(table.source.diagnostic(at: mark, message, hint: hint))
    }
}
