import Dossiers
import Feeds
import Formats
import Mapping
import Reconciliation
import Synchronization

/// Scans pages of all sources on all cores into the two entry stores, while further pages are still being fetched.
final class PageReading: Sendable {
    let sources: [RunSource]
    private let stores: EntryStores
    let limits: FormatLimits
    let agencies: AgencyNames
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
    private let followers = Followers()

    /// What reading came to: the sources with their books, and the records that were set aside, in the order of the pages.
    struct Outcome: Sendable {
        var sources: [RunSource]
        var setAside: SetAsideRecords
    }

    /// A part of a page that one thread scans.
    struct Part: Sendable {
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

    /// What the scan of one part came to.
    struct PartOutcome: Sendable {
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
    func stop() {
        queue.cancel()
        followers.stop()
    }

    /// Reads a page while it still grows, in one go on a thread of its own, so that a slow one keeps no other waiting.
    ///
    /// False when the page must come whole: its source is not scanned, it is gone, or enough pages are followed already.
    func follow(_ page: Page, _ growing: GrowingPage, on crew: Crew) -> Bool {
        guard sources[page.source].program.isScanned, followers.admit(growing.growth) else { return false }
        guard let file = try? FollowedFile(growing) else {
            followers.leave(growing.growth)
            return false
        }
        crew.start {
            defer { self.followers.leave(growing.growth) }
            try self.read(page, along: file)
        }
        return true
    }

    private func read(_ page: Page, along file: FollowedFile) throws {
        let source = sources[page.source]
        var writer = EntryWriter(source.side == .local ? stores.local : stores.portal)
        var evaluators: [String: DigestEvaluator] = [:]
        let part = Part(page: page.number, range: nil)
        let outcome = read(part, page, &evaluators, &writer) { sink in
            var telling = TellingSink(sink, progress)
            let outcome = scanner(source).scan(file.file, into: &telling)
            sink = telling.finish()
            return outcome
        }
        if let failure = outcome.tally.failure { throw failure }
        outcomes.withLock { $0.append(outcome) }
        try writer.finish()
    }

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
        return read(part, page, &evaluators, &writer) { sink in
            guard source.program.isScanned else { return TreePage(page, source.program, limits).read(into: &sink) }
            return scan(part, page, source, &sink)
        }
    }

    /// Has `deliver` bring the records of a part to a sink.
    private func read(
        _ part: Part,
        _ page: Page,
        _ evaluators: inout [String: DigestEvaluator],
        _ writer: inout EntryWriter,
        deliver: (inout DigestSink) -> ScanOutcome
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
        outcome.scan = deliver(&sink)
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
}
