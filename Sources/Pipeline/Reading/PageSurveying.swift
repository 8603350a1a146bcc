import Dossiers
import Feeds
import Formats
import Mapping

/// Counts the records of a page that was just fetched, so that a series of pages knows where it ends.
struct PageSurveying: Sendable {
    let program: MappingProgram
    let limits: FormatLimits

    /// How many records the page holds, and how many the whole list has when the page says so.
    @Sendable func survey(_ page: FeedPage) throws -> PageSurvey {
        guard program.isScanned else {
            let whole = Page(number: 0, source: 0, path: page.path, name: page.origin, bytes: page.bytes)
            return PageSurvey(records: try TreePage(whole, program, limits).records().count)
        }
        let file = try PageFile(open: page.path)
        var counter = RecordCounter()
        let scanner = PageScanner(format: program.format, plan: SlotPlan(paths: []), limits: limits)
        let outcome = scanner.scan(file, into: &counter)
        if let stop = outcome.stop, outcome.records == 0 { throw stop }
        guard outcome.records == 0 || outcome.broken < outcome.records else {
            throw ScanStop(.brokenSyntax, offset: 0, detail: "no record of the page can be read")
        }
        return PageSurvey(records: Int(outcome.records), declaredTotal: declaredTotal(of: file))
    }

    /// `total`, `totalElements` or `totalCount` of the envelope of a JSON page.
    private func declaredTotal(of file: borrowing PageFile) -> Int? {
        guard case .json(let path) = program.format, path.count == 1 else { return nil }
        let plan = SlotPlan(paths: EnvelopeReader.totals)
        var reader = EnvelopeReader(counts: plan.paths.count)
        let scanner = PageScanner(format: .json(records: []), plan: plan, limits: limits)
        _ = scanner.scan(file, into: &reader)
        return reader.total
    }
}

/// Counts records and keeps none.
private struct RecordCounter: RecordSink {
    mutating func record(_ slots: Span<Slot>, in bytes: Span<UInt8>, at frame: RecordFrame) {}

    mutating func broken(_ problem: RecordProblem, _ slots: Span<Slot>, in bytes: Span<UInt8>, at frame: RecordFrame) {}
}
