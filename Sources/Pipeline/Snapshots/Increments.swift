import Dossiers
import Formats
import Reports
import Settings
import Synchronization

/// The sources of a run that are asked for changes, and what became of them.
final class Increments: Sendable {
    /// By their places among the sources.
    let sources: [Int: IncrementalSource]
    private let ids: [String]
    private let outcomes = Mutex([Int: IncrementalOutcome]())

    /// Looks at what is known of each of them.
    init(_ preparation: Preparation, _ options: RunOptions, _ limits: FormatLimits) {
        var sources: [Int: IncrementalSource] = [:]
        for (place, setting) in preparation.configuration.sources.enumerated() {
            guard let incremental = setting.fetch.incremental else { continue }
            sources[place] = IncrementalSource(
                preparation.sources[place],
                setting,
                incremental,
                folder: "\(preparation.configuration.state)/sources/\(setting.id)",
                options,
                limits
            )
        }
        self.sources = sources
        ids = preparation.sources.map(\.id)
    }

    /// Since when changes are asked for, by place; full reads are left out.
    var since: [Int: Instant] { sources.compactMapValues(\.since) }

    /// Notes what the pull came to.
    func take(_ snapshots: [Int: IncrementalOutcome]) { outcomes.withLock { $0 = snapshots } }

    /// The sources with what is wrong with their pages, and with the as-of instants that these declared.
    func marking(_ pulled: Pulling.Outcome) -> Pulling.Outcome {
        var marked = pulled
        for (place, outcome) in outcomes.withLock({ $0 }) {
            marked.sources[place].problems += outcome.problems
            marked.sources[place].asOf = outcome.declaredAsOf
        }
        return marked
    }

    /// Makes all that came count for the runs to come.
    ///
    /// - Throws: `RunFolderError` when the disk does not take it.
    func commit() throws {
        for (place, outcome) in outcomes.withLock({ $0 }) { try sources[place]?.commit(outcome) }
    }

    /// How a source was read; nil for one that is always read in full.
    func summary(of place: Int) -> IncrementSummary? {
        guard let source = sources[place], let outcome = outcomes.withLock({ $0[place] }) else { return nil }
        var summary = IncrementSummary(isFull: outcome.isFull, since: source.since)
        summary.late = outcome.comparison?.late
        summary.vanished = outcome.comparison?.vanished
        return summary
    }

    /// What was lost of what was known, and what full reads found that increments had not brought.
    var warnings: [Sentence] {
        ids.indices.flatMap { place -> [Sentence] in
            let loss = sources[place]?.loss.map { loss -> Sentence in
                "source \(ids[place]): what was known of it does not count, it is read in full: \(loss)"
            }
            return [loss, late(place)].compactMap(\.self)
        }
    }

    private func late(_ place: Int) -> Sentence? {
        guard let comparison = outcomes.withLock({ $0[place] })?.comparison,
            comparison.late > 0 || comparison.vanished > 0
        else { return nil }
        return
            "source \(ids[place]): the full read found \(comparison.late) dossiers that had changed unnoticed and misses \(comparison.vanished) that were known"
    }
}
