import ArgumentParser

/// `doisoat config`: the configuration as it counts.
struct ConfigCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "config",
        abstract: "Show the configuration as it counts (cấu hình).",
        subcommands: [ConfigShowCommand.self]
    )
}

/// `doisoat config show`: every setting and where it came from.
struct ConfigShowCommand: ParsableCommand, Answering {
    static let configuration = CommandConfiguration(
        commandName: "show",
        abstract: "Print every setting, without secrets, and where it came from (xem cấu hình)."
    )

    @OptionGroup var configurationOptions: ConfigurationOptions
    @OptionGroup var formatOptions: FormatOptions
    @OptionGroup var talkOptions: TalkOptions

    var optionGroups: [any OptionGroupApplying] { [configurationOptions, formatOptions, talkOptions] }

    func answer(in context: Context) throws -> ExitStatus {
        let phrases = context.printer.phrases
        var listing = Listing([
            Listing.Column(name: "setting", title: phrases.title(.setting)),
            Listing.Column(name: "value", title: phrases.title(.value)),
            Listing.Column(name: "origin", title: phrases.title(.origin)),
        ])
        for setting in try context.driver.settings(context.preferences.configurationRequest) {
            listing.add([.text(setting.name), .text(setting.value), .text(setting.origin)])
        }
        try listing.print(to: context.printer)
        return .done
    }
}
