package import Dossiers
package import Reports
package import Settings

/// What the user wants, from the environment and, over it, the command line.
package struct Preferences: Sendable, Hashable {
    package var configuration = "doisoat.yaml"
    /// Settings that are given instead of those in the file; a later one of a name wins.
    package var overrides: [SettingOverride] = []
    package var only: [Selector] = []
    /// First and last day of receipt that count; nil leaves the configuration's window.
    package var since: Instant?
    package var until: Instant?
    package var format = OutputFormat.table
    /// Rows shown; nil when the user named no limit.
    package var limit: RowLimit?
    /// Language of what is said and shown.
    package var language: Language
    /// Language of the reports that are written.
    package var reportLanguage = Language.vietnamese
    package var verbosity = Verbosity.normal
    package var logFormat = LogFormat.text
    package var colour = ColourChoice.auto
    package var showsProgress = true
    /// Whether the terminal can be told to move its cursor.
    package var movesCursor = true
    package var assumesYes = false
    /// How long to wait for another run to end.
    package var lockTimeout = Duration.zero
    /// Bytes that the comparison may hold before it spills; nil leaves the default.
    package var memory: Int?
    /// Nil: one for each processor.
    package var threads: Int?
    package var masking = Masking.masked
    /// Whether differences alone answer 1.
    package var tellsDifferences = false

    /// The defaults, in the language of the locale.
    package init(locale environment: [String: String]) { language = Preferences.language(in: environment) }

    /// The defaults in the language that arguments ask for which are not understood as a whole.
    package init(locale environment: [String: String], arguments: [String]) {
        self.init(locale: environment)
        let named = arguments.lastIndex(of: "--lang").flatMap { $0 + 1 < arguments.count ? arguments[$0 + 1] : nil }
        let joined = arguments.last { $0.hasPrefix("--lang=") }?.dropFirst("--lang=".count)
        let wanted = named ?? joined.map(String.init) ?? environment[Variable.lang.rawValue]
        language = wanted.flatMap(Language.init(rawValue:)) ?? language
    }

    /// The defaults and what the environment says; throws `UsageError` for a value that cannot be understood.
    package init(environment: [String: String]) throws(UsageError) {
        self.init(locale: environment)
        try readLanguage(environment)
        try readSelection(environment)
        try readTalk(environment)
        try readEffort(environment)
        try readOutput(environment)
    }

    /// The language of the locale; Vietnamese when it names none that the tool speaks.
    private static func language(in environment: [String: String]) -> Language {
        let locale = ["LC_ALL", "LC_MESSAGES", "LANG"].lazy.compactMap { environment[$0] }.first { !$0.isEmpty }
        return locale.flatMap(Language.init(locale:)) ?? .vietnamese
    }

    private mutating func readLanguage(_ environment: [String: String]) throws(UsageError) {
        guard let named: Language = try Variable.lang.value(in: environment) else { return }
        language = named
        reportLanguage = named
    }

    private mutating func readSelection(_ environment: [String: String]) throws(UsageError) {
        configuration = try Variable.config.value(in: environment) ?? configuration
        overrides = SettingOverride.all(in: environment)
        only = try Variable.only.values(in: environment)
        since = try Variable.since.value(in: environment, as: Day.self)?.instant
        until = try Variable.until.value(in: environment, as: Day.self)?.instant
    }

    private mutating func readTalk(_ environment: [String: String]) throws(UsageError) {
        if try Variable.verbose.isOn(in: environment) { verbosity = .verbose }
        if try Variable.quiet.isOn(in: environment) { verbosity = .quiet }
        logFormat = try Variable.logFormat.value(in: environment) ?? logFormat
        if environment["NO_COLOR"]?.isEmpty == false { colour = .never }
        colour = try Variable.color.value(in: environment) ?? colour
        movesCursor = environment["TERM"] != "dumb"
        showsProgress = try !Variable.noProgress.isOn(in: environment)
    }

    private mutating func readEffort(_ environment: [String: String]) throws(UsageError) {
        assumesYes = try Variable.yes.isOn(in: environment)
        lockTimeout = try Variable.lockTimeout.value(in: environment, as: TimeLimit.self)?.duration ?? lockTimeout
        memory = try Variable.memory.value(in: environment, as: ByteSize.self)?.bytes
        threads = try Variable.threads.value(in: environment, as: ThreadCount.self)?.count
    }

    private mutating func readOutput(_ environment: [String: String]) throws(UsageError) {
        format = try Variable.format.value(in: environment) ?? format
        limit = try Variable.limit.value(in: environment)
        if try Variable.unmask.isOn(in: environment) { masking = .clear }
        tellsDifferences = try Variable.exitCode.isOn(in: environment)
    }
}
