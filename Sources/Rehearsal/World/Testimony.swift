import Dossiers

/// What both sides say of one dossier, and what a reconciliation must conclude of it.
struct Testimony: Sendable {
    /// Records of the local side, the first one standing for the key.
    var locals: [Record] = []
    /// Records of the portal side, the first one standing for the key.
    var portals: [Record] = []
    var situation = Situation.agreed

    /// Both sides tell the same.
    init(agreed record: Record) {
        locals = [record]
        portals = [record]
    }

    /// The compared fields that both formats carry and that differ between the records that stand for the key.
    func differences(_ local: FormatSight, _ portal: FormatSight) -> [ComparedField] {
        guard let ours = locals.first, let theirs = portals.first else { return [] }
        let isCoarse = local.hasMinutesOnly || portal.hasMinutesOnly
        let common = local.carried.intersection(portal.carried)
        return ComparedField.allCases.filter {
            common.has($0) && !ours.agrees(with: theirs, on: $0, isCoarse: isCoarse)
        }
    }

    /// The situation as the formats can show it: a field that one of them has no place for cannot differ.
    func verdict(_ local: FormatSight, _ portal: FormatSight) -> Situation {
        guard locals.count == 1, portals.count == 1 else { return situation }
        let ours = local.reading(locals[0].status)
        let theirs = portal.reading(portals[0].status)
        let isBlurred = ours != locals[0].status || theirs != portals[0].status
        guard isCompared || situation == .rewritten && isBlurred else { return situation }
        if ours == theirs { return differences(local, portal).isEmpty ? .agreed : .fieldsDiffer }
        return isBlurred ? Testimony.order(ours, theirs) : situation
    }

    /// Which of two different statuses is ahead.
    private static func order(_ local: Int, _ portal: Int) -> Situation {
        guard let ours = NationalStatus(rawValue: UInt8(local)), let theirs = NationalStatus(rawValue: UInt8(portal))
        else {
            return .held
        }
        switch (theirs.reaches(ours), ours.reaches(theirs)) {
        case (true, false): return .portalBehind
        case (false, true): return .portalAhead
        case (true, true), (false, false): return .statusConflict
        }
    }

    /// Whether the situation comes from comparing one record with another.
    private var isCompared: Bool {
        switch situation {
        case .agreed, .fieldsDiffer, .portalBehind, .portalAhead, .statusConflict: true
        case .held, .collision, .duplicate, .inFlight, .notExpected, .recoded, .onlyLocal, .onlyPortal, .rewritten:
            false
        }
    }
}

extension Record {
    /// Whether two records say the same of a field; reception compares to the minute when `isCoarse`.
    func agrees(with other: Record, on field: ComparedField, isCoarse: Bool) -> Bool {
        switch field {
        case .procedure: procedure == other.procedure
        case .agency: unit == other.unit
        case .channel: channel == other.channel
        case .receivedAt: isCoarse ? received / 60 == other.received / 60 : received == other.received
        case .dueAt: due == other.due
        case .finishedAt: finished == other.finished
        case .returnedAt: returned == other.returned
        case .applicant: name == other.name
        case .resultLink: hasResult == other.hasResult
        case .digitised: digitised == other.digitised
        }
    }
}
