import Dossiers
import Formats
import Mapping
import Reconciliation
import Synchronization

/// Scans pages of all sources on all cores into the two entry stores, while further pages are still being fetched.
final class PageReading: Sendable {
    private let sources: [RunSource]
    private let stores: EntryStores
    private let limits: FormatLimits
    private let agencies: AgencyNames
    private let threads: Int
    /// The time of the run in local seconds.
    private let horizon: Int64
    /// Bytes of a part; pages beyond it are cut where their syntax allows it.
    private let partBytes: Int64
    private let progress: @Sendable (Int) -> Void
    /// By `MappingProgram.readingName`.
    private let scanners: [String: PageScanner]
    private let queue = WorkQueue<Piece>(bound: 256)
    private let outcomes = Mutex([PartOutcome]())

    /// What reading came to: the sources with their books, and the records that were set aside, in the order of the pages.
    struct Outcome: Sendable {
        var sources: [RunSource]
        var setAside: SetAsideRecords
    }

    /// A part of a page that one thread scans.
    private struct Part: Sendable {
        var page: Int
        /// Nil: the whole page.
        var range: Range<Int64>?

        /// Whether the page begins with it.
        var isFirst: Bool { range.map { $0.lowerBound == 0 } ?? true }
    }

    /// A part on its way to the thread that scans it.
    private struct Piece: Sendable {
        var page: Page
        var part: Part
    }

    private struct PartOutcome: Sendable {
        var part: Part
        var scan: ScanOutcome
        var tally: ScanTally
        var declaredAsOf: Instant?
    }

    /// A reading of pages of `sources` that has not begun.
    init(
        sources: [RunSource],
        stores: EntryStores,
        limits: FormatLimits,
        agencies: AgencyNames,
        threads: Int,
        horizon: Int64 = .max,
        partBytes: Int64 = 16 << 20,
        progress: @escaping @Sendable (Int) -> Void
    ) {
        self.sources = sources
        self.stores = stores
        self.limits = limits
        self.agencies = agencies
        self.threads = max(threads, 1)
        self.horizon = horizon
        self.partBytes = partBytes
        self.progress = progress
        scanners = Dictionary(
            sources.map { source in
                let program = source.program
                let scanner = PageScanner(format: program.format, plan: program.plan, limits: limits)
                return (program.readingName, scanner)
            },
            uniquingKeysWith: { first, _ in first }
        )
    }

    /// Begins to scan; the threads end when the reading is closed and everything is scanned.
    func start(on crew: Crew) {
        for _ in 0..<threads { crew.start { try self.work(through: self.queue) } }
    }

    /// Brings a page that is whole on disk; waits while the scanning is behind.
    func add(_ page: Page) {
        for part in parts(of: page) { queue.add(Piece(page: page, part: part)) }
    }

    /// Tells that no more pages will come.
    func close() { queue.close() }

    /// Lets the threads end soon, with whatever they have.
    func stop() { queue.cancel() }

    /// What reading came to, once all threads have ended.
    ///
    /// A page that proves to be cut in a wrong place is read again, whole, and what its parts gave is thrown away; so is what a
    /// page gave that was withdrawn.
    ///
    /// - Parameters:
    ///   - pages: all pages that were brought, by their numbers.
    ///   - sources: the sources with what went wrong while they were pulled.
    /// - Throws: when the temporary space gives out, never for what stands in a page.
    func outcome(of pages: [Page], _ sources: [RunSource], _ checkInterruption: () throws -> Void) throws -> Outcome {
        let withdrawn = Set(pages.filter(\.isWithdrawn).map(\.number))
        let first = outcomes.withLock { $0.filter { !withdrawn.contains($0.part.page) } }
        let cut = Set(first.filter(\.scan.cutsRecord).map(\.part.page))
        let wrong = cut.union(withdrawn)
        guard !wrong.isEmpty else { return gathered(first, pages, sources) }
        try stores.withdraw(wrong)
        outcomes.withLock { $0 = first.filter { !cut.contains($0.part.page) } }
        try readWhole(cut.sorted().map { pages[$0] }, checkInterruption)
        return gathered(outcomes.withLock { $0 }, pages, sources)
    }

    private func readWhole(_ pages: [Page], _ checkInterruption: () throws -> Void) throws {
        let again = WorkQueue<Piece>(bound: pages.count)
        for page in pages { again.add(Piece(page: page, part: Part(page: page.number, range: nil))) }
        again.close()
        let crew = Crew()
        for _ in 0..<min(threads, pages.count) { crew.start { try self.work(through: again) } }
        try crew.wait(checkInterruption) { again.cancel() }
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
        scanners[source.program.readingName]
            ?? PageScanner(format: source.program.format, plan: source.program.plan, limits: limits)
    }

