import Dispatch
package import Dossiers
import Synchronization

/// A record read again in full.
package enum DecodedRecord: Sendable {
    case dossier(Dossier)
    /// Still no dossier; the code when it could be read.
    case setAside(code: String?, RecordProblem)
}

/// Joins both sides on all cores and finds the keys that do not agree.
package struct Reconciler: Sendable {
    /// Reads the record of an entry in full.
    package typealias Decode = @Sendable (RecordPlace) throws -> DecodedRecord

    private let local: EntryStore
    private let portal: EntryStore
    /// Source of each page.
    private let sourceOfPage: [Int]
    private let sources: [SourceFacts]
    private let classifier: Classifier
    private let decode: Decode

    package init(
        local: EntryStore,
        portal: EntryStore,
        sourceOfPage: [Int],
        sources: [SourceFacts],
        classifier: Classifier,
        decode: @escaping Decode
    ) {
        self.local = local
        self.portal = portal
        self.sourceOfPage = sourceOfPage
        self.sources = sources
        self.classifier = classifier
        self.decode = decode
    }

    /// Runs the join with that many threads; the result does not depend on their number.
    package func run(threads: Int) throws -> ReconciliationOutcome {
        let next = Atomic<Int>(0)
        let total = Mutex(
            Result<Harvest, any Error>.success(Harvest(pages: sourceOfPage.count, sources: sources.count))
        )
        DispatchQueue.concurrentPerform(iterations: max(threads, 1)) { _ in
            var harvest = Harvest(pages: sourceOfPage.count, sources: sources.count)
            let failure = Result {
                while true {
                    let partition = next.wrappingAdd(1, ordering: .relaxed).oldValue
                    guard partition < EntryStore.partitions else { return }
                    try join(partition, into: &harvest)
                }
            }
            total.withLock { $0 = Reconciler.joined($0, harvest, failure) }
        }
        let harvest = try total.withLock { try $0.get() }
        return ReconciliationOutcome(harvest, sourceOfPage: sourceOfPage, sources: sources.count)
    }

    /// The same join that reads records in another way, for instance with everything that a payload needs.
    package func reading(_ decode: @escaping Decode) -> Reconciler {
        Reconciler(
            local: local,
            portal: portal,
            sourceOfPage: sourceOfPage,
            sources: sources,
            classifier: classifier,
            decode: decode
        )
    }

    /// The verdict on a key of the outcome, read and judged again.
    package func verdict(_ index: Int, of outcome: ReconciliationOutcome) throws -> Verdict {
        let group = outcome.suspects.group(index)
        var verdict = classifier.verdict(on: try keyCase(group))
        if let twin = outcome.doubted[index] {
            verdict.situation = .held
            verdict.hold = classifier.verdict(on: try keyCase(outcome.suspects.group(twin))).hold
            return verdict
        }
        guard let partner = outcome.recoded[index] else { return verdict }
        let other = classifier.verdict(on: try keyCase(outcome.suspects.group(partner)))
        verdict.situation = .recoded
        verdict.portal = other.portal
        verdict.portalCopies = other.portalCopies
        verdict.codes = [verdict.code, other.code]
        return verdict
    }

    /// Lets the entries of both sides go, once no `group(of:)` will be asked for; verdicts on the outcome need none.
    package func forgetEntries() {
        local.forget()
        portal.forget()
    }

    /// Every entry of one code, wherever it stands; both sides empty when neither has it.
    package func group(of code: DossierCode) throws -> KeyGroup {
        let (high, low) = ByteHash.wide(code.canonical.utf8.span)
        return KeyGroup(
            locals: try local.entries(of: high, low),
            portals: try portal.entries(of: high, low)
        )
    }

    /// The verdict on a group, `recoded` aside; nil for a group without entries.
    package func verdict(on group: KeyGroup) throws -> Verdict? {
        guard !(group.locals.isEmpty && group.portals.isEmpty) else { return nil }
        return classifier.verdict(on: try keyCase(group))
    }

    private static func joined(
        _ total: Result<Harvest, any Error>,
        _ part: Harvest,
        _ failure: Result<Void, any Error>
    ) -> Result<Harvest, any Error> {
        guard case .success(var harvest) = total else { return total }
        if case .failure(let error) = failure { return .failure(error) }
        harvest.add(part)
        return .success(harvest)
    }

    private func join(_ partition: Int, into harvest: inout Harvest) throws {
        let join = PartitionJoin(local: local, portal: portal, pages: sourceOfPage.count)
        var tally = JoinTally(pages: sourceOfPage.count)
        try join.run(partition, tally: &tally) { group in
            try judge(group, into: &harvest)
        }
        harvest.tally.add(tally)
    }

    private func judge(_ group: KeyGroup, into harvest: inout Harvest) throws {
        let verdict = classifier.verdict(on: try keyCase(group))
        for source in verdict.merged { harvest.merged[source] += 1 }
        guard verdict.situation != .agreed else {
            harvest.tally.agreed += 1
            return
        }
        guard classifier.isInScope(verdict) else {
            harvest.outside += 1
            return
        }
        let number = harvest.suspects.append(code: verdict.code, situation: verdict.situation, group: group)
        harvest.keep(verdict, of: number)
        switch verdict.situation {
        case .onlyLocal: harvest.add(number, .local, verdict.local?.dossier, verdict.unit)
        case .onlyPortal: harvest.add(number, .portal, verdict.portal?.dossier, verdict.unit)
        case .held: harvest.addHeld(number, verdict)
        case .collision, .duplicate, .inFlight, .notExpected, .recoded, .rewritten, .portalBehind, .portalAhead,
            .statusConflict, .fieldsDiffer, .agreed:
            break
        }
    }

    /// Everything both sides say of the key of a group.
    private func keyCase(_ group: KeyGroup) throws -> KeyCase {
        var key = KeyCase(code: "", locals: [], portals: [])
        for entry in group.locals {
            try add(entry, to: &key.locals, &key.setAsideLocal, &key.code)
        }
        for entry in group.portals {
            try add(entry, to: &key.portals, &key.setAsidePortal, &key.code)
        }
        return key
    }

    private func add(_ entry: Entry, to copies: inout [Copy], _ aside: inout [SetAside], _ code: inout String) throws {
        let source = sourceOfPage[entry.place.page]
        switch try decode(entry.place) {
        case .dossier(let dossier):
            copies.append(Copy(dossier: dossier, source: source, place: entry.place))
            code = dossier.code.canonical
        case .setAside(let text, let problem):
            aside.append(SetAside(source: source, place: entry.place, problem: problem))
            if code.isEmpty, let text { code = text }
        }
    }
}

