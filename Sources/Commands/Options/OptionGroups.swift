import ArgumentParser
import Dossiers
import Reports
import Settings

/// Options that change what the user wants; a flag wins over the environment.
protocol OptionGroupApplying: ParsableArguments {
    /// Writes what the command line says over `preferences`; throws `UsageError` for options that contradict each other.
    func apply(to preferences: inout Preferences) throws(UsageError)
}

/// Options of every command.
struct TalkOptions: OptionGroupApplying {
    @Option(name: .long, help: ArgumentHelp("Language: vi or en (default: from LANG; reports vi).", valueName: "vi|en"))
    var lang: Language?

    @Flag(name: .shortAndLong, help: "Say errors only.")
    var quiet = false

    @Flag(name: .shortAndLong, help: "Say what is done and why.")
    var verbose = false

    @Option(name: .long, help: ArgumentHelp("Form of messages on standard error.", valueName: "text|json"))
    var logFormat: LogFormat?

    @Option(
        name: .customLong("color"),
        help: ArgumentHelp("When to use colours; NO_COLOR is heeded.", valueName: "auto|always|never")
    )
    var colour: ColourChoice?

    @Flag(name: .long, help: "Show no progress.")
    var noProgress = false

    func apply(to preferences: inout Preferences) throws(UsageError) {
        if quiet, verbose { throw UsageError("--quiet and --verbose exclude each other") }
        preferences.language = lang ?? preferences.language
        preferences.reportLanguage = lang ?? preferences.reportLanguage
        if quiet { preferences.verbosity = .quiet }
        if verbose { preferences.verbosity = .verbose }
        preferences.logFormat = logFormat ?? preferences.logFormat
        preferences.colour = colour ?? preferences.colour
        if noProgress { preferences.showsProgress = false }
    }
}

/// Where the configuration is.
struct ConfigurationOptions: OptionGroupApplying {
    @Option(name: .shortAndLong, help: ArgumentHelp("Configuration file (default: doisoat.yaml).", valueName: "file"))
    var config: String?

    func apply(to preferences: inout Preferences) throws(UsageError) {
        preferences.configuration = config ?? preferences.configuration
    }
}

/// Which dossiers are looked at.
struct WindowOptions: OptionGroupApplying {
    @Option(name: .long, help: ArgumentHelp("Received on this day or later (yyyy-MM-dd).", valueName: "day"))
    var since: Day?

    @Option(name: .long, help: ArgumentHelp("Received on this day or earlier (yyyy-MM-dd).", valueName: "day"))
    var until: Day?

    func apply(to preferences: inout Preferences) throws(UsageError) {
        if let since { preferences.narrow(.since, since) }
        if let until { preferences.narrow(.until, until) }
        guard let first = preferences.since, let last = preferences.until, last < first else { return }
        throw UsageError("--until \(last.text) lies before --since \(first.text)")
    }
}

extension Preferences {
    /// Takes one end of the window from the command line.
    fileprivate mutating func narrow(_ end: SettingOverride.Name, _ day: Day) {
        if end == .since { since = day.instant } else { until = day.instant }
        overrides.append(SettingOverride(end, day.instant.text, from: .flag("--" + end.rawValue)))
    }
}

/// Which findings are shown.
struct SelectionOptions: OptionGroupApplying {
    @Option(
        name: .long,
        help: ArgumentHelp(
            "Only this situation, this unit with those below it, or this source; may be repeated.",
            valueName: "unit|situation|source"
        )
    )
    var only: [Selector] = []

    func apply(to preferences: inout Preferences) throws(UsageError) {
        if !only.isEmpty { preferences.only = only }
    }
}

/// How data is printed.
struct FormatOptions: OptionGroupApplying {
    @Option(name: .long, help: ArgumentHelp("Form of the data on standard output.", valueName: "table|json|ndjson|csv"))
    var format: OutputFormat?

    @Option(
        name: .long,
        parsing: .unconditional,
        help: ArgumentHelp("Rows shown; 0 shows all (default: 50 in a table).", valueName: "count"),
        transform: RowLimit.init(parsing:)
    )
    var limit: RowLimit?

    func apply(to preferences: inout Preferences) throws(UsageError) {
        preferences.format = format ?? preferences.format
        preferences.limit = limit ?? preferences.limit
    }
}

/// Whether personal data is shown.
struct MaskingOptions: OptionGroupApplying {
    @Flag(name: .long, help: "Show names and numbers of persons in clear (dữ liệu cá nhân).")
    var unmask = false

    func apply(to preferences: inout Preferences) throws(UsageError) {
        if unmask { preferences.masking = .clear }
    }
}

/// What the run may use.
struct EffortOptions: OptionGroupApplying {
    @Option(
        name: .long,
        help: ArgumentHelp("Memory for the comparison before it spills to disk (64M, 1G).", valueName: "size")
    )
    var memory: ByteSize?

    @Option(
        name: .long,
        parsing: .unconditional,
        help: ArgumentHelp("Threads (default: one for each processor).", valueName: "count"),
        transform: ThreadCount.init(parsing:)
    )
    var threads: ThreadCount?

    @Option(
        name: .long,
        help: ArgumentHelp("Wait so long for another run to end (30s, 5m; default: not at all).", valueName: "time")
    )
    var lockTimeout: TimeLimit?

    @Flag(name: .long, help: "Answer every question with yes.")
    var yes = false

    func apply(to preferences: inout Preferences) throws(UsageError) {
        preferences.memory = memory?.bytes ?? preferences.memory
        preferences.threads = threads?.count ?? preferences.threads
        preferences.lockTimeout = lockTimeout?.duration ?? preferences.lockTimeout
        if yes { preferences.assumesYes = true }
    }
}

/// Where the nightly job writes, and what it answers.
struct ReportOptions: OptionGroupApplying {
    @Option(
        name: .shortAndLong,
        help: ArgumentHelp("Output folder (default: from the configuration).", valueName: "folder")
    )
    var output: String?

    @Flag(name: .long, help: "Answer 1 when differences exist, as diff does.")
    var exitCode = false

    func apply(to preferences: inout Preferences) throws(UsageError) {
        if let output { preferences.overrides.append(SettingOverride(.output, output, from: .flag("--output"))) }
        if exitCode { preferences.tellsDifferences = true }
    }
}

/// How one document is printed.
struct DocumentFormatOptions: OptionGroupApplying {
    @Option(name: .long, help: ArgumentHelp("Form of the data on standard output.", valueName: "table|json"))
    var format: OutputFormat?

    func apply(to preferences: inout Preferences) throws(UsageError) {
        preferences.format = format ?? preferences.format
        guard preferences.format == .table || preferences.format == .json else {
            throw UsageError("one document is printed as table or json, not as \(preferences.format.rawValue)")
        }
    }
}
