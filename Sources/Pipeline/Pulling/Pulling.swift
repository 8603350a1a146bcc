import Dossiers
import Feeds
import Formats
import Mapping
import Settings
import Transport

/// Gets the raw pages of all sources: what to ask of whom, and what went wrong on the way.
struct Pulling {
    let preparation: Preparation
    let options: RunOptions
    let limits: FormatLimits

    /// The pages, and the sources with what went wrong on the way.
    struct Outcome: Sendable {
        var sources: [RunSource]
        /// By their numbers.
        var pages: [Page]
    }

    /// Pulls every source and waits for all of them; a source that fails is marked and the others go on.
    ///
    /// - Throws: `ArchiveError` when raw pages cannot be kept, what `options.secret` or `checkInterruption` throws.
    func run(_ checkInterruption: () throws -> Void) throws -> Outcome {
        let order = order { _ in }
        let crew = Crew()
        let codes = LocalCodes(sources: preparation.sources, limits: limits)
        let pulling = try PullCrew(pulls(), into: order, codes: codes.codes)
        pulling.start(on: crew)
        try crew.wait(checkInterruption) { pulling.stop() }
        return outcome(order)
    }

    /// What numbers the pages and hands them on.
    func order(_ handOn: @escaping @Sendable (Page) -> Void) -> PageOrder {
        PageOrder(preparation.sources.map(\.side), handOn)
    }

    /// What became of all sources, once they have ended.
    func outcome(_ order: PageOrder) -> Outcome {
        var outcome = Outcome(sources: preparation.readSources, pages: order.pages)
        for (source, result) in order.results.enumerated() {
            outcome.sources[source].problems += result?.problems.map(Pulling.text) ?? []
        }
        return outcome
    }

    /// What a report says of a problem.
    static func text(_ problem: FeedProblem) -> Sentence {
        let place = problem.source.split(separator: "/").last.map(String.init) ?? problem.source
        let kind = Sentence(said: problem.kind.rawValue)
        return problem.detail.map { "\(place): \(kind): \($0)" } ?? "\(place): \(kind)"
    }
}