/// What one thread, and in the end all of them, found.
struct Harvest: Sendable {
    var tally: JoinTally
    var suspects = SuspectList()
    var candidates: [RecodeCandidate] = []
    /// Copies merged because they say the same, by source.
    var merged: [Int]
    /// Keys that do not agree and that the run is not about.
    var outside = 0
    /// The verdicts on the first suspects, so that their records need not be read again.
    private(set) var kept: [Int: Verdict] = [:]

    /// Verdicts that one thread keeps, some kilobytes each.
    private static let mostKept = 2_048

    init(pages: Int, sources: Int) {
        tally = JoinTally(pages: pages)
        merged = Array(repeating: 0, count: sources)
    }

    mutating func keep(_ verdict: Verdict, of suspect: Int) {
        if kept.count < Harvest.mostKept { kept[suspect] = verdict }
    }

    mutating func add(_ suspect: Int, _ side: Side, _ dossier: Dossier?, _ unit: String?, isHeld: Bool = false) {
        guard let dossier else { return }
        let agency = dossier.agency ?? unit
        guard var candidate = RecodeCandidate(suspect: suspect, side: side, dossier: dossier, agency: agency) else {
            return
        }
        candidate.isHeld = isHeld
        candidates.append(candidate)
    }

    /// Notes a key that is absent from a side that is not known whole.
    mutating func addHeld(_ suspect: Int, _ verdict: Verdict) {
        guard case .incomplete(let side, _)? = verdict.hold else { return }
        switch side {
        case .portal: add(suspect, .local, verdict.local?.dossier, verdict.unit, isHeld: true)
        case .local: add(suspect, .portal, verdict.portal?.dossier, verdict.unit, isHeld: true)
        }
    }

