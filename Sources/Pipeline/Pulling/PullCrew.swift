import Dossiers
import Feeds
import Synchronization
import Transport

/// Pulls the sources, several at once, on threads of a crew.
final class PullCrew: Sendable {
    /// Sources that are pulled at once: enough that slow ones do not keep the others waiting.
    private static let sourcesAtOnce = 32
    /// Sources of one server that are pulled at once.
    private static let sourcesOfAServer = 2
    /// Requests at once to all servers together.
    private static let requestsAtOnce = 48

    private struct Turns {
        /// Sources that have not begun, in their order.
        var waiting: [Int]
        /// How many sources of a server are being pulled.
        var busy: [String: Int] = [:]
        /// How many sources have not ended.
        var left: Int
        /// How many local sources have not ended.
        var localLeft: Int
    }

    private let pulls: [SourcePull]
    /// The sources that are asked for changes, by their places.
    private let increments: [Int: IncrementalSource]
    private let merged = Mutex([Int: IncrementalOutcome]())
    private let order: PageOrder
    /// Nil where no source needs one.
    private let engine: TransferEngine?
    private let turns: Mutex<Turns>
    private let isStopped = Atomic<Bool>(false)
    /// The codes of the dossiers on these pages, for sources that look them up.
    private let codes: @Sendable ([Page]) throws -> [String]
    /// Reads a page while it grows; false when it will not.
    private let follow: @Sendable (Page, GrowingPage) -> Bool
    private let watch: @Sendable (Int, PullNews) -> Void
    private let whenDone: @Sendable () -> Void

    /// A crew that brings the pages of all `pulls` to `order`.
    ///
    /// - Parameters:
    ///   - increments: the sources that are asked for changes, by their places; their pages become one snapshot.
    ///   - codes: tells the codes of the dossiers on pages, for sources that look them up.
    ///   - follow: may read a large page while it still grows; false when it will not.
    ///   - watch: told what happens to each source, on the thread that pulls it; not how one ended that was stopped.
    ///   - whenDone: called once, after the last page.
    /// - Throws: `TransportError` when no engine can be had.
    init(
        _ pulls: [SourcePull],
        into order: PageOrder,
        increments: [Int: IncrementalSource] = [:],
        codes: @escaping @Sendable ([Page]) throws -> [String] = { _ in [] },
        follow: @escaping @Sendable (Page, GrowingPage) -> Bool = { _, _ in false },
        watch: @escaping @Sendable (Int, PullNews) -> Void = { _, _ in },
        whenDone: @escaping @Sendable () -> Void = {}
    ) throws(TransportError) {
        self.pulls = pulls
        self.order = order
        self.increments = increments
        self.codes = codes
        self.follow = follow
        self.watch = watch
        self.whenDone = whenDone
        turns = Mutex(
            Turns(
                waiting: Array(pulls.indices),
                left: pulls.count,
                localLeft: pulls.indices.count { order.isLocal($0) }
            )
        )
        engine = pulls.contains(where: \.isTransfer) ? try TransferEngine(parallel: PullCrew.requestsAtOnce) : nil
    }

    /// Begins; the sources are taken up in their order, those of a busy server later.
    func start(on crew: Crew) {
        guard !pulls.isEmpty else { return whenDone() }
        for _ in 0..<min(pulls.count, PullCrew.sourcesAtOnce) { crew.start { try self.work() } }
    }

    /// Ends all transfers, however long a server keeps silent, and begins no further source.
    func stop() {
        isStopped.store(true, ordering: .relaxed)
        engine?.shutdown()
    }

    private var hasStopped: Bool { isStopped.load(ordering: .relaxed) }

    private func work() throws {
        while !hasStopped, let source = begin() {
            watch(source, .begun)
            let result = try pull(source).run(with: engine, isStopped: { self.hasStopped }) { take($0, of: source) }
            if let increment = increments[source] { try merge(result, of: source, increment) }
            order.end(source, with: result)
            if !hasStopped { watch(source, .ended(result)) }
            if end(source) { whenDone() }
        }
    }

    private func pull(_ source: Int) throws -> SourcePull {
        guard pulls[source].looksUpLocal else { return pulls[source] }
        return pulls[source].lookingUp(try codes(order.pages.filter { order.isLocal($0.source) && !$0.isWithdrawn }))
    }

    private func take(_ step: ListFeed.Step, of source: Int) {
        switch step {
        case .page(let page): if increments[source] == nil { order.add(page, of: source) }
        case .grown(let page): if increments[source] == nil { order.complete(page, of: source) }
        case .growing(let growing):
            if increments[source] == nil { order.grow(growing.page, of: source) { follow($0, growing) } }
        case .withdrawn(let pages): order.withdraw(pages, of: source)
        case .lost(let page): order.withdraw([page], of: source)
        case .keyRefused: break
        }
        watch(source, .step(step))
    }

    /// What became of the sources that were asked for changes, by their places.
    var snapshots: [Int: IncrementalOutcome] { merged.withLock { $0 } }

    /// Hands on one snapshot in place of the pages that came.
    private func merge(_ result: FeedResult, of source: Int, _ increment: IncrementalSource) throws {
        let outcome = try increment.merged(result)
        order.add(outcome.page, of: source)
        merged.withLock { $0[source] = outcome }
    }

    /// The first source that has not begun, whose server is not busy and that waits for no other; nil when there is none.
    ///
    /// Who keeps a server busy takes up the rest of its sources later, as does who ends the last local source, so none is
    /// forgotten.
    private func begin() -> Int? {
        turns.withLock { turns in
            let place = turns.waiting.firstIndex { source in
                guard turns.localLeft == 0 || !pulls[source].looksUpLocal else { return false }
                return pulls[source].server.map { turns.busy[$0, default: 0] < PullCrew.sourcesOfAServer } ?? true
            }
            guard let place else { return nil }
            let source = turns.waiting.remove(at: place)
            if let server = pulls[source].server { turns.busy[server, default: 0] += 1 }
            return source
        }
    }

    /// Notes that a source has ended; whether it was the last.
    private func end(_ source: Int) -> Bool {
        turns.withLock { turns in
            if let server = pulls[source].server { turns.busy[server, default: 0] -= 1 }
            turns.left -= 1
            if order.isLocal(source) { turns.localLeft -= 1 }
            return turns.left == 0
        }
    }
}
