import Dispatch
import Synchronization

/// The result of one job, on its way to a thread that blocks for it.
final class Answer: Sendable {
    private let arrived = DispatchSemaphore(value: 0)
    private let result = Mutex<Result<TransferResult, TransportError>>(
        .failure(TransportError(.engineStopped, source: "transfers"))
    )

    /// Stores `result` and wakes the one who waits.
    func give(_ result: Result<TransferResult, TransportError>) {
        self.result.withLock { $0 = result }
        arrived.signal()
    }

    /// Waits for the result.
    @available(*, noasync)
    func take() -> Result<TransferResult, TransportError> {
        arrived.wait()
        return result.withLock { $0 }
    }
}
