/// A place in a lane, given back with its last reference.
final class LanePlace {
    private let lane: TransferLane

    /// Takes a place; nil when none is free at `now`.
    init?(in lane: TransferLane, at now: ContinuousClock.Instant) {
        guard lane.enter(at: now) else { return nil }
        self.lane = lane
    }

    deinit {
        lane.leave()
    }
}
