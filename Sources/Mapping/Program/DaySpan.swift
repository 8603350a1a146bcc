import Dossiers

/// The days on which a value that came out of tables stays the same, as bounds in local seconds.
struct DaySpan {
    private var first: Int64
    private var last: Int64

    /// Every day.
    static var always: DaySpan { DaySpan(first: .min, last: .max) }

    /// No day: what a dossier without a day comes to says nothing of others.
    static var never: DaySpan { DaySpan(first: .max, last: .min) }

    private static let secondsOfDay: Int64 = 86_400

    /// Whether a moment, in local seconds, lies within; never for `DossierDigest.blankTime`.
    @inline(__always)
    func holds(_ moment: Int64) -> Bool { moment != DossierDigest.blankTime && first <= moment && moment <= last }

    /// Leaves the days from one to another, both counted since 1970-01-01.
    mutating func cut(from: Int32, to: Int32) {
        first = max(first, Int64(from) * DaySpan.secondsOfDay)
        last = min(last, (Int64(to) + 1) * DaySpan.secondsOfDay - 1)
    }

    /// Leaves those days on the side of `day` on which a span that does not hold it does not begin or has ended.
    mutating func cut(outside from: Int32, _ to: Int32, around day: Int32) {
        if from > day { cut(from: .min, to: from - 1) } else if to < day { cut(from: to + 1, to: .max) }
    }
}