    mutating func add(_ other: Harvest) {
        let shift = suspects.count
        tally.add(other.tally)
        suspects.append(contentsOf: other.suspects)
        candidates += other.candidates.map { candidate in
            var moved = candidate
            moved.suspect += shift
            return moved
        }
        for source in merged.indices { merged[source] += other.merged[source] }
        outside += other.outside
        for (suspect, verdict) in other.kept { kept[suspect + shift] = verdict }
    }
}

/// What a join came to: counts for the books, and the keys to report in the order of their codes.
package struct ReconciliationOutcome: Sendable {
    /// Keys that do not agree; those swallowed by a `recoded` partner are not in `order`.
    package let suspects: SuspectList
    /// Numbers of the keys to report, in the byte order of their codes.
    package let order: [Int]
    /// From the number of a local key to that of the portal key that is the same dossier under another code.
    package let recoded: [Int: Int]
    /// From the number of a key to that of a held one that may be the same dossier under another code; it is held then too.
    package let doubted: [Int: Int]
    /// Keys that agree.
    package let agreed: Int
    private let kept: [Int: Verdict]
    /// Records seen by the join, by source, set-aside ones with a readable code included.
    package let seen: [Int]
    /// Copies merged because they say the same, by source.
    package let merged: [Int]
    /// Keys that do not agree and lie outside the window of the run; they are not reported.
    package let outside: Int

    init(_ harvest: Harvest, sourceOfPage: [Int], sources: Int) {
        suspects = harvest.suspects
        let suspects = harvest.suspects
        doubted = RecodedMatcher.doubts(among: harvest.candidates).compactMapValues { twins in
            twins.min { suspects.code($0) < suspects.code($1) }
        }
        let known = doubted
        recoded = RecodedMatcher.pairs(among: harvest.candidates.filter { known[$0.suspect] == nil })
        let swallowed = Set(recoded.values)
        order = harvest.suspects.sortedByCode().filter { !swallowed.contains($0) }
        agreed = harvest.tally.agreed
        kept = harvest.kept
        merged = harvest.merged
        outside = harvest.outside
        var seen = Array(repeating: 0, count: sources)
        for (page, count) in harvest.tally.entries.enumerated() { seen[sourceOfPage[page]] += count }
        self.seen = seen
    }

    /// The verdict on a key that was kept since the join; nil when its records must be read again.
    package func keptVerdict(on suspect: Int) -> Verdict? {
        recoded[suspect] == nil && doubted[suspect] == nil ? kept[suspect] : nil
    }

    /// The number of a key among the suspects, by its code or that of its `recoded` partner; nil when it agrees.
    package func suspect(of code: String) -> Int? {
        if let index = order.first(where: { suspects.code($0) == code }) { return index }
        return recoded.first { suspects.code($0.value) == code }?.key
    }

    private func situation(of suspect: Int) -> Situation {
        if doubted[suspect] != nil { return .held }
        return recoded[suspect] == nil ? suspects.situation(suspect) : .recoded
    }

    /// How many keys came to each situation.
    package var counts: [Situation: Int] {
        var counts: [Situation: Int] = [.agreed: agreed]
        for index in order { counts[situation(of: index), default: 0] += 1 }
        return counts
    }
}
