import Dispatch
import Synchronization

/// How far a page has come that is still being written, told by its writer to those who read along.
package final class PageGrowth: Sendable {
    private enum Phase {
        case growing
        case finished
        case abandoned
    }

    /// A reader that waits until the page reaches `end`.
    private struct Waiter {
        let end: Int64
        let news = DispatchSemaphore(value: 0)
    }

    private struct State {
        var bytes: Int64
        var phase = Phase.growing
        var waiters: [Waiter] = []

        /// Whether nobody needs to wait for byte `end` any more.
        func isReached(_ end: Int64) -> Bool { phase != .growing || bytes >= end }

        /// Takes out those whose wait is over.
        mutating func takeDue() -> [Waiter] {
            let due = waiters.filter { isReached($0.end) }
            if !due.isEmpty { waiters = waiters.filter { !isReached($0.end) } }
            return due
        }
    }

    private let state: Mutex<State>

    /// The growth of a page of which `bytes` are written.
    package init(bytes: Int64 = 0) { state = Mutex(State(bytes: bytes)) }

    /// Whether what was read so far is void.
    package var isAbandoned: Bool { state.withLock { $0.phase == .abandoned } }

    /// Tells that so many further bytes are in the file.
    package func grow(by count: Int64) {
        change { state in
            if state.phase == .growing { state.bytes += count }
        }
    }

    /// Tells that the page is whole.
    package func finish() {
        change { state in
            if state.phase == .growing { state.phase = .finished }
        }
    }

    /// Tells that what was written so far is no page: the file goes, or begins anew.
    ///
    /// Changes nothing of a page that is whole.
    package func abandon() {
        change { state in
            if state.phase == .growing { state.phase = .abandoned }
        }
    }

    /// Waits until the page reaches byte `end`, or is whole; returns its bytes by then, nil when it was abandoned.
    @available(*, noasync)
    package func wait(for end: Int64) -> Int64? {
        while true {
            let waiter = Waiter(end: end)
            let (isDue, bytes) = state.withLock { state in
                let isDue = state.isReached(end)
                if !isDue { state.waiters.append(waiter) }
                return (isDue, state.phase == .abandoned ? nil : state.bytes)
            }
            if isDue { return bytes }
            waiter.news.wait()
        }
    }

    /// Changes the state and wakes those who have waited for that.
    private func change(_ change: (inout State) -> Void) {
        let due = state.withLock { state in
            change(&state)
            return state.takeDue()
        }
        for waiter in due { waiter.news.signal() }
    }
}
