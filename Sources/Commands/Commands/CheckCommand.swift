import ArgumentParser
import Reports
import Settings

/// `doisoat check`: whether a run could begin.
struct CheckCommand: ParsableCommand, Answering {
    static let configuration = CommandConfiguration(
        commandName: "check",
        abstract: "Check the configuration and the mappings; with --online also the sources (kiểm tra cấu hình).",
        discussion: """
            Compares nothing. With --online the files of each source are opened, and each server is asked for its first page. \
            Exit 0: all is sound; 2: a file is wrong; 4: a source could not be reached.
            """
    )

    @Flag(name: .long, help: "Call every source as well.")
    var online = false

    @OptionGroup var configurationOptions: ConfigurationOptions
    @OptionGroup var talkOptions: TalkOptions

    var optionGroups: [any OptionGroupApplying] { [configurationOptions, talkOptions] }

    func answer(in context: Context) throws -> ExitStatus {
        let configuration = context.preferences.configurationRequest
        let findings = try context.driver.check(CheckRequest(configuration: configuration, isOnline: online))
        for finding in findings { try tell(finding, context.printer) }
        try context.printer.data.flush()
        if findings.contains(where: { $0.diagnostics != nil }) { return .configuration }
        return findings.contains { $0.failure != nil } ? .temporary : .done
    }

    private func tell(_ finding: CheckFinding, _ printer: Printer) throws {
        let subject = name(of: finding.subject, printer.phrases)
        if let diagnostics = finding.diagnostics {
            printer.error("\(subject)\n\(diagnostics.rendered(printer.words.say))")
        } else if let failure = finding.failure {
            printer.error("\(subject): \(printer.words.say(failure))")
        } else {
            try printer.data.write("\(DisplayWidth.harmless(subject)): \(printer.phrases.sound)\n")
        }
    }

    private func name(of subject: CheckFinding.Subject, _ phrases: any Phrases) -> String {
        switch subject {
        case .configuration(let file): phrases.checkedConfiguration(file)
        case .mapping(let name): phrases.checkedMapping(name)
        case .source(let id): phrases.checkedSource(id)
        }
    }
}
