import Dossiers
import Feeds
import Formats
import Mapping

/// Counts the records of a page that was just fetched, so that a series of pages knows where it ends.
struct PageSurveying: Sendable {
    let program: MappingProgram
    let limits: FormatLimits

    /// How many records the page holds, and what it says of the whole list.
    @Sendable func survey(_ page: FeedPage) throws -> PageSurvey {
        let whole = Page(number: 0, source: 0, path: page.path, name: page.origin, bytes: page.bytes)
        guard program.isScanned else {
            return surveyed(whole, try TreePage(whole, program, limits).records().count, nil)
        }
        let file = try PageFile(open: page.path)
        var counter = RecordCounter()
        let scanner = PageScanner(format: program.format, plan: SlotPlan(paths: []), limits: limits)
        let outcome = scanner.scan(file, into: &counter)
        if let stop = outcome.stop, outcome.records == 0 { throw stop }
        guard outcome.records == 0 || outcome.broken < outcome.records else {
            throw ScanStop(.brokenSyntax, offset: 0, detail: "no record of the page can be read")
        }
        return surveyed(whole, Int(outcome.records), counter.bounds.range)
    }

    private func surveyed(_ page: Page, _ records: Int, _ bounds: Range<Int64>?) -> PageSurvey {
        guard !program.definition.envelope.isEmpty else { return PageSurvey(records: records) }
        let envelope = PageEnvelope(program: program, limits: limits)
        guard let statement = try? envelope.statement(of: page, records: bounds) else {
            return PageSurvey(records: records)
        }
        return PageSurvey(records: records, declaredTotal: statement.total, isLast: statement.hasMore == false)
    }
}

/// Counts records and keeps none.
private struct RecordCounter: RecordSink {
    private(set) var bounds = RecordBounds()

    init() {}

    mutating func record(_ slots: Span<Slot>, in bytes: Span<UInt8>, at frame: RecordFrame) { bounds.add(frame) }

    mutating func broken(_ problem: RecordProblem, _ slots: Span<Slot>, in bytes: Span<UInt8>, at frame: RecordFrame) {
        bounds.add(frame)
    }
}
