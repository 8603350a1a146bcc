import Dossiers

/// The copies of one key on one side: judged, then merged.
struct SideCopies {
    /// What the side says of the key: all copies together, or the best one when they contradict each other; nil without copies.
    let record: SideRecord?
    /// What is left after merging, best first; more than one only when copies contradict each other.
    let distinct: [Copy]
    /// Sources of the copies that were merged away, best copy first.
    let merged: [Int]
    /// What shows that copies belong to different persons or procedures.
    let strangers: [Field]
    /// On what copies contradict each other.
    let disagreements: [Field]

    /// Whether two copies name different applicants or procedures.
    var isCollision: Bool { !strangers.isEmpty }
    /// Whether copies with the same applicant and procedure contradict each other.
    var isDuplicate: Bool { !isCollision && !disagreements.isEmpty }

    init(_ copies: [Copy], sources: [SourceFacts], comparison: Comparison) {
        let judgement = CopyJudgement(copies, sources: sources, comparison: comparison)
        strangers = judgement.strangers
        disagreements = judgement.disagreements
        let order = CopyOrder(sources: sources)
        let sorted = copies.count > 1 ? copies.sorted(by: order.precedes) : copies
        guard strangers.isEmpty, disagreements.isEmpty else {
            let (kept, repeats) = SideCopies.withoutRepeats(sorted, sources, comparison)
            distinct = kept
            merged = repeats
            record = kept.first.map { SideRecord($0, sources) }
            return
        }
        let together = SideRecord(sorted, sources)
        record = together
        distinct = together.map { [Copy(dossier: $0.dossier, source: $0.source, place: $0.place)] } ?? []
        merged = sorted.dropFirst().map(\.source)
    }

    /// The first of the copies that say exactly the same, and the sources of the others.
    private static func withoutRepeats(
        _ copies: [Copy],
        _ sources: [SourceFacts],
        _ comparison: Comparison
    ) -> (kept: [Copy], repeats: [Int]) {
        var seen: Set<Comparison.Sameness> = []
        var kept: [Copy] = []
        var repeats: [Int] = []
        for copy in copies {
            let said = comparison.sameness(of: copy.dossier, carried: sources[copy.source].carried.fields)
            if seen.insert(said).inserted {
                kept.append(copy)
            } else {
                repeats.append(copy.source)
            }
        }
        return (kept, repeats)
    }
}
