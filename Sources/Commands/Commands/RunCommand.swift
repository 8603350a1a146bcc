import ArgumentParser
import Dossiers
import Payloads
import Pipeline
import Reports

/// `doisoat run`: the nightly job.
struct RunCommand: ParsableCommand, Answering {
    static let configuration = CommandConfiguration(
        commandName: "run",
        abstract: "Pull, compare and write the reports of this night (lượt đối soát hằng đêm).",
        discussion: """
            Writes OUTPUT/RUN/ with summary.json, discrepancies.ndjson, discrepancies.csv, quarantine.ndjson and \
            manifest.json, and payloads/ with its index.json when the configuration has a delivery and no guard \
            stopped the run; the folder appears only when it is whole. Prints the path of the folder.
            """
    )

    @OptionGroup var configurationOptions: ConfigurationOptions
    @OptionGroup var windowOptions: WindowOptions
    @OptionGroup var reportOptions: ReportOptions
    @OptionGroup var maskingOptions: MaskingOptions
    @OptionGroup var effortOptions: EffortOptions
    @OptionGroup var talkOptions: TalkOptions

    var optionGroups: [any OptionGroupApplying] {
        [configurationOptions, windowOptions, reportOptions, maskingOptions, effortOptions, talkOptions]
    }

    func answer(in context: Context) throws -> ExitStatus {
        try confirmUnmasked(in: context)
        let preferences = context.preferences
        let folder = try context.driver.outputFolder(preferences.configurationRequest)
        let request = ReconcileRequest(run: context.clock.runName, keepsPages: true, preferences)
        let progress = ProgressDisplay(printer: context.printer, clock: context.clock.elapsed)
        let writing = ReportWriting(folder, preferences)
        var summary = try keeping(progress) {
            try context.driver.reconcile(request) { run in
                try writing.begin(run)
                context.printer.follow(run: run)
                return findings(writing, progress, in: context)
            }
        }
        progress.end()
        let status = ExitStatus(for: summary, tellsDifferences: preferences.tellsDifferences)
        summary.exitCode = status.rawValue
        try tell(summary, writing.quarantine, path: writing.publish(summary), context.printer)
        return status
    }

    private func findings(
        _ writing: ReportWriting,
        _ progress: ProgressDisplay,
        in context: Context
    ) -> RunFindings {
        RunFindings(
            discrepancy: writing.add,
            quarantine: writing.add,
            document: { file in
                try context.attend(progress)
                try writing.add(file)
            },
            progress: { progress.show($0) },
            checkInterruption: { try context.attend(progress) }
        )
    }

    /// Says of a run that was asked to stop what is kept of it.
    private func keeping<Result>(_ progress: ProgressDisplay, _ body: () throws -> Result) throws -> Result {
        do {
            return try body()
        } catch let interruption as Interrupted {
            progress.end()
            progress.tellKept()
            throw interruption
        }
    }

    private func tell(
        _ summary: RunSummary,
        _ quarantine: QuarantineTally,
        path: String,
        _ printer: Printer
    ) throws {
        let text = SummaryText(language: printer.preferences.language, isColoured: false).text(of: summary)
        printer.info(String(text.dropLast()))
        printer.tellIncomplete(summary)
        quarantine.tell(printer)
        printer.info(printer.phrases.written(path))
        try printer.data.write(path + "\n")
        try printer.data.flush()
    }

    private func confirmUnmasked(in context: Context) throws {
        let preferences = context.preferences
        guard preferences.masking == .clear, !preferences.assumesYes else { return }
        guard context.ask(context.printer.phrases.confirmUnmasked) == true else {
            throw CommandFailure(
                .usage,
                "run --unmask writes personal data in clear into the reports; add --yes to agree"
            )
        }
    }
}

/// The reports of a run behind a reference, so that the closures of an observer can write to them.
private final class ReportWriting {
    private let folder: String
    private let preferences: Preferences
    private var report: RunReport?
    let quarantine = QuarantineTally()

    init(_ folder: String, _ preferences: Preferences) {
        self.folder = folder
        self.preferences = preferences
    }

    func begin(_ run: String) throws {
        report = try RunReport(run: run, in: folder, language: preferences.reportLanguage, masking: preferences.masking)
    }

    func add(_ discrepancy: Discrepancy) throws { try report?.add(discrepancy) }

    func add(_ line: QuarantineLine) throws {
        quarantine.add(line)
        try report?.add(line)
    }

    func add(_ file: PayloadFile) throws {
        try report?.add("payloads/\(file.name)", file.bytes, records: file.records, isPersonal: true)
    }

    /// Publishes the folder, once; answers its path.
    func publish(_ summary: RunSummary) throws -> String {
        guard let report = report.take() else { throw CommandFailure(.temporary, "no report was begun") }
        return try report.publish(summary)
    }
}
