import Dossiers
import Feeds
import Synchronization
import Transport

/// Pulls the sources, several at once, on threads of a crew.
final class PullCrew: Sendable {
    /// Sources that are pulled at once.
    private static let sourcesAtOnce = 8
    /// Requests at once to all servers together.
    private static let requestsAtOnce = 24

    private let pulls: [SourcePull]
    private let order: PageOrder
    /// Nil where no source needs one.
    private let engine: TransferEngine?
    private let next = Atomic<Int>(0)
    private let ended = Atomic<Int>(0)
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
        engine = pulls.contains(where: \.isTransfer) ? try TransferEngine(parallel: PullCrew.requestsAtOnce) : nil
    }

    /// Begins; the sources are taken up in their order.
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
        while !isStopped.load(ordering: .relaxed) {
            let source = next.wrappingAdd(1, ordering: .relaxed).oldValue
            guard source < pulls.count else { return }
            let result = try pulls[source].run(with: engine) { order.add($0, of: source) }
            order.end(source, with: result)
            if ended.wrappingAdd(1, ordering: .acquiringAndReleasing).newValue == pulls.count { whenDone() }
        }
    }
}
