import Dispatch
import Synchronization

/// What some threads bring and others take, in the order it came; those who bring wait while too much lies there.
final class WorkQueue<Element: Sendable>: Sendable {
    private struct State: Sendable {
        private var elements: [Element] = []
        /// How many of them were taken.
        private var taken = 0
        var isCancelled = false

        mutating func add(_ element: Element) { elements.append(element) }

        /// The first element that was not taken; nil when there is none.
        mutating func next() -> Element? {
            guard taken < elements.count else { return nil }
            let element = elements[taken]
            taken += 1
            if taken == elements.count {
                elements.removeAll(keepingCapacity: true)
                taken = 0
            }
            return element
        }
    }

    private let state = Mutex(State())
    /// Signals for the elements that lie there, and one that is passed on from taker to taker once no more will come.
    private let arrivals = DispatchSemaphore(value: 0)
    private let room: DispatchSemaphore

    /// A queue that holds at most `bound` elements.
    init(bound: Int) {
        // A semaphore must not end below the value that it was made with, so it is made with none.
        room = DispatchSemaphore(value: 0)
        for _ in 0..<bound { room.signal() }
    }

    /// Brings an element, once there is room for it; nothing happens when the queue was cancelled.
    func add(_ element: Element) {
        room.wait()
        let isCancelled = state.withLock { state in
            if !state.isCancelled { state.add(element) }
            return state.isCancelled
        }
        if isCancelled { room.signal() } else { arrivals.signal() }
    }

    /// The next element, once there is one; nil when no more will come.
    func next() -> Element? {
        arrivals.wait()
        let element = state.withLock { $0.next() }
        if element == nil { arrivals.signal() } else { room.signal() }
        return element
    }

    /// Tells that nothing more will be brought.
    func close() { arrivals.signal() }

    /// Forgets what lies there and lets nobody wait any more.
    func cancel() {
        state.withLock { state in
            state = State()
            state.isCancelled = true
        }
        arrivals.signal()
        room.signal()
    }
}
