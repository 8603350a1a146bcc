import ArgumentParser
import Pipeline
import Reports

/// `doisoat diff`: the dry run.
struct DiffCommand: ParsableCommand, Answering {
    static let configuration = CommandConfiguration(
        commandName: "diff",
        abstract: "Compare both sides and print what differs; writes nothing (chạy thử, đối chiếu).",
        discussion: """
            Reads every source, compares, and explains each difference. Exit 0: the sides agree; 1: differences exist; \
            3: something could not be read, so not everything was concluded. Guards are shown and stop nothing here.
            """
    )

    @OptionGroup var configurationOptions: ConfigurationOptions
    @OptionGroup var windowOptions: WindowOptions
    @OptionGroup var selectionOptions: SelectionOptions
    @OptionGroup var formatOptions: FormatOptions
    @OptionGroup var maskingOptions: MaskingOptions
    @OptionGroup var effortOptions: EffortOptions
    @OptionGroup var talkOptions: TalkOptions

    var optionGroups: [any OptionGroupApplying] {
        [
            configurationOptions, windowOptions, selectionOptions, formatOptions, maskingOptions, effortOptions,
            talkOptions,
        ]
    }

    func answer(in context: Context) throws -> ExitStatus {
        let only = try context.driver.selection(context.preferences.only, context.preferences.configurationRequest)
        let printout = DiffPrintout(printer: context.printer, only: only)
        let quarantine = QuarantineTally()
        let progress = ProgressDisplay(printer: context.printer, clock: context.clock.elapsed)
        let findings = RunFindings(
            discrepancy: printout.add,
            quarantine: { quarantine.add($0) },
            document: nil,
            progress: { progress.show($0) },
            checkInterruption: { try context.attend(progress) }
        )
        try printout.begin()
        let request = ReconcileRequest(run: context.clock.runName, keepsPages: false, context.preferences)
        var summary = try context.driver.reconcile(request) { run in
            context.printer.follow(run: run)
            return findings
        }
        progress.end()
        let status = status(of: summary, shown: printout.admitted, context.preferences)
        summary.exitCode = status.rawValue
        try printout.end(summary)
        context.printer.tellIncomplete(summary)
        quarantine.tell(context.printer)
        return status
    }

    /// With `--only`, differences that were not asked for do not count.
    private func status(of summary: RunSummary, shown: Int, _ preferences: Preferences) -> ExitStatus {
        let status = ExitStatus(for: summary, tellsDifferences: true, heedsGuards: false)
        return status == .differences && !preferences.only.isEmpty && shown == 0 ? .done : status
    }
}
