/// The jobs that wait, in the order they came: for their time, or for a place in their lane.
struct WaitingLine {
    /// A job between two attempts, or before its first.
    struct Item {
        let job: TransferJob
        let course: TransferCourse
        let due: ContinuousClock.Instant

        /// Whether it must not start any more.
        func isLate(at now: ContinuousClock.Instant) -> Bool { job.request.deadline.map { $0 <= now } ?? false }

        /// When it may start as far as is known; nil while an end must come first.
        var start: ContinuousClock.Instant? { job.request.lane.map { $0.opening(from: due) } ?? due }
    }

    private var items: [Item] = []

    /// The numbers of the jobs.
    var jobs: some Sequence<TransferJob.ID> { items.lazy.map(\.job.id) }

    /// When the first of them may start; nil when none may before something else ends.
    var nextStart: ContinuousClock.Instant? { items.lazy.compactMap(\.start).min() }

    /// Puts `item` at the end.
    mutating func append(_ item: Item) {
        items.append(item)
    }

    /// Takes the first that may start at `now`, with its place in its lane; a full lane holds up its own jobs only.
    mutating func takeStartable(at now: ContinuousClock.Instant) -> (item: Item, place: LanePlace?)? {
        for index in items.indices where items[index].due <= now {
            guard let lane = items[index].job.request.lane else { return (items.remove(at: index), nil) }
            if let place = LanePlace(in: lane, at: now) { return (items.remove(at: index), place) }
        }
        return nil
    }

    /// Takes all that `isMeant`.
    mutating func takeAll(where isMeant: (Item) -> Bool) -> [Item] {
        let taken = items.filter(isMeant)
        if !taken.isEmpty { items.removeAll(where: isMeant) }
        return taken
    }
}
