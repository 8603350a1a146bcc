import Dossiers
import Feeds
import Formats
import Mapping
import Synchronization

/// Looks at the pages of one source that were just fetched, in their order, so that a series knows where it ends.
final class PageSurveying: Sendable {
    private let program: MappingProgram
    private let limits: FormatLimits
    private let scanner: PageScanner
    private let totals: PageScanner
    /// Whether the pages so far said how many records the whole list has; nil before the first.
    private let saysTotal = Mutex<Bool?>(nil)

    /// Bytes that are enough to see that a page is not empty.
    private static let headBytes: Int64 = 16 << 10

    /// A look at pages of `program`.
    init(program: MappingProgram, limits: FormatLimits) {
        self.program = program
        self.limits = limits
        scanner = PageScanner(format: program.format, plan: SlotPlan(paths: []), limits: limits)
        let plan = SlotPlan(paths: program.definition.envelope.totals)
        totals = PageScanner(format: .json(records: []), plan: plan, limits: limits)
    }

    /// How many records the page holds, and how many the whole list has when the page says so.
    ///
    /// Records are counted where there is a total to compare with. Elsewhere it matters only whether there are any, and the
    /// count is that of the head of the page. A server that names a total does so on its first page, or on one without
    /// records; the others are not searched for it.
    @Sendable func survey(_ page: FeedPage) throws -> PageSurvey {
        guard program.isScanned else {
            let whole = Page(number: 0, source: 0, path: page.path, name: page.origin, bytes: page.bytes)
            return PageSurvey(records: try TreePage(whole, program, limits).records().count)
        }
        let file = try PageFile(open: page.path)
        let head = records(in: file, 0..<min(file.size, PageSurveying.headBytes))
        let isEmpty = head.records == head.broken
        let total = isEmpty || saysTotal.withLock { $0 } != false ? declaredTotal(of: file) : nil
        saysTotal.withLock { $0 = $0 ?? false || total != nil }
        guard isEmpty || total != nil else { return PageSurvey(records: Int(head.records)) }
        let outcome = records(in: file, nil)
        if let stop = outcome.stop, outcome.records == 0 { throw stop }
        guard outcome.records == 0 || outcome.broken < outcome.records else {
            throw ScanStop(.brokenSyntax, offset: 0, detail: "no record of the page can be read")
        }
        return PageSurvey(records: Int(outcome.records), declaredTotal: total)
    }

    private func records(in file: borrowing PageFile, _ range: Range<Int64>?) -> ScanOutcome {
        var counter = RecordCounter()
        return scanner.scan(file, range: range, into: &counter)
    }

    /// What the envelope of a JSON page says at the places that the mapping names.
    private func declaredTotal(of file: borrowing PageFile) -> Int? {
        guard case .json = program.format, !program.definition.envelope.totals.isEmpty else { return nil }
        var reader = TotalReader()
        _ = totals.scan(file, into: &reader)
        return reader.total
    }
}

/// Counts records and keeps none.
private struct RecordCounter: RecordSink {
    mutating func record(_ slots: Span<Slot>, in bytes: Span<UInt8>, at frame: RecordFrame) {}

    mutating func broken(_ problem: RecordProblem, _ slots: Span<Slot>, in bytes: Span<UInt8>, at frame: RecordFrame) {}
}
