import Dispatch
import Synchronization
import Transport

/// Carries the outcomes of transfers from the thread of the engine to the thread that asked for them.
final class Arrivals: Sendable {
    /// How the transfer of one page ended.
    struct Arrival: Sendable {
        let number: Int
        let outcome: Result<TransferResult, TransportError>
    }

    private let waiting = Mutex([Arrival]())
    private let count = DispatchSemaphore(value: 0)

    /// Notes an outcome and wakes the one who waits.
    func add(_ number: Int, _ outcome: Result<TransferResult, TransportError>) {
        waiting.withLock { $0.append(Arrival(number: number, outcome: outcome)) }
        count.signal()
    }

    /// The outcome that came first of those not yet taken; waits for one.
    @available(*, noasync)
    func next() -> Arrival {
        count.wait()
        return waiting.withLock { $0.removeFirst() }
    }
}
