import Dossiers
import Feeds
import Synchronization
import Transport

/// Pulls the sources, several at once, on threads of a crew.
final class PullCrew: Sendable {
    /// Sources that are pulled at once.
    private static let sourcesAtOnce = 8
    /// Sources of one server that are pulled at once.
    private static let sourcesOfAServer = 2
    /// Requests at once to all servers together.
    private static let requestsAtOnce = 24

    private struct Turns {
        /// Sources that have not begun, in their order.
        var waiting: [Int]
        /// How many sources of a server are being pulled.
        var busy: [String: Int] = [:]
        /// How many sources have not ended.
        var left: Int
    }

    private let pulls: [SourcePull]
    private let order: PageOrder
    /// Nil where no source needs one.
    private let engine: TransferEngine?
    private let turns: Mutex<Turns>
    private let isStopped = Atomic<Bool>(false)
    private let whenDone: @Sendable () -> Void

    /// A crew that brings the pages of all `pulls` to `order`.
    ///
    /// - Parameter whenDone: called once, after the last page.
    /// - Throws: `TransportError` when no engine can be had.
    init(
        _ pulls: [SourcePull],
        into order: PageOrder,
        whenDone: @escaping @Sendable () -> Void = {}
    ) throws(TransportError) {
        self.pulls = pulls
        self.order = order
        self.whenDone = whenDone
        turns = Mutex(Turns(waiting: Array(pulls.indices), left: pulls.count))
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

    private func work() throws {
        while !isStopped.load(ordering: .relaxed), let source = begin() {
            let result = try pulls[source].run(with: engine) { order.add($0, of: source) }
            order.end(source, with: result)
            if end(source) { whenDone() }
        }
    }

    /// The first source that has not begun and whose server is not busy; nil when there is none.
    ///
    /// Who keeps a server busy takes up the rest of its sources later, so none is forgotten.
    private func begin() -> Int? {
        turns.withLock { turns in
            let place = turns.waiting.firstIndex { source in
                pulls[source].server.map { turns.busy[$0, default: 0] < PullCrew.sourcesOfAServer } ?? true
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
            return turns.left == 0
        }
    }
}
