import Dossiers

/// One dossier out of copies that do not contradict each other.
///
/// A value comes from the first copy that gives one, best copy first; a time from the first that states it most finely.
struct CombinedDossier {
    private(set) var dossier: Dossier
    /// The copy that gave each value.
    private(set) var origins: [Field: SideRecord.Origin] = [:]
    private let copies: [Copy]

    /// The best of `copies` with what the others know beside it.
    init(_ best: Copy, _ copies: [Copy]) {
        dossier = best.dossier
        self.copies = copies
        takeCodes()
        takeTexts()
        takeMarks()
        takeTimes()
        takeLists()
        origins[.status] = SideRecord.Origin(best)
        dossier.isNotExpected = copies.contains { $0.dossier.isNotExpected }
        for copy in copies { dossier.carried.formUnion(copy.dossier.carried) }
    }

    private mutating func takeCodes() {
        take(\.otherCode, .otherCode)
        take(\.originCode, .originCode)
        take(\.procedure, .procedure)
        dossier.procedureSuffix = copies.lazy.compactMap(\.dossier.procedureSuffix).first
        take(\.agency, .agency)
        take(\.identity, .identity)
        take(\.resultCode, .resultCode)
    }

    private mutating func takeTexts() {
        take(\.procedureName, .procedureName)
        take(\.field, .field)
        take(\.solvingAgency, .solvingAgency)
        take(\.returnForm, .returnForm)
        take(\.applicant, .applicant)
        take(\.applicantKind, .applicantKind)
        take(\.onlinePayment, .onlinePayment)
        take(\.note, .note)
    }

    private mutating func takeMarks() {
        take(\.channel, .channel)
        take(\.digitised, .digitised)
        take(\.hasResultLink, .resultLink)
        take(\.verifiedAccount, .verifiedAccount)
    }

    private mutating func takeTimes() {
        takeTime(\.submittedAt, .submittedAt)
        takeTime(\.receivedAt, .receivedAt)
        takeTime(\.dueAt, .dueAt)
        takeTime(\.newDueAt, .newDueAt)
        takeTime(\.finishedAt, .finishedAt)
        takeTime(\.returnedAt, .returnedAt)
        takeTime(\.refusedAt, .refusedAt)
        takeTime(\.statusAt, .statusAt)
    }

    private mutating func takeLists() {
        if let copy = copies.first(where: { !$0.dossier.steps.isEmpty }) {
            dossier.steps = copy.dossier.steps
            origins[.steps] = SideRecord.Origin(copy)
        }
        for copy in copies.dropFirst() {
            for value in copy.dossier.carriedOver { carryOver(value) }
        }
    }

    private mutating func take<Value>(_ path: WritableKeyPath<Dossier, Value?>, _ field: Field) {
        for copy in copies {
            guard let value = copy.dossier[keyPath: path] else { continue }
            dossier[keyPath: path] = value
            origins[field] = SideRecord.Origin(copy)
            return
        }
    }

    /// The first copy's time, or a finer one of another copy that agrees with it.
    private mutating func takeTime(_ path: WritableKeyPath<Dossier, Instant?>, _ field: Field) {
        take(path, field)
        for copy in copies {
            guard let known = dossier[keyPath: path], let other = copy.dossier[keyPath: path] else { continue }
            guard other.precision > known.precision, other.agrees(with: known) else { continue }
            dossier[keyPath: path] = other
            origins[field] = SideRecord.Origin(copy)
        }
    }

    /// Adds a national value that no better copy gives.
    private mutating func carryOver(_ value: NamedValue) {
        guard !value.value.isBlank else { return }
        guard let index = dossier.carriedOver.firstIndex(where: { $0.name == value.name }) else {
            dossier.carriedOver.append(value)
            return
        }
        if dossier.carriedOver[index].value.isBlank { dossier.carriedOver[index] = value }
    }
}

extension CarriedValue {
    /// Whether it says nothing.
    fileprivate var isBlank: Bool {
        switch self {
        case .text(let text): text.isEmpty
        case .null: true
        case .list(let rows): rows.isEmpty
        }
    }
}
