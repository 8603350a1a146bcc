import Dispatch
import Dossiers
import Formats
import Mapping
import Reconciliation
import Synchronization

/// Scans all pages of all sources on all cores into the two entry stores.
struct PageReading {
    let pages: [Page]
    let sources: [RunSource]
    let stores: EntryStores
    let limits: FormatLimits
    let agencies: AgencyNames
    let threads: Int
    let progress: @Sendable (Int) -> Void
    /// Bytes of a part; pages beyond it are cut where their syntax allows it.
    var partBytes: Int64 = 32 << 20

    /// What reading came to: the sources with their books, and the records that were set aside, in the order of the pages.
    struct Outcome: Sendable {
        var sources: [RunSource]
        var setAside: [SetAsideRecord]
    }

    /// A part of a page that one thread scans.
    private struct Part: Sendable {
        var page: Int
        /// Nil: the whole page.
        var range: Range<Int64>?
    }

    private struct PartOutcome: Sendable {
        var part: Part
        var scan: ScanOutcome
        var tally: ScanTally
        var declaredAsOf: Instant?
    }

    /// Reads everything; throws when the temporary space gives out, never for what stands in a page.
    ///
    /// A page that proves to be cut within a record is read again, whole, and what its parts gave is thrown away.
    func run() throws -> Outcome {
        let outcomes = try read(pages.flatMap(parts))
        let cut = Set(outcomes.filter(\.scan.cutsRecord).map(\.part.page))
        guard !cut.isEmpty else { return gathered(outcomes) }
        try stores.withdraw(cut)
        let whole = try read(cut.sorted().map { Part(page: $0, range: nil) })
        return gathered(outcomes.filter { !cut.contains($0.part.page) } + whole)
    }

    private func read(_ parts: [Part]) throws -> [PartOutcome] {
        let outcomes = Mutex([PartOutcome]())
        let failure = Mutex<(any Error)?>(nil)
        let next = Atomic<Int>(0)
        DispatchQueue.concurrentPerform(iterations: min(max(threads, 1), max(parts.count, 1))) { _ in
            do {
                try work(parts, next) { outcome in outcomes.withLock { $0.append(outcome) } }
            } catch {
                failure.withLock { $0 = $0 ?? error }
            }
        }
        if let error = failure.withLock({ $0 }) { throw error }
        return outcomes.withLock { $0 }
    }

    private func parts(of page: Page) -> [Part] {
        let source = sources[page.source]
        guard source.program.isScanned, page.bytes > partBytes else {
            return [Part(page: page.number, range: nil)]
        }
        guard let file = try? PageFile(open: page.path) else { return [Part(page: page.number, range: nil)] }
        return scanner(source).ranges(of: file, near: partBytes).map { Part(page: page.number, range: $0) }
    }

    private func scanner(_ source: RunSource) -> PageScanner {
        PageScanner(format: source.program.format, plan: source.program.plan, limits: limits)
    }

    /// One thread: parts until there are none, one writer for each side all along.
    private func work(_ parts: [Part], _ next: borrowing Atomic<Int>, _ done: (PartOutcome) -> Void) throws {
        var local = EntryWriter(stores.local)
        var portal = EntryWriter(stores.portal)
        while true {
            let index = next.wrappingAdd(1, ordering: .relaxed).oldValue
            guard index < parts.count else { break }
            let page = pages[parts[index].page]
            let outcome: PartOutcome
            switch sources[page.source].side {
            case .local: outcome = read(parts[index], page, &local)
            case .portal: outcome = read(parts[index], page, &portal)
            }
            if let failure = outcome.tally.failure { throw failure }
            progress(Int(outcome.scan.records))
            done(outcome)
        }
        try local.finish()
        try portal.finish()
    }

    private func read(_ part: Part, _ page: Page, _ writer: inout EntryWriter) -> PartOutcome {
        let source = sources[page.source]
        let target = DigestSink.Target(
            page: page.number,
            side: source.side,
            profiles: stores.profiles(of: page.source),
            number: stores.profileNumber(of: page.source)
        )
        var sink = DigestSink(source.program, writer, target)
        var outcome = PartOutcome(part: part, scan: ScanOutcome(), tally: ScanTally(), declaredAsOf: nil)
        if source.program.isScanned {
            outcome.scan = scan(part, page, source, &sink)
        } else {
            outcome.scan = TreePage(page, source.program, limits).read(into: &sink)
        }
        if !source.program.isAsOfNewest {
            outcome.declaredAsOf = TreePage(page, source.program, limits).declaredAsOf()
        }
        outcome.tally = sink.ended()
        writer = sink.finish()
        return outcome
    }

    private func scan(_ part: Part, _ page: Page, _ source: RunSource, _ sink: inout DigestSink) -> ScanOutcome {
        do {
            let file = try PageFile(open: page.path)
            return scanner(source).scan(file, range: part.range, into: &sink)
        } catch {
            var outcome = ScanOutcome()
            outcome.stop = ScanStop(.brokenSyntax, offset: 0, detail: "\(error)")
            return outcome
        }
    }

