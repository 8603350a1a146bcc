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
        for source in verdict.merged { told[source] += 1 }
        guard let local = verdict.local, let portal = verdict.portal else { return }
        for (source, gaps) in ClockWatch.gaps(local, portal.dossier) {
            pairs[source] += 1
            if gaps.allSatisfy({ abs($0) == Instant.offset }) { shifted[source] += 1 }
        }
    }

    /// Local sources none of whose records agree and all of whose comparable times are seven hours off.
    ///
    /// - Parameter judged: records of each source that were not set aside, merged ones included.
    func suspects(judged: [Int]) -> [Int] {
        pairs.indices.filter { source in
            pairs[source] > 0 && pairs[source] == shifted[source] && judged[source] <= told[source]
        }
    }

    /// Seconds between the sides for every time that both give to the second or the minute, by the source of the local time.
    private static func gaps(_ local: SideRecord, _ portal: Dossier) -> [Int: [Int64]] {
        var gaps: [Int: [Int64]] = [:]
        for field in ComparedField.times {
            guard let ours = local.dossier.time(field), let theirs = portal.time(field) else { continue }
            let coarser = min(ours.precision, theirs.precision)
            guard coarser != .day else { continue }
            let gap = Instant.cut(ours.seconds, to: coarser) - Instant.cut(theirs.seconds, to: coarser)
            gaps[local.source(of: field.field), default: []].append(gap)
        }
        return gaps
    }
}
