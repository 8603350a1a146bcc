import Dossiers

/// One thing that happens between a local system and the portal, with the situation that it must be told as.
enum Scene: Sendable {
    case onlyLocal
    case onlyPortal
    case statuses(local: Int, portal: Int, Situation)
    /// The local office went on after a supplement; the portal still waits for it.
    case resumed
    case differs(ComparedField)
    case copies(Side, isSame: Bool)
    case namesakes(Side)
    case justChanged
    case justArrived(Side)
    case child
    case recoded
    case unmapped(Side)
    case impossibleDate(Side)
    case broken(Side)

    /// What both sides say of a dossier when this happens to it.
    func testimony(_ record: Record) -> Testimony {
        var testimony = Testimony(agreed: record)
        switch self {
        case .onlyLocal, .onlyPortal, .child, .justArrived: absent(record, &testimony)
        case .statuses(let local, let portal, let situation):
            testimony = Scene.pair(record.whole.at(local), record.whole.at(portal), situation)
        case .resumed: testimony = Scene.resumed(record.whole)
        case .differs(let field): testimony = Scene.pair(record.whole, record.whole.differing(in: field), .fieldsDiffer)
        case .copies(let side, let isSame): copies(side, isSame: isSame, record.whole, &testimony)
        case .namesakes(let side): namesakes(side, record.whole, &testimony)
        case .justChanged: testimony = Scene.justChanged(record)
        case .recoded: testimony = Scene.recoded(record.whole)
        case .unmapped(let side): soiled(side, .unknownStatus, record, &testimony)
        case .impossibleDate(let side): soiled(side, .impossibleDate, record.whole, &testimony)
        case .broken(let side): broken(side, record, &testimony)
        }
        return testimony
    }

    private static func pair(_ local: Record, _ portal: Record, _ situation: Situation) -> Testimony {
        var testimony = Testimony(agreed: local)
        testimony.portals = [portal]
        testimony.situation = situation
        return testimony
    }

    private func absent(_ record: Record, _ testimony: inout Testimony) {
        switch self {
        case .onlyPortal: testimony = Testimony(only: .portal, record, .onlyPortal)
        case .child: testimony = Testimony(only: .local, record.asChild, .notExpected)
        case .justArrived(let side):
            testimony = Testimony(only: side, record.received(at: Year.newest - 2_400), .inFlight)
        default: testimony = Testimony(only: .local, record, .onlyLocal)
        }
    }

    private static func resumed(_ record: Record) -> Testimony {
        var local = record.at(4)
        local.touched = local.received + 183_900
        return pair(local, record.at(5), .portalBehind)
    }

    private static func justChanged(_ record: Record) -> Testimony {
        let late = record.received(at: Year.newest - 4_500)
        return pair(late, late.at(1), .inFlight)
    }

    private static func recoded(_ record: Record) -> Testimony {
        var portal = record
        portal.isRecoded = true
        portal.serial = 80_000 + record.serial
        return pair(record, portal, .recoded)
    }

    private func copies(_ side: Side, isSame: Bool, _ record: Record, _ testimony: inout Testimony) {
        let copy = isSame ? record : record.at(4)
        testimony = Testimony(agreed: record)
        testimony.append(copy, to: side)
        testimony.situation = isSame ? .agreed : .duplicate
    }

    private func namesakes(_ side: Side, _ record: Record, _ testimony: inout Testimony) {
        var other = record.differing(in: .applicant)
        other.person += 5_003
        testimony = Testimony(agreed: record)
        testimony.append(other, to: side)
        testimony.situation = .collision
    }

    private func soiled(_ side: Side, _ dirt: Dirt, _ record: Record, _ testimony: inout Testimony) {
        var spoilt = record
        spoilt.dirt.insert(dirt)
        testimony = side == .local ? Scene.pair(spoilt, record, .held) : Scene.pair(record, spoilt, .held)
    }

    private func broken(_ side: Side, _ record: Record, _ testimony: inout Testimony) {
        var spoilt = record
        spoilt.dirt.insert(.broken)
        testimony = Testimony(only: side, spoilt, .agreed)
    }
}

extension Record {
    /// This dossier, whole, as it is at another status.
    func at(_ status: Int) -> Record { atStatus(status, finished: finished) }

    /// This dossier as the child of an inter-agency one.
    var asChild: Record {
        var record = self
        record.isChild = true
        return record
    }
}

extension Testimony {
    /// Only one side has the dossier.
    init(only side: Side, _ record: Record, _ situation: Situation) {
        locals = side == .local ? [record] : []
        portals = side == .portal ? [record] : []
        self.situation = situation
    }

    /// One more record on one side.
    mutating func append(_ record: Record, to side: Side) {
        if side == .local { locals.append(record) } else { portals.append(record) }
    }
}
