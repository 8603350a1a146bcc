package import Dossiers

/// Gives each key its one situation (design section 2); pure, and the same in any order of sources and threads.
package struct Classifier: Sendable {
    private let sources: [SourceFacts]
    private let policy: ComparisonPolicy
    private let comparison: Comparison
    private let unitOfCode: @Sendable (DossierCode) -> String?

    /// A classifier over the sources of a run; `unitOfCode` names the canonical agency that a code belongs to.
    package init(
        sources: [SourceFacts],
        policy: ComparisonPolicy,
        unitOfCode: @escaping @Sendable (DossierCode) -> String?
    ) {
        self.sources = sources
        self.policy = policy
        self.unitOfCode = unitOfCode
        comparison = Comparison(compared: policy.compared)
    }

    /// The verdict on one key; `recoded` is found later, among the keys that are on one side only.
    package func verdict(on key: KeyCase) -> Verdict {
        let local = SideCopies(key.locals, sources: sources, comparison: comparison)
        let portal = SideCopies(key.portals, sources: sources, comparison: comparison)
        var verdict = Verdict(code: key.code, situation: .agreed)
        verdict.local = local.record
        verdict.portal = portal.record
        verdict.localCopies = local.distinct
        verdict.portalCopies = portal.distinct
        verdict.merged = local.merged + portal.merged
        verdict.unit = unit(of: key, local, portal)
        verdict.differences = differences(local.record, portal.record)
        verdict.hold = hold(key, verdict)
        verdict.situation = situation(local, portal, verdict)
        verdict.contradictions = contradictions(verdict.situation, local, portal)
        return verdict
    }

    private func contradictions(_ situation: Situation, _ local: SideCopies, _ portal: SideCopies) -> [Field] {
        let found: [Field]
        switch situation {
        case .collision: found = local.strangers + portal.strangers
        case .duplicate: found = local.disagreements + portal.disagreements
        case .held, .inFlight, .notExpected, .recoded, .onlyLocal, .onlyPortal, .rewritten, .portalBehind, .portalAhead,
            .statusConflict, .fieldsDiffer, .agreed:
            return []
        }
        return Field.allCases.filter(Set(found).contains)
    }

    /// Whether the run is about the key of a verdict: in its window, and asked of the sources of a side that lacks it.
    func isInScope(_ verdict: Verdict) -> Bool {
        guard policy.window?.holds(verdict) ?? true else { return false }
        switch (verdict.local, verdict.portal) {
        case (let one?, nil): return isAsked(one.dossier, of: .portal, verdict.unit)
        case (nil, let other?): return isAsked(other.dossier, of: .local, verdict.unit)
        case (.some, .some), (nil, nil): return true
        }
    }

    private func isAsked(_ dossier: Dossier, of side: Side, _ unit: String?) -> Bool {
        candidates(side, unit).allSatisfy { sources[$0].asked.holds(dossier) }
    }

    private func situation(_ local: SideCopies, _ portal: SideCopies, _ verdict: Verdict) -> Situation {
        if verdict.hold != nil { return .held }
        if local.isCollision || portal.isCollision { return .collision }
        if local.isDuplicate || portal.isDuplicate { return .duplicate }
        switch (local.record, portal.record) {
        case (let one?, let other?): return between(one, other, verdict)
        case (let one?, nil): return onlyLocal(one, verdict)
        case (nil, let other?): return isInFlight(nil, other, verdict.unit) ? .inFlight : .onlyPortal
        case (nil, nil): return .held
        }
    }

    private func onlyLocal(_ side: SideRecord, _ verdict: Verdict) -> Situation {
        if isInFlight(side, nil, verdict.unit) { return .inFlight }
        return side.dossier.isNotExpected ? .notExpected : .onlyLocal
    }

    private func between(_ local: SideRecord, _ portal: SideRecord, _ verdict: Verdict) -> Situation {
        let (ours, theirs) = (local.dossier.status, portal.dossier.status)
        if ours == theirs, verdict.differences.isEmpty { return .agreed }
        if isInFlight(local, portal, verdict.unit) { return .inFlight }
        if ours == theirs { return .fieldsDiffer }
        if policy.rewrites.contains(.init(local: ours, portal: theirs)) { return .rewritten }
        switch (theirs.reaches(ours), ours.reaches(theirs)) {
        case (true, false): return .portalBehind
        case (false, true): return .portalAhead
        case (false, false): return .statusConflict
        case (true, true): return later(local, portal)
        }
    }

    /// Both statuses reach each other: the later last event is ahead.
    private func later(_ local: SideRecord, _ portal: SideRecord) -> Situation {
        guard let ours = local.lastChange, let theirs = portal.lastChange, !ours.agrees(with: theirs) else {
            return .statusConflict
        }
        return ours.seconds > theirs.seconds ? .portalBehind : .portalAhead
    }

    private func differences(_ local: SideRecord?, _ portal: SideRecord?) -> [FieldDifference] {
        guard let local, let portal else { return [] }
        return comparison.differences(local.dossier, portal.dossier, local.carried, portal.carried)
    }

    // MARK: - What nothing can be concluded of

    private func hold(_ key: KeyCase, _ verdict: Verdict) -> HoldReason? {
        if let first = key.setAsideLocal.first { return .setAside(.local, first) }
        if let first = key.setAsidePortal.first { return .setAside(.portal, first) }
        if verdict.local == nil, let hold = incomplete(.local, verdict.unit) { return hold }
        if verdict.portal == nil, let hold = incomplete(.portal, verdict.unit) { return hold }
        return nil
    }

    private func incomplete(_ side: Side, _ unit: String?) -> HoldReason? {
        let silent = candidates(side, unit).filter { !sources[$0].isComplete }
        return silent.isEmpty ? nil : .incomplete(side, sources: silent)
    }

    /// The sources of a side that could hold dossiers of the unit.
    ///
    /// Those that are known to hold it, the most exact ones; beside them every source whose units are not known.
    private func candidates(_ side: Side, _ unit: String?) -> [Int] {
        let all = sources.indices.filter { sources[$0].side == side }
        let reaches = all.map { sources[$0].reach(of: unit) }
        let longest = reaches.compactMap(\.self).max() ?? 0
        let chosen = zip(all, reaches).filter { $0.1 == nil || (longest > 0 && $0.1 == longest) }.map(\.0)
        return chosen.isEmpty ? all : chosen
    }

    // MARK: - In flight

    private func isInFlight(_ local: SideRecord?, _ portal: SideRecord?, _ unit: String?) -> Bool {
        guard let edge = edge(local, portal, unit) else { return false }
        let changes = [local, portal].compactMap { $0?.lastChange?.seconds }
        return changes.contains { $0 > edge - policy.quietZone }
    }

    /// The earlier of the two sides' as-of instants, in local seconds; nil when neither names one.
    ///
    /// A side that has the key speaks as of the newest feed that told of it, one that lacks it as of the oldest that could.
    private func edge(_ local: SideRecord?, _ portal: SideRecord?, _ unit: String?) -> Int64? {
        [asOf(local, .local, unit), asOf(portal, .portal, unit)].compactMap(\.self).min()
    }

    private func asOf(_ record: SideRecord?, _ side: Side, _ unit: String?) -> Int64? {
        guard let record else { return candidates(side, unit).compactMap { sources[$0].asOf?.seconds }.min() }
        return record.sources.compactMap { sources[$0].asOf?.seconds }.max()
    }

    /// The first agency that a local copy names, the best copy first; else the portal's, else that of the code.
    private func unit(of key: KeyCase, _ local: SideCopies, _ portal: SideCopies) -> String? {
        if let agency = local.distinct.lazy.compactMap(\.dossier.agency).first { return agency }
        if local.distinct.isEmpty, let agency = portal.record?.dossier.agency { return agency }
        return DossierCode(key.code).flatMap(unitOfCode)
    }
}
