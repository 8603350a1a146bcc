import ArgumentParser
import Reports
import Settings

/// `doisoat check`: whether a run could begin.
struct CheckCommand: ParsableCommand, Answering {
    static let configuration = CommandConfiguration(
        commandName: "check",
        abstract: "Check the configuration and the mappings; with --online also the sources (kiểm tra cấu hình).",
        discussion: """
            Compares nothing. With --online the files of each source are opened, and each server is asked for its first page: \
            its name, the connection, the certificate, the login, the page, what the mapping makes of it, and its clock are \
            told one by one, with a hint for what fails. A server that hands every record out once is not asked for any. \
            Exit 0: all is sound; 2: a file is wrong, or a secret is missing; 4: a source failed.
            """
    )

    @Flag(name: .long, help: "Call every source as well.")
    var online = false

    @OptionGroup var configurationOptions: ConfigurationOptions
    @OptionGroup var formatOptions: DocumentFormatOptions
    @OptionGroup var talkOptions: TalkOptions

    var optionGroups: [any OptionGroupApplying] { [configurationOptions, formatOptions, talkOptions] }

    func answer(in context: Context) throws -> ExitStatus {
        let configuration = context.preferences.configurationRequest
        let findings = try context.driver.check(CheckRequest(configuration: configuration, isOnline: online))
        let printout = CheckPrintout(printer: context.printer)
        if context.preferences.format == .json { try printout.writeDocument(of: findings) }
        for finding in findings { try printout.tell(finding) }
        try context.printer.data.flush()
        if findings.contains(where: { $0.diagnostics != nil || $0.isMisconfigured }) { return .configuration }
        return findings.allSatisfy(\.isSound) ? .done : .temporary
    }
}
