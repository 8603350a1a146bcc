import Dossiers
import Reconciliation

/// What design section 2 says of a key with many copies, read aloud: every pair is looked at, nothing is sorted.
struct NaiveCopies {
    /// What does not depend on the order of anything.
    struct Finding: Hashable {
        var situation: Situation
        var differing: [ComparedField] = []
        var contradictions: Set<Field> = []
        var values: [ComparedField: String] = [:]
    }

    let world: World

    func finding() -> Finding {
        let (local, portal) = (copies(.local), copies(.portal))
        var strange: Set<Field> = []
        for side in [local, portal] { forEachPair(of: side) { strange.formUnion(strangers($0.dossier, $1.dossier)) } }
        if !strange.isEmpty { return Finding(situation: .collision, contradictions: strange) }
        var unequal: Set<Field> = []
        for side in [local, portal] { forEachPair(of: side) { unequal.formUnion(disagreements($0, $1)) } }
        if !unequal.isEmpty { return Finding(situation: .duplicate, contradictions: unequal) }
        guard let ours = local.first?.dossier.status else { return Finding(situation: .onlyPortal) }
        guard let theirs = portal.first?.dossier.status else {
            return Finding(situation: local.contains(where: \.dossier.isNotExpected) ? .notExpected : .onlyLocal)
        }
        return compared(local, portal, ours, theirs)
    }

    private func compared(
        _ local: [WorldRecord],
        _ portal: [WorldRecord],
        _ ours: NationalStatus,
        _ theirs: NationalStatus
    ) -> Finding {
        var found = Finding(situation: ours == theirs ? .agreed : ours == .resolved ? .portalBehind : .portalAhead)
        for field in ComparedField.allCases where isCarried(field, local) && isCarried(field, portal) {
            let (left, right) = (value(field, local), value(field, portal))
            found.values[field] = left.map(text)
            if !isSame(left, right) { found.differing.append(field) }
        }
        if ours == theirs, !found.differing.isEmpty { found.situation = .fieldsDiffer }
        return found
    }

    // MARK: - Pairs

    private func copies(_ side: Side) -> [WorldRecord] {
        world.records.filter { world.sources[$0.source].side == side }
    }

    private func forEachPair(of side: [WorldRecord], _ body: (WorldRecord, WorldRecord) -> Void) {
        for (index, one) in side.enumerated() { for other in side[..<index] { body(one, other) } }
    }

    private func strangers(_ one: Dossier, _ other: Dossier) -> Set<Field> {
        var found: Set<Field> = []
        if let left = one.procedure, let right = other.procedure, left != right { found.insert(.procedure) }
        if let left = one.identity, let right = other.identity {
            if left != right { found.insert(.identity) }
        } else if let left = one.applicant, let right = other.applicant, left.lowercased() != right.lowercased() {
            found.insert(.applicant)
        }
        return found
    }

    private func disagreements(_ one: WorldRecord, _ other: WorldRecord) -> Set<Field> {
        var found: Set<Field> = one.dossier.status == other.dossier.status ? [] : [.status]
        for field in ComparedField.allCases where isCarried(field, [one]) && isCarried(field, [other]) {
            if !isSame(Value(field, one.dossier), Value(field, other.dossier)) { found.insert(field.field) }
        }
        return found
    }

    // MARK: - Values

    private enum Value: Hashable {
        case text(String)
        case time(Instant)

        init?(_ field: ComparedField, _ dossier: Dossier) {
            let text: String? =
                switch field {
                case .procedure: dossier.procedure
                case .agency: dossier.agency
                case .channel: dossier.channel?.name
                case .applicant: dossier.applicant?.lowercased()
                case .resultLink: dossier.hasResultLink.map(String.init)
                case .digitised: dossier.digitised.map(String.init)
                case .receivedAt, .dueAt, .finishedAt, .returnedAt: nil
                }
            guard let value = text.map(Value.text) ?? dossier.time(field).map(Value.time) else { return nil }
            self = value
        }
    }

    private func isCarried(_ field: ComparedField, _ copies: [WorldRecord]) -> Bool {
        copies.contains { world.sources[$0.source].carried.fields.has(field) }
    }

    private func isSame(_ left: Value?, _ right: Value?) -> Bool {
        guard case .time(let one)? = left, case .time(let other)? = right else { return left == right }
        return one.agrees(with: other)
    }

    /// The finest value that any copy gives.
    private func value(_ field: ComparedField, _ copies: [WorldRecord]) -> Value? {
        let values = copies.compactMap { Value(field, $0.dossier) }
        for precision in [TimePrecision.second, .minute, .day] {
            for case .time(let time) in values where time.precision == precision { return .time(time) }
        }
        return values.first
    }

    private func text(_ value: Value) -> String {
        switch value {
        case .text(let text): text
        case .time(let time): time.text
        }
    }
}
