/// How fast a source gave its records of late, and from that how long the rest takes.
struct PullPace: Sendable, Hashable {
    /// What counts as of late.
    static let window = Duration.seconds(10)
    /// Notes closer together than this are one.
    private static let grain = Duration.milliseconds(200)

    private struct Note: Sendable, Hashable {
        var time: Duration
        var records: Int
        var share: Double?
    }

    /// The last one before the window, if any, and those inside it.
    private var notes: [Note]

    /// A pace that begins now.
    init(at now: Duration) { notes = [Note(time: now, records: 0, share: 0)] }

    /// Notes how many records have come, and which share of the source; nil while nobody knows it.
    mutating func note(_ records: Int, share: Double?, at now: Duration) {
        if notes.count > 1, now - notes[notes.count - 1].time < PullPace.grain { notes.removeLast() }
        notes.append(Note(time: now, records: records, share: share))
        while notes.count > 2, notes[1].time <= now - PullPace.window { notes.removeFirst() }
    }

    /// Records a second; nil before anything can be said.
    func perSecond(at now: Duration) -> Double? {
        guard let (base, last, seconds) = stretch(at: now) else { return nil }
        return Double(max(0, last.records - base.records)) / seconds
    }

    /// How long the rest will take at this pace; nil while nobody knows.
    func rest(at now: Duration) -> Duration? {
        guard let (base, last, seconds) = stretch(at: now), let share = last.share, let before = base.share,
            share > before, share < 1
        else { return nil }
        return .seconds((1 - share) / (share - before) * seconds)
    }

    /// From the last note before the window to the newest one, and how long ago the first of them was.
    private func stretch(at now: Duration) -> (base: Note, last: Note, seconds: Double)? {
        guard let last = notes.last, notes.count > 1 else { return nil }
        let base = notes.last { $0.time <= now - PullPace.window } ?? notes[0]
        let seconds = (now - base.time) / .seconds(1)
        return seconds > 0 ? (base, last, seconds) : nil
    }
}
