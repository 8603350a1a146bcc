import Commands
import Dossiers
import Pipeline
import Reports
import Settings
import Testing

/// How `check` tells what it found.
struct CheckTests {
    private let stage = Stage()

    init() { stage.environment = ["LANG": "en_US.UTF-8"] }

    private var steps: [ProbeStep] {
        var mapping = ProbeStep(.mapping, .odd, "20 records read, 3 of them set aside", hint: "look")
        mapping.setAside = [
            RecordTally(problem: RecordProblem(.unmappedCode, field: .status, table: "status"), count: 3)
        ]
        return [
            ProbeStep(.name, .sound, "portal.example"),
            ProbeStep(.login, .omitted, "none is configured"),
            mapping,
        ]
    }

    private let broken = ProbeStep(.connection, .failed, "the server stopped sending", hint: "not tried")

    @Test func `what is sound is told`() {
        stage.findings = [CheckFinding(.configuration("doisoat.yaml")), CheckFinding(.mapping("opencps"))]
        #expect(stage.run("check") == .done)
        #expect(stage.data.captured == "configuration doisoat.yaml: sound\nmapping opencps: sound\n")
        #expect(
            stage.requests.check
                == CheckRequest(configuration: ConfigurationRequest(file: "doisoat.yaml"), isOnline: false)
        )
    }

    @Test func `each step of a source is a line with its hint`() {
        stage.findings = [CheckFinding(.source("portal"), steps: steps)]
        #expect(stage.run("check", "--online") == .done)
        #expect(
            stage.data.captured == """
                source portal: sound
                   ok       name     portal.example
                   –        login    none is configured
                   warning  mapping  20 records read, 3 of them set aside
                                     3 × \(Language.english.words.sentence(on: steps[2].setAside[0].problem))
                                     → look

                """
        )
        #expect(stage.talk.captured.isEmpty)
    }

    @Test func `a step that failed is an error and makes the exit 4`() {
        stage.findings = [
            CheckFinding(.source("portal"), steps: [broken]), CheckFinding(.source("huyen"), steps: steps),
        ]
        #expect(stage.run("check", "--online") == .temporary)
        #expect(stage.data.captured.hasPrefix("source portal: not sound\n   failed  connection  the server stopped"))
        #expect(stage.data.captured.contains("source huyen: sound\n"))
        #expect(stage.talk.captured == "error: source portal: connection: the server stopped sending\n")
    }

    @Test func `in Vietnamese nothing stays English`() {
        stage.findings = [CheckFinding(.source("portal"), steps: [broken])]
        #expect(stage.run("check", "--online", "--lang", "vi") == .temporary)
        #expect(
            stage.data.captured == """
                nguồn portal: chưa tốt
                   lỗi  kết nối  máy chủ ngừng gửi
                                 → chưa thử

                """
        )
    }

    @Test func `a missing secret makes the exit 2`() {
        var finding = CheckFinding(.source("portal"), steps: [broken])
        finding.isMisconfigured = true
        stage.findings = [finding]
        #expect(stage.run("check", "--online") == .configuration)
    }

    @Test func `a wrong file makes the exit 2`() {
        let diagnostics = Diagnostics([Diagnostic(file: "m.yaml", line: 3, column: 2, message: "unknown key")])
        stage.findings = [
            CheckFinding(.source("portal"), steps: [broken]), CheckFinding(.mapping("m"), diagnostics: diagnostics),
        ]
        #expect(stage.run("check") == .configuration)
        #expect(stage.talk.captured.contains("m.yaml:3:2: error: unknown key"))
    }

    @Test func `json holds every step under names of no language`() {
        stage.findings = [CheckFinding(.mapping("m")), CheckFinding(.source("portal"), steps: steps + [broken])]
        #expect(stage.run("check", "--online", "--format", "json") == .temporary)
        let expected = """
            [
              {"mapping": "m", "sound": true},
              {"source": "portal", "sound": false, "steps": [
                {"step": "name", "verdict": "sound", "told": "portal.example", "hint": null},
                {"step": "login", "verdict": "omitted", "told": "none is configured", "hint": null},
                {"step": "mapping", "verdict": "odd", "told": "20 records read, 3 of them set aside", "hint": "look",
                 "set_aside": [{"count": 3, "reason": "unmapped-code", "field": "status", "table": "status"}]},
                {"step": "connection", "verdict": "failed", "told": "the server stopped sending", "hint": "not tried"}
              ]}
            ]
            """
        #expect(stage.data.captured.filter { !$0.isWhitespace } == expected.filter { !$0.isWhitespace })
        #expect(stage.run("check", "--format", "csv") == .usage)
    }
}
