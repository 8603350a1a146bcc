import Dossiers
import Reconciliation

/// Notices sources whose times are all exactly seven hours off: a feed in UTC that is read as local, or the reverse (rules 1.9).
struct ClockWatch {
    private var pairs: [Int]
    private var shifted: [Int]
    /// Records of each source that stand in a verdict; the others agree.
    private var told: [Int]

    /// A watch over that many sources.
    init(sources: Int) {
        pairs = Array(repeating: 0, count: sources)
        shifted = pairs
        told = pairs
    }

    /// Notes one key that does not agree.
    mutating func note(_ verdict: Verdict) {
        for copy in verdict.localCopies { told[copy.source] += 1 }
        guard let local = verdict.local, let portal = verdict.portal else { return }
        let gaps = ClockWatch.gaps(local.dossier, portal.dossier)
        guard !gaps.isEmpty else { return }
        pairs[local.source] += 1
        if gaps.allSatisfy({ abs($0) == Instant.offset }) { shifted[local.source] += 1 }
    }

    /// Local sources none of whose records agree and all of whose comparable times are seven hours off.
    ///
    /// - Parameter accepted: records of each source that represent a key.
    func suspects(accepted: [Int]) -> [Int] {
        pairs.indices.filter { source in
            pairs[source] > 0 && pairs[source] == shifted[source] && accepted[source] <= told[source]
        }
    }

    /// Seconds between the sides for every time that both give to the second or the minute.
    private static func gaps(_ local: Dossier, _ portal: Dossier) -> [Int64] {
        ComparedField.times.compactMap { field in
            guard let ours = local.time(field), let theirs = portal.time(field) else { return nil }
            let coarser = min(ours.precision, theirs.precision)
            guard coarser != .day else { return nil }
            return Instant.cut(ours.seconds, to: coarser) - Instant.cut(theirs.seconds, to: coarser)
        }
    }
}
