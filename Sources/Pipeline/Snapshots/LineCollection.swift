import Dossiers
import Formats
import Mapping
import Reports

/// Gathers the records of raw pages in one file of lines, and looks at the pages as every reading of them does.
struct LineCollection {
    private let source: RunSource
    private let limits: FormatLimits
    private let scanner: PageScanner
    private var evaluator: DigestEvaluator
    private var list = DeclaredLists()
    /// The newest last change among the accepted records that is no later than the run; nil when they name none.
    private(set) var newest: Instant?
    private(set) var declaredAsOf: Instant?
    /// Why the pages are not all that they should be.
    private(set) var problems: [Sentence] = []

    init(_ source: RunSource, _ limits: FormatLimits, _ horizon: Int64) {
        self.source = source
        self.limits = limits
        scanner = PageScanner(format: source.program.format, plan: source.program.plan, limits: limits)
        evaluator = DigestEvaluator(source.program, horizon: horizon)
    }

    /// The collection of these pages, with their records in the file at `path`.
    ///
    /// - Parameter isWhole: whether the pages are to be the whole list that they declare.
    consuming func collect(
        _ pages: [Page],
        into path: String,
        isWhole: Bool
    ) throws(SnapshotProblem) -> LineCollection {
        var file: StateFile
        do throws(RunFolderError) { file = try StateFile(create: path) } catch { throw .disk(error) }
        for page in pages { file = try collect(page, into: file) }
        do throws(RunFolderError) { try file.finishScratch() } catch { throw .disk(error) }
        if isWhole, problems.isEmpty, let problem = list.problem { problems.append(problem) }
        newest = PageReading.instant(evaluator.newestEvent)
        return self
    }

    private mutating func collect(_ page: Page, into file: consuming StateFile) throws(SnapshotProblem) -> StateFile {
        var sink = LineSink(page, file, evaluator)
        let scan = scan(page, into: &sink)
        if let failure = sink.failure { throw failure }
        judge(page, sink.reading, scan)
        if !source.program.isAsOfNewest, let found = TreePage(page, source.program, limits).declaredAsOf() {
            declaredAsOf = max(declaredAsOf ?? found, found)
        }
        evaluator = sink.evaluator
        return sink.finish()
    }

    private func scan(_ page: Page, into sink: inout LineSink) -> ScanOutcome {
        do {
            let file = try PageFile(open: page.path)
            return scanner.scan(file, into: &sink)
        } catch {
            var outcome = ScanOutcome()
            outcome.stop = ScanStop(.brokenSyntax, offset: 0, detail: "\(error)")
            return outcome
        }
    }

    private mutating func judge(_ page: Page, _ found: SilentPages.Reading, _ scan: ScanOutcome) {
        if let stop = scan.stop { problems.append("\(page.name): byte \(stop.offset): \(stop.detail)") }
        var reading = found
        reading.records = scan.records
        reading.isCut = scan.stop != nil
        let finding = SilentPages(limits: limits).finding(on: page, source, reading)
        problems += finding.problems
        if let statement = finding.statement { list.add(statement, records: scan.records) }
    }
}
