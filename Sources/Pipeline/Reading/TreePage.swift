import Dossiers
import Formats
import Mapping
import Reconciliation

/// A page whose records travel inside another document: read whole, as trees.
///
/// Its records have no bytes of their own; their place in the page is their ordinal.
struct TreePage {
    private let page: Page
    private let program: MappingProgram
    private let limits: FormatLimits

    /// Largest page that is read whole.
    private static let mostBytes: Int64 = 256 << 20
    private static let tooLarge = ScanStop(
        .limitExceeded,
        offset: mostBytes,
        detail: "a page whose records travel inside another document is read whole, up to \(mostBytes >> 20) MiB"
    )

    init(_ page: Page, _ program: MappingProgram, _ limits: FormatLimits) {
        self.page = page
        self.program = program
        self.limits = limits
    }

    /// Its records in their order; a failure stands for one that could not be unwrapped.
    ///
    /// - Throws: when nothing can be said of the records of the page.
    func records() throws(ScanStop) -> [Result<RecordValue, RecordProblem>] { try whole().get().records }

    /// Brings its records to a sink, as a scan would.
    func read(into sink: inout DigestSink) -> ScanOutcome {
        var outcome = ScanOutcome()
        switch whole() {
        case .success(let page): deliver(page.records, to: &sink, &outcome)
        case .failure(let stop): outcome.stop = stop
        }
        return outcome
    }

    private func deliver(
        _ records: [Result<RecordValue, RecordProblem>],
        to sink: inout DigestSink,
        _ outcome: inout ScanOutcome
    ) {
        var trees = DossierEvaluator(program)
        for (ordinal, record) in records.enumerated() {
            let frame = RecordFrame(offset: Int64(ordinal), length: 0, ordinal: Int64(ordinal))
            outcome.records += 1
            switch record {
            case .success(let value): sink.record(value, with: &trees, at: frame)
            case .failure(let problem):
                outcome.broken += 1
                sink.unreadable(problem, at: frame)
            }
        }
    }

    /// The document of the page itself.
    ///
    /// - Throws: when nothing can be said of the page.
    func envelope() throws(ScanStop) -> RecordValue { try whole().get().envelope }

    /// The as-of instant that the envelope declares; nil when it declares none that can be read.
    func declaredAsOf() -> Instant? {
        guard case .success(let page) = whole() else { return nil }
        return DossierEvaluator(program).declaredAsOf(in: page.envelope)
    }

    private func whole() -> Result<UnwrappedPage, ScanStop> {
        bytes().flatMap { bytes in
            Result { () throws(ScanStop) in try UnwrappedPage(bytes.span, by: program, limits: limits) }
        }
    }

    private func bytes() -> Result<[UInt8], ScanStop> {
        do throws(PageFileError) {
            let file = try PageFile(open: page.path)
            guard file.size <= TreePage.mostBytes else { return .failure(TreePage.tooLarge) }
            var bytes = [UInt8](repeating: 0, count: Int(file.size))
            var span = bytes.mutableSpan
            let count = try file.read(at: 0, into: &span)
            bytes.removeSubrange(count...)
            return .success(bytes)
        } catch {
            return .failure(ScanStop(.brokenSyntax, offset: 0, detail: "\(error)"))
        }
    }
}
