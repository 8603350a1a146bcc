import Dispatch
import Synchronization
import Transport

/// Carries news of transfers from the thread of the engine to the thread that asked for them.
final class Arrivals<News: Sendable>: Sendable {
    private let waiting = Mutex([News]())
    private let count = DispatchSemaphore(value: 0)

    /// Notes news and wakes the one who waits.
    func add(_ news: News) {
        waiting.withLock { $0.append(news) }
        count.signal()
    }

    /// The news that came first of those not yet taken; waits for one.
    @available(*, noasync)
    func next() -> News {
        count.wait()
        return waiting.withLock { $0.removeFirst() }
    }
}

/// How the transfer of one page ended.
struct TransferEnd: Sendable {
    let number: Int
    let outcome: Result<TransferResult, TransportError>
}
