import Commands
import Dossiers
import Payloads
import Pipeline
import Reports
import Settings

/// The one of the program, not the one of the testing library.
typealias ExitStatus = Commands.ExitStatus

/// A program on a stage: captured streams, a clock that stands still, rooms that answer what the test tells them to.
final class Stage {
    /// What was asked of the rooms behind the commands.
    final class Requests {
        var reconcile: ReconcileRequest?
        var explain: ExplainRequest?
        var check: CheckRequest?
        var mappings: MappingsRequest?
        var configuration: ConfigurationRequest?
    }

    let requests = Requests()
    var environment: [String: String] = [:]
    var summary = RunSummary(run: "")
    var discrepancies: [Discrepancy] = []
    var quarantined: [QuarantineLine] = []
    var documents: [PayloadFile] = []
    var explanation = Explanation(code: "")
    var findings: [CheckFinding] = []
    var cases: [CaseOutcome] = []
    var unmapped: [UnmappedCode] = []
    var coverage: [FieldCoverage] = []
    var settings: [EffectiveSetting] = []
    var failure: (any Error)?
    var interruption: EndingSignal?
    /// Whether somebody asks where the run stands.
    var isAsked = false
    var progress: [RunProgress] = []
    var consent: Bool?
    var output = "out"

    private(set) var data = OutputStream(capturingAsTerminal: false)
    private(set) var talk = OutputStream(capturingAsTerminal: false)
    /// The preferences that the last command worked with.
    private(set) var preferences: Preferences?

    /// Runs the program once, on fresh streams.
    @discardableResult
    func run(_ arguments: String...) -> ExitStatus { run(arguments) }

    /// Runs the program once, on fresh streams.
    @discardableResult
    func run(_ arguments: [String]) -> ExitStatus {
        data = OutputStream(capturingAsTerminal: false)
        talk = OutputStream(capturingAsTerminal: false)
        let printer = Printer(
            data: data,
            talk: talk,
            preferences: Preferences(locale: environment),
            now: { "2024-01-10T02:00:00+07:00" }
        )
        let program = Program(environment: environment, printer: printer, context: context)
        return program.answer(arguments)
    }

    private func context(_ printer: Printer) -> Context {
        preferences = printer.preferences
        let now = Instant(localSeconds: 1_704_852_000, precision: .second)
        return Context(
            printer: printer,
            driver: driver,
            clock: Clock(now: { now }, elapsed: { .zero }),
            ask: { [self] _ in consent },
            checkInterruption: { [self] in if let interruption { throw Interrupted(interruption) } },
            takeQuestion: { [self] in
                defer { isAsked = false }
                return isAsked
            }
        )
    }

    private var driver: RunDriver {
        RunDriver(
            reconcile: reconcile,
            explain: { [self] request in
                try noting {
                    requests.explain = request
                } giving: {
                    explanation
                }
            },
            check: { [self] request in
                try noting {
                    requests.check = request
                } giving: {
                    findings
                }
            },
            testMappings: { [self] request in
                try noting {
                    requests.mappings = request
                } giving: {
                    cases
                }
            },
            unmappedCodes: { [self] request in
                try noting {
                    requests.mappings = request
                } giving: {
                    unmapped
                }
            },
            coverage: { [self] request in
                try noting {
                    requests.mappings = request
                } giving: {
                    coverage
                }
            },
            settings: { [self] file in
                try noting {
                    requests.configuration = file
                } giving: {
                    settings
                }
            },
            outputFolder: { [self] request in request.overrides.last { $0.name == .output }?.text ?? output },
            selection: { selectors, _ in selectors }
        )
    }

    private func reconcile(
        _ request: ReconcileRequest,
        _ begin: (String) throws -> RunFindings
    ) throws -> RunSummary {
        requests.reconcile = request
        let findings = try begin(request.run)
        if let failure { throw failure }
        for news in progress { findings.progress(news) }
        for discrepancy in discrepancies {
            try findings.checkInterruption()
            try findings.discrepancy(discrepancy)
        }
        for line in quarantined { try findings.quarantine(line) }
        for document in documents { try findings.document?(document) }
        try findings.checkInterruption()
        summary.run = request.run
        return summary
    }

    private func noting<Value>(_ note: () -> Void, giving value: () -> Value) throws -> Value {
        note()
        if let failure { throw failure }
        return value()
    }
}

/// A discrepancy with invented values.
func discrepancy(_ code: String, _ situation: Situation, unit: String? = "H23.23.18") -> Discrepancy {
    var discrepancy = Discrepancy(
        code: code,
        situation: situation,
        severity: .error,
        source: "xa-mau",
        owner: .upload,
        action: .update
    )
    discrepancy.unit = unit
    discrepancy.local = SideView(source: "xa-mau", status: .resolved)
    discrepancy.local?.applicant = "Nguyễn Văn An"
    discrepancy.portal = SideView(source: "portal", status: .processing)
    return discrepancy
}
