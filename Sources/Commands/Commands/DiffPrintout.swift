import Reports

/// Prints the discrepancies of a dry run in the form that the user chose, while they come in.
final class DiffPrintout {
    private static let rowsOfTable = 50

    private let printer: Printer
    private let writer: DiscrepancyWriter
    private var table: DiscrepancyTable
    private let limit: Int
    private let only: [Selector]
    private var printed = 0
    /// Discrepancies that `--only` lets through, printed or not.
    private(set) var admitted = 0

    init(printer: Printer, only: [Selector]) {
        self.printer = printer
        self.only = only
        let preferences = printer.preferences
        writer = DiscrepancyWriter(language: preferences.reportLanguage, masking: preferences.masking)
        let rows = preferences.limit.map(\.rows) ?? DiffPrintout.rowsOfTable
        table = DiscrepancyTable(language: preferences.language, limit: rows, isColoured: printer.coloursData)
        limit = (preferences.limit?.rows ?? nil) ?? .max
    }

    private var format: OutputFormat { printer.preferences.format }

    /// Prints what comes before the first discrepancy.
    func begin() throws {
        switch format {
        case .table, .ndjson: break
        case .csv: try printer.data.append { writer.appendHeader(hasByteOrderMark: false, to: &$0) }
        case .json: try printer.data.write("{\"discrepancies\":[")
        }
    }

    /// Prints one discrepancy, unless `--only` or `--limit` leave it out.
    func add(_ discrepancy: Discrepancy) throws {
        guard only.admits(discrepancy) else { return }
        admitted += 1
        if format == .table { return table.add(discrepancy) }
        guard printed < limit else { return }
        printed += 1
        try print(discrepancy)
    }

    /// Prints what comes after the last one: the cut, the summary.
    func end(_ summary: RunSummary) throws {
        if format == .json {
            try printer.data.write("\n],\"summary\":")
            try printer.data.append { SummaryWriter().append(summary, to: &$0) }
            try printer.data.write("}\n")
        }
        if format == .table { try printer.data.write(table.text) }
        try printer.data.flush()
        try show(summary)
    }

    private func print(_ discrepancy: Discrepancy) throws {
        try printer.data.append { bytes in
            switch format {
            case .ndjson: writer.appendLine(discrepancy, to: &bytes)
            case .csv: writer.appendRow(discrepancy, to: &bytes)
            case .json, .table:
                bytes.append(contentsOf: (printed == 1 ? "\n" : ",\n").utf8)
                writer.appendObject(discrepancy, to: &bytes)
            }
        }
    }

    /// The summary is data beside a table, and talk beside everything that a program reads.
    private func show(_ summary: RunSummary) throws {
        let text = SummaryText(language: printer.preferences.language, isColoured: printer.coloursData).text(
            of: summary
        )
        guard format == .table else {
            if admitted > printed { printer.info(printer.preferences.language.words.more(admitted - printed)) }
            return printer.info(String(text.dropLast()))
        }
        try printer.data.write(admitted > 0 ? "\n" + text : text)
        try printer.data.flush()
    }
}
