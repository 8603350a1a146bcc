package import Dossiers

/// A part of a source that is asked for on its own: a list that is whole, or not, by itself.
package enum FeedSlice: Sendable, Hashable {
    /// Everything that the source has.
    case whole
    /// Dossiers received on these days, both included.
    case days(from: Instant, to: Instant)
    /// One dossier.
    case code(String)

    private static let day: Int64 = 86_400

    /// The days from one to another, cut into slices of at most `length` days; each begins where the one before ended.
    ///
    /// - Returns: nothing when `last` lies before `first`.
    package static func days(from first: Instant, to last: Instant, atMost length: Int) -> [FeedSlice] {
        let end = Instant.cut(last.seconds, to: .day)
        var start = Instant.cut(first.seconds, to: .day)
        var slices: [FeedSlice] = []
        while start <= end {
            let stop = min(end, start + Int64(max(1, length) - 1) * day)
            slices.append(
                .days(
                    from: Instant(localSeconds: start, precision: .day),
                    to: Instant(localSeconds: stop, precision: .day)
                )
            )
            start = stop + day
        }
        return slices
    }

    /// Whether a record received at these local seconds belongs to the slice; one without a day always does.
    package func holds(receivedAt seconds: Int64?) -> Bool {
        guard case .days(let from, let to) = self, let seconds else { return true }
        return seconds >= from.seconds && seconds < to.seconds + FeedSlice.day
    }
}
