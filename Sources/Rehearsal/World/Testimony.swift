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
    func differences(_ local: FeedFormat, _ portal: FeedFormat) -> [ComparedField] {
        guard let ours = locals.first, let theirs = portals.first else { return [] }
        let isCoarse = local.hasMinutesOnly || portal.hasMinutesOnly
        let common = local.carried.intersection(portal.carried)
        return ComparedField.allCases.filter {
            common.has($0) && !ours.agrees(with: theirs, on: $0, isCoarse: isCoarse)
        }
    }

    /// The situation, softened to `agreed` where the formats cannot show what differs.
    func verdict(_ local: FeedFormat, _ portal: FeedFormat) -> Situation {
        guard situation == .fieldsDiffer else { return situation }
        return differences(local, portal).isEmpty ? .agreed : situation
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
