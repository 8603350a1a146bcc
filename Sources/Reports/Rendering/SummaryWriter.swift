import Dossiers
import Formats

/// Renders `summary.json`.
package struct SummaryWriter: Sendable {
    /// Version of the shape of every JSON output; it rises when a field changes its meaning or goes.
    package static let schemaVersion = 1

    package init() {}

    /// The document, two blanks of indentation, LF at the end.
    package func document(_ summary: RunSummary) -> [UInt8] {
        var json = JSONWriter(layout: .pretty)
        json.object { write(summary, to: &$0) }
        json.endLine()
        return json.bytes
    }

    /// Appends the document on one line without its LF, for an element of another document.
    package func append(_ summary: RunSummary, to bytes: inout [UInt8]) {
        var json = JSONWriter()
        json.object { write(summary, to: &$0) }
        bytes += json.bytes
    }

    private func write(_ summary: RunSummary, to json: inout JSONWriter) {
        json.member("schema", SummaryWriter.schemaVersion)
        json.member("run", summary.run)
        json.member("complete", summary.isComplete)
        json.member("partial_units", summary.partialUnits)
        json.object("sides") { json in
            json.object("local") { write(summary.local, to: &$0) }
            json.object("portal") { write(summary.portal, to: &$0) }
        }
        json.list("sources") { list in
            for source in summary.sources { list.object { write(source, to: &$0) } }
        }
        writeCounts(of: summary, to: &json)
        json.member("outside_window", summary.outsideWindow)
        json.list("guards") { list in
            for outcome in summary.guards { list.object { write(outcome, to: &$0) } }
        }
        json.member("warnings", summary.allWarnings)
        json.name("seconds")
        json.number(literal: SummaryWriter.seconds(summary.duration))
        json.member("exit_code", summary.exitCode)
    }

    private func writeCounts(of summary: RunSummary, to json: inout JSONWriter) {
        json.object("situations") { json in
            for situation in Situation.allCases {
                json.member(situation.rawValue, summary.situations[situation, default: 0])
            }
        }
        json.object("checks") { json in
            for check in Check.allCases {
                guard let count = summary.checks[check], count > 0 else { continue }
                json.member(check.rawValue, count)
            }
        }
    }

    private func write(_ books: Books, to json: inout JSONWriter) {
        json.member("read", books.read)
        json.member("accepted", books.accepted)
        json.member("merged", books.merged)
        json.member("quarantined", books.quarantined)
    }

    private func write(_ source: SourceSummary, to json: inout JSONWriter) {
        json.member("id", source.id)
        json.member("side", source.side.rawValue)
        json.member("mapping", source.mapping)
        json.member("pages", source.pages)
        write(source.books, to: &json)
        json.member("skipped", source.skipped)
        json.member("complete", source.isComplete)
        json.member("as_of", source.asOf?.text)
        json.member("problems", source.problems.map(\.description))
        if let increment = source.increment { write(increment, to: &json) }
    }

    private func write(_ increment: IncrementSummary, to json: inout JSONWriter) {
        json.object("increment") { json in
            json.member("full", increment.isFull)
            json.member("since", increment.since?.text)
            json.member("late", increment.late)
            json.member("vanished", increment.vanished)
        }
    }

    private func write(_ outcome: GuardOutcome, to json: inout JSONWriter) {
        json.member("guard", outcome.name)
        json.member("source", outcome.source)
        json.member("limit", outcome.limit)
        json.member("value", outcome.value)
        json.member("tripped", outcome.isTripped)
    }

    /// Seconds with three decimals, cut, never rounded up.
    static func seconds(_ duration: Duration) -> String {
        let (seconds, attoseconds) = duration.components
        let thousandths = String(attoseconds / 1_000_000_000_000_000)
        return "\(seconds)." + String(repeating: "0", count: 3 - thousandths.count) + thousandths
    }
}
