import Dossiers

/// Renders `summary.json`.
package struct SummaryWriter: Sendable {
    /// Version of the shape of every JSON output; it rises when a field changes its meaning or goes.
    package static let schemaVersion = 1

    package init() {}

    /// The document, two blanks of indentation, LF at the end.
    package func document(_ summary: RunSummary) -> [UInt8] {
        var json = JSONText(pretty: true)
        json.object { write(summary, to: &$0) }
        json.endLine()
        return json.bytes
    }

    /// Appends the document on one line without its LF, for an element of another document.
    package func append(_ summary: RunSummary, to bytes: inout [UInt8]) {
        var json = JSONText(appendingTo: bytes)
        bytes = []
        json.object { write(summary, to: &$0) }
        bytes = json.bytes
    }

    private func write(_ summary: RunSummary, to json: inout JSONText) {
        json.number("schema", SummaryWriter.schemaVersion)
        json.text("run", summary.run)
        json.bool("complete", summary.isComplete)
        json.texts("partial_units", summary.partialUnits)
        json.object("sides") { json in
            json.object("local") { write(summary.local, to: &$0) }
            json.object("portal") { write(summary.portal, to: &$0) }
        }
        json.list("sources") { list in
            for source in summary.sources { list.object { write(source, to: &$0) } }
        }
        writeCounts(of: summary, to: &json)
        json.list("guards") { list in
            for outcome in summary.guards { list.object { write(outcome, to: &$0) } }
        }
        json.texts("warnings", summary.warnings)
        json.literal("seconds", SummaryWriter.seconds(summary.duration))
        json.number("exit_code", summary.exitCode)
    }

    private func writeCounts(of summary: RunSummary, to json: inout JSONText) {
        json.object("situations") { json in
            for situation in Situation.allCases {
                json.number(situation.rawValue, summary.situations[situation, default: 0])
            }
        }
        json.object("checks") { json in
            for check in Check.allCases {
                guard let count = summary.checks[check], count > 0 else { continue }
                json.number(check.rawValue, count)
            }
        }
    }

    private func write(_ books: Books, to json: inout JSONText) {
        json.number("read", books.read)
        json.number("accepted", books.accepted)
        json.number("merged", books.merged)
        json.number("quarantined", books.quarantined)
    }

    private func write(_ source: SourceSummary, to json: inout JSONText) {
        json.text("id", source.id)
        json.text("side", source.side.rawValue)
        json.text("mapping", source.mapping)
        json.number("pages", source.pages)
        write(source.books, to: &json)
        json.number("skipped", source.skipped)
        json.bool("complete", source.isComplete)
        json.text("as_of", source.asOf?.text)
        json.texts("problems", source.problems)
    }

    private func write(_ outcome: GuardOutcome, to json: inout JSONText) {
        json.text("guard", outcome.name)
        json.text("source", outcome.source)
        json.text("limit", outcome.limit)
        json.text("value", outcome.value)
        json.bool("tripped", outcome.isTripped)
    }

    /// Seconds with three decimals, cut, never rounded up.
    static func seconds(_ duration: Duration) -> String {
        let (seconds, attoseconds) = duration.components
        let thousandths = String(attoseconds / 1_000_000_000_000_000)
        return "\(seconds)." + String(repeating: "0", count: 3 - thousandths.count) + thousandths
    }
}
