import ArgumentParser

/// `doisoat mappings`: what the keeper of the mapping files needs.
struct MappingsCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "mappings",
        abstract: "Test the mappings, and see what they miss (bảng ánh xạ).",
        subcommands: [MappingsTestCommand.self, MappingsUnmappedCommand.self, MappingsCoverageCommand.self]
    )
}

/// Which mappings a mapping command looks at.
struct MappingOptions: ParsableArguments {
    @Argument(help: ArgumentHelp("Names of mappings (default: all).", valueName: "name"))
    var names: [String] = []

    @Option(
        name: .long,
        help: ArgumentHelp("Folder of the mappings (default: from the configuration).", valueName: "folder")
    )
    var mappings: String?

    func request(_ preferences: Preferences) -> MappingsRequest {
        MappingsRequest(folder: mappings, configuration: preferences.configurationRequest, names: names)
    }
}

/// `doisoat mappings test`: runs the cases of each mapping.
struct MappingsTestCommand: ParsableCommand, Answering {
    static let configuration = CommandConfiguration(
        commandName: "test",
        abstract: "Run the cases of each mapping (chạy các ca kiểm thử).",
        discussion: "Exit 0: every case passed; 2: a case failed, or a mapping is wrong."
    )

    @OptionGroup var mappingOptions: MappingOptions
    @OptionGroup var configurationOptions: ConfigurationOptions
    @OptionGroup var talkOptions: TalkOptions

    var optionGroups: [any OptionGroupApplying] { [configurationOptions, talkOptions] }

    func answer(in context: Context) throws -> ExitStatus {
        let printer = context.printer
        let outcomes = try context.driver.testMappings(mappingOptions.request(context.preferences))
        for outcome in outcomes { try tell(outcome, printer) }
        let failed = outcomes.count { !$0.hasPassed }
        try printer.data.write(printer.phrases.cases(passed: outcomes.count - failed, failed: failed) + "\n")
        try printer.data.flush()
        return failed > 0 ? .configuration : .done
    }

    private func tell(_ outcome: CaseOutcome, _ printer: Printer) throws {
        guard !outcome.hasPassed else { return printer.detail("✓ \(outcome.mapping)/\(outcome.name)") }
        try printer.data.write("✗ \(outcome.mapping)/\(outcome.name)\n")
        if let fault = outcome.fault { try printer.data.write("  \(fault)\n") }
        for mismatch in outcome.mismatches {
            try printer.data.write("  \(mismatch.line) \(printer.phrases.expected): \(mismatch.expected ?? "–")\n")
            try printer.data.write("  \(mismatch.line) \(printer.phrases.actual): \(mismatch.actual ?? "–")\n")
        }
    }
}
