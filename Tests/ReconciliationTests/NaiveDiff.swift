import Dossiers
import Reconciliation

/// The table of design section 2 read aloud: dictionaries, every record in memory, no fingerprints.
///
/// For one local source and the portal.
struct NaiveDiff {
    let world: World

    func situations() -> [String: Situation] {
        let byCode = Dictionary(grouping: world.records) { $0.dossier.code.canonical }
        var result = byCode.mapValues(situation)
        pairRecoded(byCode, &result)
        return result
    }

    private func situation(_ records: [WorldRecord]) -> Situation {
        let sides = Side.allCases.map { side in records.filter { world.sources[$0.source].side == side } }
        if records.contains(where: \.isSetAside) { return .held }
        for (side, present) in zip(Side.allCases, sides) where present.isEmpty {
            if world.sources.contains(where: { $0.side == side && !$0.isComplete }) { return .held }
        }
        let distinct = sides.map { side in Set(side.map { Comparable($0.dossier) }) }
        for side in distinct where Set(side.map(\.person)).count > 1 { return .collision }
        for side in distinct where side.count > 1 { return .duplicate }
        let local = sides[0].first?.dossier
        let portal = sides[1].first?.dossier
        if let local, let portal, Comparable(local) == Comparable(portal) { return .agreed }
        if isRecent(local) || isRecent(portal) { return .inFlight }
        switch (local, portal) {
        case (.some, nil): return sides[0].contains(where: \.dossier.isNotExpected) ? .notExpected : .onlyLocal
        case (nil, _): return .onlyPortal
        case (let local?, let portal?): return differing(local, portal)
        }
    }

    private func differing(_ local: Dossier, _ portal: Dossier) -> Situation {
        if local.status == portal.status { return .fieldsDiffer }
        if world.policy.rewrites.contains(.init(local: local.status, portal: portal.status)) { return .rewritten }
        let forward = reach(portal.status).contains(local.status)
        let backward = reach(local.status).contains(portal.status)
        if forward != backward { return forward ? .portalBehind : .portalAhead }
        guard forward, let ours = local.receivedAt?.seconds, let theirs = portal.receivedAt?.seconds, ours != theirs
        else {
            return .statusConflict
        }
        return ours > theirs ? .portalBehind : .portalAhead
    }

    private func reach(_ status: NationalStatus) -> Set<NationalStatus> {
        var seen: Set<NationalStatus> = []
        var open = status.next
        while let next = open.popLast() { if seen.insert(next).inserted { open += next.next } }
        return seen
    }

    private func isRecent(_ dossier: Dossier?) -> Bool {
        guard let change = dossier?.receivedAt?.seconds else { return false }
        let asOf = world.sources.compactMap { $0.asOf?.seconds }.min() ?? .max
        return change > asOf - world.policy.quietZone
    }

    private func pairRecoded(_ byCode: [String: [WorldRecord]], _ result: inout [String: Situation]) {
        let locals = result.filter { $0.value == .onlyLocal }.keys
        let portals = result.filter { $0.value == .onlyPortal }.keys
        var fits: [(String, String)] = []
        for one in locals {
            for other in portals where isOneDossier(byCode[one], byCode[other]) { fits.append((one, other)) }
        }
        for (one, other) in fits
        where fits.filter({ $0.0 == one }).count == 1 && fits.filter({ $0.1 == other }).count == 1 {
            result[one] = .recoded
            result[other] = nil
        }
    }

    private func isOneDossier(_ one: [WorldRecord]?, _ other: [WorldRecord]?) -> Bool {
        guard let left = one?.first?.dossier, let right = other?.first?.dossier else { return false }
        guard let name = left.applicant, let theirs = right.applicant, let procedure = left.procedure else {
            return false
        }
        return left.code.agencyPart == right.code.agencyPart && procedure == right.procedure
            && left.receivedAt == right.receivedAt && name == theirs
    }

    /// What two records are compared on.
    private struct Comparable: Hashable {
        var status: NationalStatus
        var person: [String?]
        var times: [Instant?]

        init(_ dossier: Dossier) {
            status = dossier.status
            person = [dossier.applicant, dossier.procedure]
            times = ComparedField.times.map { dossier.time($0) }
        }
    }
}
