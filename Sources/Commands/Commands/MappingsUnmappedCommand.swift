import ArgumentParser
import Reports

/// `doisoat mappings unmapped`: codes of the feeds that stand in no table.
struct MappingsUnmappedCommand: ParsableCommand, Answering {
    static let configuration = CommandConfiguration(
        commandName: "unmapped",
        abstract: "List the codes that stand in no table, with a row ready to paste (mã chưa ánh xạ).",
        discussion: "Exit 0: every code stands in its table; 1: some do not."
    )

    @OptionGroup var mappingOptions: MappingOptions
    @OptionGroup var configurationOptions: ConfigurationOptions
    @OptionGroup var formatOptions: FormatOptions
    @OptionGroup var talkOptions: TalkOptions

    var optionGroups: [any OptionGroupApplying] { [configurationOptions, formatOptions, talkOptions] }

    func answer(in context: Context) throws -> ExitStatus {
        let codes = try context.driver.unmappedCodes(mappingOptions.request(context.preferences))
        var listing = Listing(columns(context.printer.phrases))
        for code in codes { listing.add(row(of: code)) }
        try listing.print(to: context.printer)
        if codes.isEmpty { context.printer.info(context.printer.phrases.nothingUnmapped) }
        return codes.isEmpty ? .done : .differences
    }

    private func columns(_ phrases: any Phrases) -> [Listing.Column] {
        [
            Listing.Column(name: "mapping", title: phrases.title(.mapping)),
            Listing.Column(name: "table", title: phrases.title(.table)),
            Listing.Column(name: "value", title: phrases.title(.value)),
            Listing.Column(name: "count", title: phrases.title(.count), alignment: .right),
            Listing.Column(name: "first_seen", title: phrases.title(.firstSeen)),
            Listing.Column(name: "last_seen", title: phrases.title(.lastSeen)),
            Listing.Column(name: "sample", title: phrases.title(.sample)),
            Listing.Column(name: "nearest", title: phrases.title(.nearest)),
            Listing.Column(name: "row", title: phrases.rowToPaste),
        ]
    }

    private func row(of code: UnmappedCode) -> [Listing.Value] {
        [
            .text(code.mapping), .text(code.table), .text(code.value), .number(code.count), .text(code.firstSeen),
            .text(code.lastSeen), .text(code.sample), .texts(code.nearest), .text(code.row),
        ]
    }
}

/// `doisoat mappings coverage`: how well the mappings fill the canonical fields.
struct MappingsCoverageCommand: ParsableCommand, Answering {
    static let configuration = CommandConfiguration(
        commandName: "coverage",
        abstract: "Show how often each field is filled, and what is never used (độ phủ ánh xạ)."
    )

    @OptionGroup var mappingOptions: MappingOptions
    @OptionGroup var configurationOptions: ConfigurationOptions
    @OptionGroup var formatOptions: FormatOptions
    @OptionGroup var talkOptions: TalkOptions

    var optionGroups: [any OptionGroupApplying] { [configurationOptions, formatOptions, talkOptions] }

    func answer(in context: Context) throws -> ExitStatus {
        var listing = Listing(columns(context.printer.phrases))
        for field in try context.driver.coverage(mappingOptions.request(context.preferences)) {
            listing.add([
                .text(field.mapping), .text(field.field), .number(field.filled), .number(field.blank),
                .number(field.faulty),
                .texts(field.unusedRows), .texts(field.absentPaths),
            ])
        }
        try listing.print(to: context.printer)
        return .done
    }

    private func columns(_ phrases: any Phrases) -> [Listing.Column] {
        [
            Listing.Column(name: "mapping", title: phrases.title(.mapping)),
            Listing.Column(name: "field", title: phrases.title(.field)),
            Listing.Column(name: "filled", title: phrases.title(.filled), alignment: .right),
            Listing.Column(name: "blank", title: phrases.title(.blank), alignment: .right),
            Listing.Column(name: "faulty", title: phrases.title(.faulty), alignment: .right),
            Listing.Column(name: "unused_rows", title: phrases.title(.unusedRows)),
            Listing.Column(name: "absent_paths", title: phrases.title(.absentPaths)),
        ]
    }
}
