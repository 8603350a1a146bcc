import Dispatch
import Synchronization
import Transport

/// Threads that work on one thing together: the first failure, or the wish of the user, ends it for all of them.
final class Crew: Sendable {
    private struct State {
        var threads: [SystemThread] = []
        var working = 0
        var failure: (any Error)?
    }

    private static let pause = DispatchTimeInterval.milliseconds(50)

    private let state = Mutex(State())
    /// Signalled whenever a thread has ended.
    private let news = DispatchSemaphore(value: 0)

    /// Has `work` done on a thread of its own; that there is none counts as its failure.
    func start(_ work: @escaping @Sendable () throws -> Void) {
        state.withLock { $0.working += 1 }
        do {
            let thread = try SystemThread { self.end(Result(catching: work)) }
            state.withLock { $0.threads.append(thread) }
        } catch {
            end(.failure(error))
        }
    }

    /// Waits until all work is done.
    ///
    /// - Parameters:
    ///   - checkInterruption: asked now and then; what it throws counts as a failure.
    ///   - stop: called once, after a failure; it makes the work end soon.
    /// - Throws: the first failure.
    func wait(_ checkInterruption: () throws -> Void, stop: () -> Void) throws {
        var isStopped = false
        while state.withLock({ $0.working > 0 }) {
            _ = news.wait(timeout: .now() + Crew.pause)
            do { try checkInterruption() } catch { note(error) }
            if !isStopped, state.withLock({ $0.failure != nil }) {
                stop()
                isStopped = true
            }
        }
        for thread in state.withLock({ $0.threads }) { thread.join() }
        if let failure = state.withLock({ $0.failure }) { throw failure }
    }

    private func end(_ result: Result<Void, any Error>) {
        if case .failure(let error) = result { note(error) }
        state.withLock { $0.working -= 1 }
        news.signal()
    }

    private func note(_ error: any Error) { state.withLock { $0.failure = $0.failure ?? error } }
}