    /// One thread: parts until there are none, one writer for each side and one evaluator for each mapping all along.
    private func work(through queue: WorkQueue<Piece>) throws {
        var local = EntryWriter(stores.local)
        var portal = EntryWriter(stores.portal)
        var evaluators: [String: DigestEvaluator] = [:]
        while let piece = queue.next() {
            let outcome: PartOutcome
            switch sources[piece.page.source].side {
            case .local: outcome = read(piece.part, piece.page, &evaluators, &local)
            case .portal: outcome = read(piece.part, piece.page, &evaluators, &portal)
            }
            if let failure = outcome.tally.failure { throw failure }
            progress(Int(outcome.scan.records))
            outcomes.withLock { $0.append(outcome) }
        }
        try local.finish()
        try portal.finish()
    }

    private func read(
        _ part: Part,
        _ page: Page,
        _ evaluators: inout [String: DigestEvaluator],
        _ writer: inout EntryWriter
    ) -> PartOutcome {
        let source = sources[page.source]
        let target = DigestSink.Target(
            page: page.number,
            side: source.side,
            profiles: stores.profiles(of: page.source),
            number: stores.profileNumber(of: page.source)
        )
        let name = source.program.readingName
        let evaluator = evaluators.removeValue(forKey: name) ?? DigestEvaluator(source.program, horizon: horizon)
        var sink = DigestSink(source.program, evaluator, writer, target)
        var outcome = PartOutcome(part: part, scan: ScanOutcome(), tally: ScanTally(), declaredAsOf: nil)
        if source.program.isScanned {
            outcome.scan = scan(part, page, source, &sink)
        } else {
            outcome.scan = TreePage(page, source.program, limits).read(into: &sink)
        }
        if !source.program.isAsOfNewest && part.isFirst {
            outcome.declaredAsOf = TreePage(page, source.program, limits).declaredAsOf()
        }
        outcome.tally = sink.ended()
        evaluators[name] = sink.evaluator
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

    private func gathered(_ outcomes: [PartOutcome], _ pages: [Page], _ sources: [RunSource]) -> Outcome {
        let sorted = outcomes.sorted { PageReading.precedes($0.part, $1.part, pages) }
        var result = Outcome(sources: sources, setAside: SetAsideRecords())
        var readings: [Int: SilentPages.Reading] = [:]
        for outcome in sorted {
            let page = outcome.part.page
            let before = readings[page]?.records ?? 0
            result.setAside.append(outcome.tally.setAside, before: before)
            readings[page, default: SilentPages.Reading()].add(outcome.tally, outcome.scan)
            add(outcome, pages[page], to: &result.sources[pages[page].source])
        }
        noteSilentPages(readings, pages, &result)
        noteSilentFields(readings, pages, &result)
        for index in result.sources.indices {
            let parts = result.sources[index].agenciesSeen
            result.sources[index].agenciesSeen = Set(parts.map { agencies.canonical($0) ?? $0 })
            result.sources[index].asOf = result.sources[index].asOf ?? result.sources[index].futureEvent
        }
        return result
    }

    /// The order of the sources, then of their pages, then of the parts.
    private static func precedes(_ one: Part, _ other: Part, _ pages: [Page]) -> Bool {
        (pages[one.page].source, one.page, one.range?.lowerBound ?? 0)
            < (pages[other.page].source, other.page, other.range?.lowerBound ?? 0)
    }

    private func noteSilentPages(_ readings: [Int: SilentPages.Reading], _ pages: [Page], _ result: inout Outcome) {
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

    private func noteSilentFields(_ readings: [Int: SilentPages.Reading], _ pages: [Page], _ result: inout Outcome) {
        var silent = [SilentFields](repeating: SilentFields(), count: sources.count)
        for (number, reading) in readings {
            let source = pages[number].source
            silent[source].add(reading, of: sources[source].program)
        }
        for (index, source) in sources.enumerated() {
            result.sources[index].take(silent[index].fields(of: source.program))
        }
    }

    private func add(_ outcome: PartOutcome, _ page: Page, to source: inout RunSource) {
        let skipped = outcome.tally.skipped + Int(outcome.scan.skipped)
        source.skipped += skipped
        source.reading.read += Int(outcome.scan.records) - outcome.tally.skipped
        source.reading.setAside += outcome.tally.setAside.count
        source.reading.setAsideWithCode += outcome.tally.setAside.count { $0.code != nil }
        if let stop = outcome.scan.stop {
            source.problems.append("\(page.name): byte \(stop.offset): \(stop.detail)")
        }
        source.agenciesSeen.formUnion(outcome.tally.agencyParts)
        if let found = outcome.declaredAsOf ?? PageReading.instant(outcome.tally.newestEvent) {
            source.asOf = max(source.asOf ?? found, found)
        }
        if let future = PageReading.instant(outcome.tally.futureEvent) {
            source.futureEvent = max(source.futureEvent ?? future, future)
        }
    }

    /// A moment in local seconds; nil for `DossierDigest.blankTime`.
    static func instant(_ seconds: Int64) -> Instant? {
        seconds == DossierDigest.blankTime ? nil : Instant(localSeconds: seconds, precision: .second)
    }
}
