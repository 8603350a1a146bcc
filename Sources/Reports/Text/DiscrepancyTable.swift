package import Dossiers

/// Discrepancies as a table for a person, cut after a number of rows.
package struct DiscrepancyTable {
    private let words: any Words
    private let limit: Int?
    private var table: TextTable
    private var cut = 0
    private var count = 0

    /// An empty table with its line of titles.
    ///
    /// - Parameter limit: rows shown; nil shows all, and holds all until the end.
    package init(language: Language, limit: Int?, isColoured: Bool) {
        words = language.words
        self.limit = limit
        let words = words
        table = TextTable(
            [.left, .left, .right, .right, .left, .right, .left, .left],
            widest: 48,
            isColoured: isColoured
        )
        let titles: [ReportLabel] = [.code, .situation, .local, .portal, .unit, .age, .owner, .checks]
        table.add(titles.map { TextTable.Cell(words.label($0), colour: .strong) })
    }

    /// Adds a row; beyond the limit it is only counted.
    package mutating func add(_ discrepancy: Discrepancy) {
        guard count < limit ?? .max else {
            cut += 1
            return
        }
        count += 1
        table.add(row(of: discrepancy))
    }

    /// The lines, and how many rows were cut; empty when nothing was added.
    package var text: String {
        guard count + cut > 0 else { return "" }
        return cut > 0 ? table.text + words.more(cut) + "\n" : table.text
    }

    private func row(of discrepancy: Discrepancy) -> [TextTable.Cell] {
        [
            TextTable.Cell(discrepancy.code),
            TextTable.Cell(words.name(of: discrepancy.situation), colour: discrepancy.severity.colour),
            TextTable.Cell(number(of: discrepancy.local)),
            TextTable.Cell(number(of: discrepancy.portal)),
            TextTable.Cell(discrepancy.unitName ?? discrepancy.unit ?? "–"),
            TextTable.Cell(discrepancy.ageDays.map { String($0) } ?? "–"),
            TextTable.Cell(words.name(of: discrepancy.owner)),
            TextTable.Cell(discrepancy.checks.map(\.rawValue).joined(separator: " ")),
        ]
    }

    private func number(of view: SideView?) -> String {
        guard let view else { return "–" }
        return view.status.map { String($0.rawValue) } ?? "?"
    }
}

extension Severity {
    /// How a table marks it.
    package var colour: Colour {
        switch self {
        case .info: .faint
        case .warning: .yellow
        case .error: .red
        }
    }
}
