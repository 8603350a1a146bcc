import Synchronization

/// What one source may take of a server, shared by all its requests; they are carried out by one engine.
///
/// A request holds a place during each of its attempts, redirects included, and gives it back for the pause between two.
package final class TransferLane: Sendable {
    private struct State {
        var running = 0
        /// No start before it; nil before the first.
        var opens: ContinuousClock.Instant?
    }

    private let atOnce: Int?
    private let gap: Duration?
    private let state = Mutex(State())

    /// A free lane.
    ///
    /// - Parameters:
    ///   - atOnce: most attempts that run at once, at least 1; nil: no bound besides the engine's.
    ///   - perSecond: most starts of attempts a second, evenly spaced; nil: no bound.
    package init(atOnce: Int? = nil, perSecond: Double? = nil) {
        self.atOnce = atOnce.map { max(1, $0) }
        gap = perSecond.flatMap { $0 > 0 ? .seconds(1 / $0) : nil }
    }

    /// Takes a place; false when none is free at `now`.
    func enter(at now: ContinuousClock.Instant) -> Bool {
        state.withLock { state in
            guard hasPlace(state), state.opens.map({ $0 <= now }) ?? true else { return false }
            state.running += 1
            if let gap { state.opens = now + gap }
            return true
        }
    }

    /// Gives the place back.
    func leave() {
        state.withLock { $0.running -= 1 }
    }

    /// When a start is next allowed, not before `due`; nil while all places are taken, so that an end comes first.
    func opening(from due: ContinuousClock.Instant) -> ContinuousClock.Instant? {
        state.withLock { state in
            guard hasPlace(state) else { return nil }
            return state.opens.map { max($0, due) } ?? due
        }
    }

    private func hasPlace(_ state: State) -> Bool { atOnce.map { state.running < $0 } ?? true }
}