    // MARK: - Gathering

    private func gathered(_ outcomes: [PartOutcome]) -> Outcome {
        let sorted = outcomes.sorted {
            ($0.part.page, $0.part.range?.lowerBound ?? 0) < ($1.part.page, $1.part.range?.lowerBound ?? 0)
        }
        var result = Outcome(sources: sources, setAside: [])
        var readings: [Int: SilentPages.Reading] = [:]
        for outcome in sorted {
            let page = outcome.part.page
            let before = readings[page]?.records ?? 0
            for var record in outcome.tally.setAside {
                record.frame.ordinal += before
                result.setAside.append(record)
            }
            readings[page, default: SilentPages.Reading()].add(outcome.tally, outcome.scan)
            add(outcome, to: &result.sources[pages[page].source])
        }
        noteSilentPages(readings, &result)
        noteSilentFields(readings, &result)
        return result
    }

    private func noteSilentPages(_ readings: [Int: SilentPages.Reading], _ result: inout Outcome) {
        let silent = SilentPages(limits: limits)
        var lists = [DeclaredLists](repeating: DeclaredLists(), count: sources.count)
        for (number, reading) in readings.sorted(by: { $0.key < $1.key }) {
            let page = pages[number]
            let finding = silent.finding(on: page, sources[page.source], reading)
            result.sources[page.source].problems += finding.problems
            if let statement = finding.statement { lists[page.source].add(statement, records: reading.records) }
        }
        for (source, list) in lists.enumerated() where result.sources[source].isComplete {
            if let problem = list.problem { result.sources[source].problems.append(problem) }
        }
    }

    private func noteSilentFields(_ readings: [Int: SilentPages.Reading], _ result: inout Outcome) {
        var silent = [SilentFields](repeating: SilentFields(), count: sources.count)
        for (number, reading) in readings {
            let source = pages[number].source
            silent[source].add(reading, of: sources[source].program)
        }
        for (index, source) in sources.enumerated() {
            result.sources[index].take(silent[index].fields(of: source.program))
        }
    }

    private func add(_ outcome: PartOutcome, to source: inout RunSource) {
        let skipped = outcome.tally.skipped + Int(outcome.scan.skipped)
        source.skipped += skipped
        source.reading.read += Int(outcome.scan.records) - outcome.tally.skipped
        source.reading.setAside += outcome.tally.setAside.count
        source.reading.setAsideWithCode += outcome.tally.setAside.count { $0.code != nil }
        if let stop = outcome.scan.stop {
            let name = pages[outcome.part.page].name
            source.problems.append("\(name): byte \(stop.offset): \(stop.detail)")
        }
        source.agenciesSeen.formUnion(outcome.tally.agencyParts.map { agencies.canonical($0) ?? $0 })
        let newest = outcome.tally.newestEvent
        let asOf = newest == DossierDigest.blankTime ? nil : Instant(localSeconds: newest, precision: .second)
        if let found = outcome.declaredAsOf ?? asOf {
            source.asOf = max(source.asOf ?? found, found)
        }
    }
}

/// The stores of both sides and the profiles that they are written under.
struct EntryStores: Sendable {
    let local: EntryStore
    let portal: EntryStore
    /// Distinct profiles of the local sources.
    let profiles: [Profile]
    /// Number of the profile of each source; 0 for the portal's.
    private let numbers: [Int]
    private let sides: [Side]

    /// Stores for a run over `sources`, which keep about `memory` bytes together and spill the rest into `directory`.
    init(_ sources: [RunSource], memory: Int, spillingInto directory: String) {
        let portals = sources.filter { $0.side == .portal }.map(\.program.carried)
        let portalCarried = portals.dropFirst().reduce(portals.first) { $0?.common(with: $1) }
        var profiles: [Profile] = []
        var numbers: [Int] = []
        for source in sources {
            guard source.side == .local else {
                numbers.append(0)
                continue
            }
            let profile = Profile(
                portalCarried.map { source.program.carried.common(with: $0) } ?? source.program.carried
            )
            numbers.append(profiles.firstIndex(of: profile) ?? profiles.count)
            if !profiles.contains(profile) { profiles.append(profile) }
        }
        self.profiles = profiles
        self.numbers = numbers
        sides = sources.map(\.side)
        local = EntryStore(fingerprints: 1, memory: memory / 2, spillingInto: directory)
        portal = EntryStore(fingerprints: max(profiles.count, 1), memory: memory / 2, spillingInto: directory)
    }

    /// The profiles that the records of a source are fingerprinted under.
    func profiles(of source: Int) -> [Profile] {
        guard sides[source] == .local else { return profiles }
        return [profiles[numbers[source]]]
    }

    /// Forgets all entries of pages that must be read anew.
    func withdraw(_ pages: Set<Int>) throws {
        try local.withdraw(pages)
        try portal.withdraw(pages)
    }

    /// The number of a local source's profile.
    func profileNumber(of source: Int) -> Int { numbers[source] }
}
