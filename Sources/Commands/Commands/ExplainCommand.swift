import ArgumentParser
import Dossiers
import Reports

/// `doisoat explain CODE`: where every value of one dossier came from.
struct ExplainCommand: ParsableCommand, Answering {
    static let configuration = CommandConfiguration(
        commandName: "explain",
        abstract: "Show everything that is known of one dossier (giải trình một hồ sơ).",
        discussion: """
            Shows the records of both sides as they came, the mapping line and table row behind each value, and the verdict. \
            Personal data is masked, in the raw records too, unless --unmask is given. Exit 0: the code was found; 1: it occurs on \
            neither side.
            """
    )

    @Argument(help: ArgumentHelp("Dossier code (mã hồ sơ), in any spelling.", valueName: "code"))
    var code: String

    @OptionGroup var configurationOptions: ConfigurationOptions
    @OptionGroup var formatOptions: DocumentFormatOptions
    @OptionGroup var maskingOptions: MaskingOptions
    @OptionGroup var talkOptions: TalkOptions

    var optionGroups: [any OptionGroupApplying] { [configurationOptions, formatOptions, maskingOptions, talkOptions] }

    func answer(in context: Context) throws -> ExitStatus {
        guard let code = DossierCode(code) else { throw UsageError("'\(code)' is no dossier code") }
        let preferences = context.preferences
        let request = ExplainRequest(configuration: preferences.configurationRequest, code: code)
        let explanation = try context.driver.explain(request)
        try context.printer.data.append { $0 += rendered(explanation, context.printer) }
        try context.printer.data.flush()
        return explanation.situation == nil ? .differences : .done
    }

    private func rendered(_ explanation: Explanation, _ printer: Printer) -> [UInt8] {
        let preferences = printer.preferences
        guard preferences.format == .table else {
            let writer = ExplanationWriter(language: preferences.reportLanguage, masking: preferences.masking)
            return writer.document(explanation)
        }
        let text = ExplanationText(
            language: preferences.language,
            masking: preferences.masking,
            isColoured: printer.coloursData
        )
        return Array(text.text(of: explanation).utf8)
    }
}
