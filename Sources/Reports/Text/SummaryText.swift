import Dossiers

/// The summary of a run for a person: books, situations, checks, guards, warnings.
package struct SummaryText: Sendable {
    private let words: any Words
    private let isColoured: Bool

    package init(language: Language, isColoured: Bool) {
        words = language.words
        self.isColoured = isColoured
    }

    /// The lines, each with LF; parts without content are left out.
    package func text(of summary: RunSummary) -> String {
        let parts = [
            heading(of: summary), books(of: summary), list(.problems, problems(of: summary)), situations(of: summary),
            checks(of: summary),
            guards(of: summary), list(.partialUnits, summary.partialUnits),
            list(.warnings, summary.warnings(in: words)),
        ]
        return parts.filter { !$0.isEmpty }.joined(separator: "\n")
    }

    private func heading(of summary: RunSummary) -> String {
        let state =
            summary.isComplete
            ? styled(words.label(.complete), .green) : styled(words.label(.incomplete), .red)
        let balance =
            summary.isBalanced
            ? words.label(.balanced) : styled(words.label(.unbalanced), .red)
        let seconds = SummaryWriter.seconds(summary.duration)
        return "\(words.label(.run)) \(summary.run): \(state), \(balance), \(seconds) \(words.label(.seconds))\n"
    }

    private func books(of summary: RunSummary) -> String {
        var table = TextTable(
            [.left, .left, .right, .right, .right, .right, .right, .left, .left],
            isColoured: isColoured
        )
        let titles: [ReportLabel] = [.source, .side, .read, .accepted, .merged, .quarantined, .skipped, .asOf]
        table.add(titles.map { TextTable.Cell(words.label($0), colour: .strong) })
        for source in summary.sources { table.add(row(of: source)) }
        for (side, books) in [(Side.local, summary.local), (.portal, summary.portal)] {
            table.add([TextTable.Cell(words.label(.total)), TextTable.Cell(words.name(of: side))] + cells(of: books))
        }
        return table.text
    }

    private func row(of source: SourceSummary) -> [TextTable.Cell] {
        return [TextTable.Cell(source.id), TextTable.Cell(words.name(of: source.side))] + cells(of: source.books) + [
            TextTable.Cell(String(source.skipped)),
            TextTable.Cell(source.asOf?.text ?? "–"),
            TextTable.Cell(source.isComplete ? "" : words.label(.incomplete), colour: .red),
        ]
    }

    /// Whole, below the table: a cell would cut what tells the reason.
    private func problems(of summary: RunSummary) -> [String] {
        summary.sources.flatMap { source in source.problems.map { "\(source.id): \(words.say($0))" } }
    }

    private func cells(of books: Books) -> [TextTable.Cell] {
        [books.read, books.accepted, books.merged].map { TextTable.Cell(String($0)) }
            + [TextTable.Cell(String(books.quarantined), colour: books.quarantined > 0 ? .yellow : .plain)]
    }

    private func situations(of summary: RunSummary) -> String {
        var table = TextTable([.left, .right], isColoured: isColoured)
        table.add([.situation, .count].map { TextTable.Cell(words.label($0), colour: .strong) })
        for situation in Situation.allCases {
            let count = summary.situations[situation, default: 0]
            if count > 0 || situation == .agreed { table.add([words.name(of: situation), String(count)]) }
        }
        if summary.outsideWindow > 0 { table.add([words.label(.outsideWindow), String(summary.outsideWindow)]) }
        return table.text + (summary.differences == 0 && summary.isComplete ? words.label(.noDifferences) + "\n" : "")
    }

    private func checks(of summary: RunSummary) -> String {
        let present = Check.allCases.filter { summary.checks[$0, default: 0] > 0 }
        guard !present.isEmpty else { return "" }
        var table = TextTable([.left, .right, .left], isColoured: isColoured)
        table.add([.checks, .count].map { TextTable.Cell(words.label($0), colour: .strong) })
        for check in present {
            let id = TextTable.Cell(check.rawValue, colour: check.severity.colour)
            let count = TextTable.Cell(String(summary.checks[check, default: 0]))
            table.add([id, count, TextTable.Cell(words.meaning(of: check))])
        }
        return table.text
    }

    private func guards(of summary: RunSummary) -> String {
        guard !summary.guards.isEmpty else { return "" }
        var table = TextTable([.left, .left, .right, .right, .left], isColoured: isColoured)
        table.add([.guards, .source, .limit, .value].map { TextTable.Cell(words.label($0), colour: .strong) })
        for outcome in summary.guards {
            let verdict = TextTable.Cell(outcome.isTripped ? words.label(.tripped) : "", colour: .red)
            table.add(
                [outcome.name, outcome.source ?? "–", outcome.limit, words.say(Sentence(said: outcome.value))]
                    .map { TextTable.Cell($0) } + [verdict]
            )
        }
        return table.text
    }

    private func list(_ label: ReportLabel, _ lines: [String]) -> String {
        guard !lines.isEmpty else { return "" }
        let body = lines.map { "  " + DisplayWidth.harmless($0) + "\n" }.joined()
        return styled(words.label(label), .strong) + "\n" + body
    }

    private func styled(_ text: String, _ colour: Colour) -> String { isColoured ? colour.wrapping(text) : text }
}
