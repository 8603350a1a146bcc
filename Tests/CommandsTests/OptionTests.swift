import Commands
import Dossiers
import Reports
import Settings
import Testing

struct OptionTests {
    /// One option, its variable, a value, and what it changes.
    struct Example: Sendable, CustomTestStringConvertible {
        let variable: Variable
        let value: String?
        let expected: @Sendable (Preferences) -> Bool

        var testDescription: String { variable.rawValue }

        /// As the command line has it.
        var arguments: [String] { [variable.option] + (value.map { [$0] } ?? []) }
    }

    static let examples: [Example] = [
        Example(variable: .config, value: "a.yaml") { $0.configuration == "a.yaml" },
        Example(variable: .only, value: "only-local") { $0.only == [.situation(.onlyLocal)] },
        Example(variable: .since, value: "2024-02-29") { $0.since?.text == "2024-02-29" },
        Example(variable: .until, value: "2024-03-01") { $0.until?.text == "2024-03-01" },
        Example(variable: .format, value: "ndjson") { $0.format == .ndjson },
        Example(variable: .limit, value: "7") { $0.limit?.rows == 7 },
        Example(variable: .lang, value: "en") { $0.language == .english && $0.reportLanguage == .english },
        Example(variable: .quiet, value: nil) { $0.verbosity == .quiet },
        Example(variable: .verbose, value: nil) { $0.verbosity == .verbose },
        Example(variable: .logFormat, value: "json") { $0.logFormat == .json },
        Example(variable: .color, value: "always") { $0.colour == .always },
        Example(variable: .noProgress, value: nil) { !$0.showsProgress },
        Example(variable: .yes, value: nil) { $0.assumesYes },
        Example(variable: .lockTimeout, value: "5m") { $0.lockTimeout == .seconds(300) },
        Example(variable: .memory, value: "64MB") { $0.memory == 64 << 20 },
        Example(variable: .threads, value: "3") { $0.threads == 3 },
        Example(variable: .unmask, value: nil) { $0.masking == .clear },
        Example(variable: .exitCode, value: nil) { $0.tellsDifferences },
        Example(variable: .output, value: "/tmp/x") {
            $0.overrides.contains { $0.name == .output && $0.text == "/tmp/x" }
        },
    ]

    @Test func everyVariableHasAnExample() {
        #expect(OptionTests.examples.map(\.variable) == Variable.allCases)
    }

    @Test(arguments: examples)
    func variableSetsItsPreference(example: Example) throws {
        #expect(!example.expected(try Preferences(environment: [:])))
        let environment = [example.variable.rawValue: example.value ?? "1"]
        #expect(example.expected(try Preferences(environment: environment)))
    }

    @Test(arguments: examples)
    func optionSetsItsPreference(example: Example) throws {
        let stage = Stage()
        stage.failure = CommandFailure(.temporary, "enough")
        let command = [.exitCode, .output].contains(example.variable) ? "run" : "diff"
        stage.output = "/nonexistent/\(command)"
        #expect(stage.run([command] + example.arguments) != .usage, "\(stage.talk.captured)")
        #expect(example.expected(try #require(stage.preferences)))
    }

    @Test func optionsWinOverVariables() throws {
        let stage = Stage()
        stage.environment = ["DOISOAT_FORMAT": "csv", "DOISOAT_LANG": "en", "DOISOAT_ONLY": "held,H23.23"]
        stage.run("diff", "--format", "ndjson", "--lang", "vi", "--only", "only-local")
        let preferences = try #require(stage.preferences)
        #expect(preferences.format == .ndjson)
        #expect(preferences.language == .vietnamese)
        #expect(preferences.only == [.situation(.onlyLocal)])
    }

    @Test func variableHoldsSeveralSelectors() throws {
        let preferences = try Preferences(environment: ["DOISOAT_ONLY": "held,h23.23"])
        #expect(preferences.only == [.situation(.held), .unit("H23.23")])
    }

