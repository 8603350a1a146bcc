import Dossiers
import Feeds
import Formats
package import Settings
import Synchronization
import Transport

extension Pipeline {
    /// Opens the files of every source and asks every server for its first page; keeps nothing and compares nothing.
    ///
    /// Answers in the order of the configuration.
    ///
    /// - Throws: `Diagnostics` of the mappings, an interruption, a failure of the temporary space.
    package static func probe(
        _ configuration: Configuration,
        _ options: RunOptions,
        _ checkInterruption: () throws -> Void
    ) throws -> [SourceProbe] {
        let preparation = try Preparation(configuration, today: options.now())
        let pulling = Pulling(preparation: preparation, options: options, limits: FormatLimits())
        return try Probing(pulling: pulling, engine: TransferEngine(parallel: Probing.atOnce)).run(checkInterruption)
    }
}

/// Looks at all sources of a configuration, several at once.
struct Probing {
    /// Sources that are looked at together.
    static let atOnce = 12

    let pulling: Pulling
    let engine: TransferEngine

    /// What each source came to, in their order.
    func run(_ checkInterruption: () throws -> Void) throws -> [SourceProbe] {
        let count = pulling.preparation.sources.count
        let results = ProbeResults(count)
        let logins = Logins()
        let crew = Crew()
        for _ in 0..<min(count, Probing.atOnce) {
            crew.start {
                while let source = results.next() { results.set(source, try probe(source, logins)) }
            }
        }
        try crew.wait(checkInterruption) {
            results.stop()
            engine.shutdown()
        }
        return results.all
    }

    private func probe(_ number: Int, _ logins: Logins) throws -> SourceProbe {
        let source = pulling.preparation.configuration.sources[number]
        let prepared = pulling.preparation.sources[number]
        let method: SourcePull.Method
        do {
            method = try pulling.method(source, prepared, logins, nil)
        } catch let error as any Tellable {
            return Probing.misconfigured(source, error.sentence)
        }
        switch method {
        case .files(let feed):
            let page = PageProbe(source: prepared, limits: pulling.limits)
            let probing = FilesProbing(feed: feed, page: page, engine: engine)
            return SourceProbe(source: source.id, steps: try probing.steps(try archive(of: source)))
        case .list(let feed, _):
            return SourceProbe(source: source.id, steps: try steps(lookingUp(source, feed), source, prepared))
        }
    }

    /// A source that cannot be asked, because a secret of it is not to be had.
    private static func misconfigured(_ source: Configuration.Source, _ told: Sentence) -> SourceProbe {
        let hint = ServerProbing.places(of: source.fetch.method.secrets).map { places -> Sentence in
            "put the secret where the configuration says: \(places)"
        }
        let step = ProbeStep(.login, .failed, told, hint: hint)
        return SourceProbe(source: source.id, steps: [step], isMisconfigured: true)
    }

    private func archive(of source: Configuration.Source) throws(ArchiveError) -> Archive {
        let folder = "\(pulling.options.scratch)/\(source.id)"
        return try Archive(creating: folder, isLasting: false, now: pulling.options.now)
    }

    private func steps(
        _ feed: ListFeed,
        _ source: Configuration.Source,
        _ prepared: RunSource
    ) throws -> [ProbeStep] {
        let probe = try feed.probe(with: engine, into: try archive(of: source))
        let probing = ServerProbing(
            fetch: source.fetch,
            address: String(feed.question.request.url.prefix { $0 != "?" }),
            probe: probe,
            now: pulling.options.now()
        )
        var steps = probing.steps()
        if let page = probe.page, page.bytes > 0 {
            steps.append(try PageProbe(source: prepared, limits: pulling.limits).step(on: page, of: probe.slice))
        }
        return steps + [probing.clock].compactMap(\.self)
    }

    /// The same feed, looking a sentinel up where it looks up what the local sources hold.
    private func lookingUp(_ source: Configuration.Source, _ feed: ListFeed) -> ListFeed {
        guard source.fetch.method.codes == .local else { return feed }
        var feed = feed
        let known = source.sentinels.first ?? pulling.preparation.configuration.guards.sentinels.first
        feed.slices = [known].compactMap(\.self).map(FeedSlice.code)
        return feed
    }
}

/// What the threads of a probing have found; hands the sources out one by one.
private final class ProbeResults: Sendable {
    private struct State {
        var next = 0
        var isStopped = false
        var found: [SourceProbe?]
    }

    private let state: Mutex<State>

    init(_ count: Int) { state = Mutex(State(found: Array(repeating: nil, count: count))) }

    /// In the order of the sources; those that were not reached are missing.
    var all: [SourceProbe] { state.withLock { $0.found.compactMap(\.self) } }

    /// The next source to look at; nil when there is none.
    func next() -> Int? {
        state.withLock { state in
            guard !state.isStopped, state.next < state.found.count else { return nil }
            state.next += 1
            return state.next - 1
        }
    }

    func set(_ source: Int, _ probe: SourceProbe) { state.withLock { $0.found[source] = probe } }

    func stop() { state.withLock { $0.isStopped = true } }
}
