import Dispatch
import Synchronization
import Transport

/// Does blocking work with a transfer engine and ends it when the run is asked to end, however long a server keeps silent.
struct Transfers {
    private static let pause = DispatchTimeInterval.milliseconds(50)

    /// Does `work` on a thread of its own and waits for it.
    ///
    /// - Parameter checkInterruption: asked now and then while waiting; what it throws ends the transfers and is thrown.
    /// - Throws: what `work` or `checkInterruption` throws, `TransportError` when no engine can be had.
    func run<Result: Sendable>(
        _ checkInterruption: () throws -> Void,
        _ work: @escaping @Sendable (TransferEngine) throws -> Result
    ) throws -> Result {
        let engine = try TransferEngine()
        defer { engine.shutdown() }
        let answer = Answer<Result>()
        let done = DispatchSemaphore(value: 0)
        DispatchQueue.global().async {
            answer.give(Swift.Result { try work(engine) })
            done.signal()
        }
        while done.wait(timeout: .now() + Transfers.pause) == .timedOut {
            do {
                try checkInterruption()
            } catch {
                engine.shutdown()
                done.wait()
                throw error
            }
        }
        return try answer.take()
    }

    /// Carries the outcome from one thread to the other.
    private final class Answer<Value: Sendable>: Sendable {
        private let outcome = Mutex<Swift.Result<Value, any Error>?>(nil)

        func give(_ result: Swift.Result<Value, any Error>) { outcome.withLock { $0 = result } }

        func take() throws -> Value {
            guard let result = outcome.withLock({ $0 }) else { throw CancellationError() }
            return try result.get()
        }
    }
}
