import Dossiers
import Feeds
import Formats
import Mapping
import Synchronization

/// Looks at the pages of one source that were just fetched, so that its feed knows where it ends and whether it moved.
final class PageSurveying: Sendable {
    private let source: RunSource
    private let limits: FormatLimits
    private let depth: SurveySink.Depth
    private let scanner: PageScanner
    /// What pages are evaluated with; nil before the first, and while one is looked at.
    private let kept = Mutex<SurveyBox?>(nil)

    /// A look at pages of `source`; of pages of days or single dossiers the times are looked at in any case.
    ///
    /// - Parameter depth: `places` where one answer is the whole list, so that it does not matter which dossiers it holds.
    init(source: RunSource, limits: FormatLimits, depth: SurveySink.Depth = .keys) {
        self.source = source
        self.limits = limits
        self.depth = depth
        let plan = depth == .places ? SlotPlan(paths: []) : source.program.plan
        scanner = PageScanner(format: source.program.format, plan: plan, limits: limits)
    }

    /// What the page says about itself and its list.
    ///
    /// - Throws: `ScanStop` for a page that cannot be read: an HTML page, one that is cut, one of broken records alone.
    @Sendable func survey(_ page: FeedPage, of slice: FeedSlice) throws -> PageSurvey {
        let whole = Page(number: 0, source: 0, path: page.path, name: page.name, bytes: page.bytes)
        return source.program.isScanned ? try scanned(whole, slice) : try unwrapped(whole, slice)
    }

    // MARK: - Pages that are scanned

    private func scanned(_ page: Page, _ slice: FeedSlice) throws -> PageSurvey {
        guard depth != .places else { return try counted(page, slice) }
        var sink = sink(slice)
        let records = try count(page, into: &sink)
        keep(sink.evaluator)
        return survey(page, slice, sink.survey(records: Int(records)), reading(records, sink.bounds))
    }

    private func counted(_ page: Page, _ slice: FeedSlice) throws -> PageSurvey {
        var sink = BoundsSink()
        let records = try count(page, into: &sink)
        return survey(page, slice, PageSurvey(records: Int(records)), reading(records, sink.bounds))
    }

    /// Brings the records of a page to a sink; how many there are.
    private func count<Sink: RecordSink & ~Copyable>(_ page: Page, into sink: inout Sink) throws -> Int64 {
        let outcome = scanner.scan(try PageFile(open: page.path), into: &sink)
        if let stop = outcome.stop { throw stop }
        guard outcome.records == 0 || outcome.broken < outcome.records else {
            throw ScanStop(.brokenSyntax, offset: 0, detail: "no record of the page can be read")
        }
        return outcome.records
    }

    private func reading(_ records: Int64, _ bounds: RecordBounds) -> SilentPages.Reading {
        var reading = SilentPages.Reading()
        reading.records = records
        reading.bounds = bounds
        return reading
    }

    // MARK: - Pages that are read whole

    private func unwrapped(_ page: Page, _ slice: FeedSlice) throws -> PageSurvey {
        if let fault = SOAPFault(in: page, limits: limits) { return refused(fault.sentence, fault.isNotFound, slice) }
        let records = try TreePage(page, source.program, limits).records()
        var sink = sink(slice)
        var trees = DossierEvaluator(source.program)
        for record in records {
            if case .success(let value) = record { sink.take(value, with: &trees) }
        }
        keep(sink.evaluator)
        // The answer to a look-up holds a record even when it knows none of that code.
        if case .code = slice, records.isEmpty { return refused("the answer holds no record", false, slice) }
        var reading = SilentPages.Reading()
        reading.records = Int64(records.count)
        return survey(page, slice, sink.survey(records: records.count), reading)
    }

    private func sink(_ slice: FeedSlice) -> SurveySink {
        let evaluator = kept.withLock { $0.take() }?.evaluator ?? DigestEvaluator(source.program)
        return SurveySink(evaluator, slice, slice == .whole ? depth : .times)
    }

    private func keep(_ evaluator: consuming DigestEvaluator) {
        let box = SurveyBox(evaluator)
        kept.withLock { $0 = box }
    }

    // MARK: - What the page says of itself

    private func survey(
        _ page: Page,
        _ slice: FeedSlice,
        _ counted: PageSurvey,
        _ reading: SilentPages.Reading
    ) -> PageSurvey {
        var survey = counted
        let finding = SilentPages(limits: limits).finding(on: page, source, reading)
        survey.declaredTotal = finding.statement?.total
        survey.isLast = finding.statement?.hasMore == false
        survey.next = finding.statement?.next
        guard let refusal = finding.problems.first else { return survey }
        let isUnknown = NotFoundWords.tell(finding.statement?.failure?.message ?? "")
        let told = refused(refusal, isUnknown, slice)
        survey.refusal = told.refusal
        survey.isNotFound = told.isNotFound
        return survey
    }

    /// A page that is no answer; to a look-up, that there is no such dossier is one.
    private func refused(_ refusal: Sentence, _ isUnknown: Bool, _ slice: FeedSlice) -> PageSurvey {
        var survey = PageSurvey(records: 0)
        if case .code = slice, isUnknown { survey.isNotFound = true } else { survey.refusal = refusal }
        return survey
    }
}

/// An evaluator between two pages.
///
/// `@unchecked Sendable`: nobody uses it while it lies here, and who takes it out is its only user.
private final class SurveyBox: @unchecked Sendable {
    let evaluator: DigestEvaluator

    init(_ evaluator: DigestEvaluator) { self.evaluator = evaluator }
}

/// What systems say of a code that they do not know (protocol 6).
enum NotFoundWords {
    private static let words = ["không tồn tại", "not found", "không tìm thấy", "record_not_found"]

    /// Whether a message says that there is no such dossier.
    static func tell(_ message: String) -> Bool {
        let plain = message.lowercased()
        return words.contains { plain.contains($0) }
    }
}