    @Test(arguments: [
        "DOISOAT_FORMAT=xml", "DOISOAT_LIMIT=-1", "DOISOAT_SINCE=2023-02-29", "DOISOAT_THREADS=0",
        "DOISOAT_QUIET=maybe",
        "DOISOAT_MEMORY=much", "DOISOAT_LANG=fr", "DOISOAT_ONLY=only-locl", "DOISOAT_LOCK_TIMEOUT=-5s",
    ])
    func badVariablesAreUsageErrors(assignment: String) throws {
        let parts = assignment.split(separator: "=").map(String.init)
        let stage = Stage()
        stage.environment = [parts[0]: parts[1], "LANG": "en_US.UTF-8"]
        #expect(stage.run("diff") == .usage)
        #expect(stage.talk.captured.contains("'\(parts[1])' is no value for \(parts[0])"))
        #expect(stage.data.captured.isEmpty)
    }

    @Test(arguments: [
        ["diff", "--format", "xml"], ["diff", "--nonsense"], ["nonsense"], ["diff", "--since", "yesterday"],
        ["diff", "--only", "only-locl"], ["diff", "-q", "-v"], ["explain"], ["completion", "tcsh"],
        ["diff", "--since", "2024-02-01", "--until", "2024-01-01"], ["explain", " "],
        ["explain", "X-1", "--format", "csv"],
        ["run", "--format", "json"],
    ])
    func badCommandLinesAreUsageErrors(arguments: [String]) {
        let stage = Stage()
        #expect(stage.run(arguments) == .usage)
        #expect(!stage.talk.captured.isEmpty)
        #expect(stage.data.captured.isEmpty)
    }

    @Test(
        arguments: [
            ("1024", 1_024), ("64K", 65_536), ("64 MB", 67_108_864), ("1G", 1_073_741_824), ("2gib", 2_147_483_648),
            ("0", nil), ("-1", nil), ("M", nil), ("1.5G", nil), ("99999999999999G", nil),
        ] as [(String, Int?)]
    )
    func sizesAreRead(text: String, bytes: Int?) {
        #expect(ByteSize(argument: text)?.bytes == bytes)
    }

    @Test(
        arguments: [
            ("30", 30), ("30s", 30), ("5m", 300), ("2h", 7_200), ("0", 0), ("s", nil), ("5d", nil), ("-1", nil),
            ("", nil),
        ] as [(String, Int?)]
    )
    func timesAreRead(text: String, seconds: Int?) {
        #expect(TimeLimit(argument: text)?.duration == seconds.map { .seconds($0) })
    }

    @Test(arguments: ["2024-1-01", "2024-13-01", "2024-02-30", "20240101", "+024-01-01", "٢٠٢٤-01-01", ""])
    func badDaysAreRefused(text: String) { #expect(Day(argument: text) == nil) }

    @Test func unitsCoverWhatLiesBelowThem() {
        let selectors: [Selector] = [.unit("H23.23")]
        #expect(selectors.admits(unit: "H23.23") && selectors.admits(unit: "H23.23.18"))
        #expect(!selectors.admits(unit: "H23.230") && !selectors.admits(unit: nil))
        #expect([Selector]().admits(unit: nil))
    }

    @Test func selectorsOfBothKindsMustAgree() {
        let selectors: [Selector] = [.unit("H23.23"), .situation(.held), .situation(.onlyLocal)]
        #expect(selectors.admits(discrepancy("A", .held)))
        #expect(!selectors.admits(discrepancy("A", .recoded)))
        #expect(!selectors.admits(discrepancy("A", .held, unit: "H24")))
    }

    @Test(arguments: [
        (["NO_COLOR": "1"], ColourChoice.never), (["NO_COLOR": ""], .auto),
        (["NO_COLOR": "1", "DOISOAT_COLOR": "always"], .always),
    ])
    func noColorIsHeeded(environment: [String: String], colour: ColourChoice) throws {
        #expect(try Preferences(environment: environment).colour == colour)
    }

    @Test(arguments: [
        (["LANG": "en_US.UTF-8"], Language.english), (["LANG": "vi_VN"], .vietnamese), ([:], .vietnamese),
        (["LC_ALL": "vi_VN", "LANG": "en_US"], .vietnamese), (["LC_ALL": "", "LANG": "en_US"], .english),
        (["LANG": "fr_FR"], .vietnamese),
    ])
    func localeChoosesTheLanguageOfTalk(environment: [String: String], language: Language) throws {
        let preferences = try Preferences(environment: environment)
        #expect(preferences.language == language)
        #expect(preferences.reportLanguage == .vietnamese)
    }
}
