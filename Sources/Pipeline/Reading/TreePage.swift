import Dossiers
import Formats
import Mapping
import Reconciliation

/// A page whose records travel inside another document: read whole, as trees.
struct TreePage {
    private let page: Page
    private let program: MappingProgram
    private let limits: FormatLimits

    init(_ page: Page, _ program: MappingProgram, _ limits: FormatLimits) {
        self.page = page
        self.program = program
        self.limits = limits
    }

    /// Its records in their order; a failure stands for one that could not be unwrapped.
    func records() -> [Result<RecordValue, RecordProblem>] { [] }

    func read(into sink: inout DigestSink) -> ScanOutcome { ScanOutcome() }

    func declaredAsOf() -> Instant? { nil }
}
