import Dossiers
import Reconciliation
import Reports
import Settings

/// The guards of the configuration: what must hold before anything is sent (design section 4).
struct GuardRail {
    let guards: Configuration.Guards
    let sources: [SourceSummary]
    let situations: [Situation: Int]
    /// How many keys the plan would change on the portal.
    let changes: Int
    /// Sentinel codes that were found on both sides.
    let sentinelsSeen: Set<String>

    /// What each guard found, in the order of the configuration.
    func outcomes() -> [GuardOutcome] {
        shares() + records() + sentinels()
    }

    private func shares() -> [GuardOutcome] {
        let keys = situations.values.reduce(0, +)
        let absent = [Situation.onlyLocal, .onlyPortal].reduce(0) { $0 + (situations[$1] ?? 0) }
        return [
            share("max_absent", absent, of: keys, bound: guards.maxAbsent),
            share("max_changes", changes, of: keys, bound: guards.maxChanges),
        ].compactMap(\.self)
    }

    private func share(_ name: String, _ count: Int, of total: Int, bound: Double?) -> GuardOutcome? {
        guard let bound else { return nil }
        let share = total == 0 ? 0 : Double(count) / Double(total)
        let value = "\(GuardRail.percent(share)) (\(count)/\(total))"
        return GuardOutcome(name: name, limit: GuardRail.percent(bound), value: value, isTripped: share > bound)
    }

    private func records() -> [GuardOutcome] {
        guards.minRecords.sorted { $0.key < $1.key }.map { id, bound in
            let read = sources.first { $0.id == id }?.books.read ?? 0
            return GuardOutcome(
                name: "min_records",
                source: id,
                limit: String(bound),
                value: String(read),
                isTripped: read < bound
            )
        }
    }

    private func sentinels() -> [GuardOutcome] {
        guards.sentinels.map { code in
            let isSeen = sentinelsSeen.contains(code)
            return GuardOutcome(
                name: "sentinels",
                limit: code,
                value: isSeen ? "seen" : "missing",
                isTripped: !isSeen
            )
        }
    }

    /// Two decimals, rounded down, without a trailing `.00`.
    private static func percent(_ share: Double) -> String {
        let hundredths = Int((share * 10_000).rounded(.down))
        guard hundredths % 100 != 0 else { return "\(hundredths / 100)%" }
        let decimals = hundredths % 100
        return "\(hundredths / 100).\(decimals < 10 ? "0" : "")\(decimals)%"
    }
}
