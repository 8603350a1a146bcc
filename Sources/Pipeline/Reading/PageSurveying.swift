import Dossiers
import Feeds
import Formats
import Mapping

/// Looks at the pages of one source that were just fetched, so that its feed knows where it ends and whether it moved.
struct PageSurveying: Sendable {
    private let source: RunSource
    private let limits: FormatLimits
    private let scanner: PageScanner
    private let countsOnly: Bool

    /// A look at pages of `source`.
    ///
    /// - Parameter countsOnly: whether which dossiers they hold does not matter, as where one answer is the whole list.
    init(source: RunSource, limits: FormatLimits, countsOnly: Bool = false) {
        self.source = source
        self.limits = limits
        self.countsOnly = countsOnly
        let plan = countsOnly ? SlotPlan(paths: []) : source.program.plan
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
        guard !countsOnly else { return try counted(page, slice) }
        var sink = SurveySink(source.program, slice)
        let records = try count(page, into: &sink)
        return survey(page, slice, sink.survey(records: Int(records)), reading(records, sink.bounds))
    }

    private func counted(_ page: Page, _ slice: FeedSlice) throws -> PageSurvey {
        var sink = BoundsSink()
        let records = try count(page, into: &sink)
        return survey(page, slice, PageSurvey(records: Int(records)), reading(records, sink.bounds))
    }

    /// Brings the records of a page to a sink; how many there are.
    private func count(_ page: Page, into sink: inout some RecordSink) throws -> Int64 {
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
        var sink = SurveySink(source.program, slice)
        var trees = DossierEvaluator(source.program)
        for record in records {
            if case .success(let value) = record { sink.take(value, with: &trees) }
        }
        // The answer to a look-up holds a record even when it knows none of that code.
        if case .code = slice, records.isEmpty { return refused("the answer holds no record", false, slice) }
        var reading = SilentPages.Reading()
        reading.records = Int64(records.count)
        return survey(page, slice, sink.survey(records: records.count), reading)
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

/// What systems say of a code that they do not know (protocol 6).
enum NotFoundWords {
    private static let words = ["không tồn tại", "not found", "không tìm thấy", "record_not_found"]

    /// Whether a message says that there is no such dossier.
    static func tell(_ message: String) -> Bool {
        let plain = message.lowercased()
        return words.contains { plain.contains($0) }
    }
}
