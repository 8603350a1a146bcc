import Dossiers

/// What goes wrong in a bench world, in hundred-thousandths of its dossiers.
enum BenchDeviation {
    /// How many of 100,000 dossiers are told differently or repeated.
    static let share = 1_060
    /// The dice of dossiers with a second record on one side.
    static let repeats = 1_000..<1_060

    /// Makes a testimony deviate as the dice say; `number` chooses the variant.
    static func apply(_ dice: Int, _ number: UInt64, to testimony: inout Testimony) {
        var choices = Choices(number)
        switch dice {
        case ..<250: absent(\.portals, .onlyLocal, &testimony)
        case ..<500: absent(\.locals, .onlyPortal, &testimony)
        case ..<700: statuses(pick(behind, &choices), .portalBehind, &testimony)
        case ..<750: statuses(pick(ahead, &choices), .portalAhead, &testimony)
        case ..<800: statuses(pick(conflicts, &choices), .statusConflict, &testimony)
        case ..<1_000: field(&choices, &testimony)
        case ..<1_050: repeated(&choices, isSame: false, &testimony)
        default: repeated(&choices, isSame: true, &testimony)
        }
    }

    private typealias Pair = (local: Int, portal: Int)

    private static let behind: [Pair] = [(10, 9), (10, 4), (9, 4), (4, 2), (2, 1), (8, 4), (7, 4)]
    private static let ahead: [Pair] = [(9, 10), (4, 9), (2, 4)]
    private static let conflicts: [Pair] = [(3, 10), (7, 10), (8, 10), (9, 8), (3, 4)]

    private static func pick(_ pairs: [Pair], _ choices: inout Choices) -> Pair { pairs[choices.below(pairs.count)] }

    private static func absent(
        _ side: WritableKeyPath<Testimony, [Record]>,
        _ situation: Situation,
        _ testimony: inout Testimony
    ) {
        testimony[keyPath: side] = []
        testimony.situation = situation
    }

    private static func statuses(_ pair: Pair, _ situation: Situation, _ testimony: inout Testimony) {
        let whole = testimony.locals[0].whole
        testimony.locals = [whole.atStatus(pair.local, finished: whole.finished)]
        testimony.portals = [whole.atStatus(pair.portal, finished: whole.finished)]
        testimony.situation = situation
    }

    private static func field(_ choices: inout Choices, _ testimony: inout Testimony) {
        let whole = testimony.locals[0].whole
        let all = ComparedField.allCases.filter { $0 != .agency }
        testimony.locals = [whole]
        testimony.portals = [whole.differing(in: all[choices.below(all.count)])]
        testimony.situation = .fieldsDiffer
    }

    private static func repeated(_ choices: inout Choices, isSame: Bool, _ testimony: inout Testimony) {
        let whole = testimony.locals[0].whole
        let copy = isSame ? whole : whole.atStatus(4, finished: 0)
        testimony.locals = [whole]
        testimony.portals = [whole]
        if choices.happens(50) { testimony.locals.append(copy) } else { testimony.portals.append(copy) }
        testimony.situation = isSame ? .agreed : .duplicate
    }
}

extension Record {
    /// The same dossier with another value in one field.
    func differing(in field: ComparedField) -> Record {
        var record = self
        switch field {
        case .procedure: record.procedure = (procedure + 1) % Catalogue.procedures.count
        case .agency: record.unit = (unit + 1) % 61
        case .channel: record.channel = channel == 1 ? 2 : 1
        case .receivedAt: record.received -= 660
        case .dueAt: record.due -= 86_400
        case .finishedAt: record.finished -= 1_260
        case .returnedAt: record.returned += 1_320
        case .applicant: record.name.given = (name.given + 5) % Catalogue.givens.count
        case .resultLink: record.hasResult.toggle()
        case .digitised: record.digitised.toggle()
        }
        return record
    }
}
