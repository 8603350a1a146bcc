import Dossiers
import Reports

/// Counts records that were set aside, by source, field and reason, for a person.
final class QuarantineTally {
    private struct Kind: Hashable {
        var source: String
        var field: Field?
        var reason: QuarantineReason
        var table: String?
    }

    private var counts: [Kind: Int] = [:]
    /// In the order in which they were met.
    private var kinds: [Kind] = []

    func add(_ line: QuarantineLine) {
        let problem = line.problem
        let kind = Kind(source: line.source, field: problem.field, reason: problem.reason, table: problem.table)
        if counts[kind] == nil { kinds.append(kind) }
        counts[kind, default: 0] += 1
    }

    /// A line for each kind; empty when nothing was set aside.
    func lines(in words: any Words) -> [String] {
        kinds.map { kind in
            let problem = RecordProblem(kind.reason, field: kind.field, table: kind.table)
            return "\(kind.source): \(words.sentence(on: problem)): \(counts[kind] ?? 0)"
        }
    }

    /// Says how many there are, why, and where to look.
    func tell(_ printer: Printer) {
        let total = counts.values.reduce(0, +)
        guard total > 0 else { return }
        let lines = lines(in: printer.words).map { "\n  \($0)" }.joined()
        printer.warning(printer.phrases.quarantined(total) + lines)
    }
}

extension Printer {
    /// Why sources are not complete, for who asked for errors only; the summary tells it to all others.
    func tellIncomplete(_ summary: RunSummary) {
        guard preferences.verbosity == .quiet else { return }
        for source in summary.sources {
            for problem in source.problems { error("\(source.id): \(words.say(problem))") }
        }
    }
}
