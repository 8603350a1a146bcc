import Commands
import Dossiers
import Reports
import Settings
import Testing

struct OtherCommandTests {
    private let stage = Stage()

    init() { stage.environment = ["LANG": "en_US.UTF-8"] }

    @Test func explainMasksAndMarksDifferences() {
        stage.explanation = Explanation(code: "H23.23.18-240103-0001", situation: .portalBehind)
        stage.explanation.discrepancy = discrepancy("H23.23.18-240103-0001", .portalBehind)
        var record = ExplainedRecord(
            side: .local,
            source: "xa-mau",
            position: RecordPosition(page: "p.json", offset: 12, record: 1),
            raw: #"{"applicantName":"Nguyễn Văn An"}"#
        )
        var field = ExplainedField(.applicant, value: "Nguyễn Văn An")
        field.paths = ["applicantName"]
        field.raw = "Nguyễn Văn An"
        field.rule = "opencps/mapping.yaml:14"
        field.differs = true
        record.fields = [field]
        stage.explanation.records = [record]
        #expect(stage.run("explain", " h23.23.18-240103-0001 ") == .done)
        #expect(stage.requests.explain?.code.canonical == "H23.23.18-240103-0001")
        #expect(
            stage.data.captured == """
                H23.23.18-240103-0001: portal behind
                Local status 9 (resolved), portal still 4 (processing); send an update and the missing steps.

                local xa-mau, p.json @12
                ≠  applicant  Nguyễn V** A*  ← Nguyễn V** A*  applicantName  opencps/mapping.yaml:14

                """
        )
        #expect(stage.run("explain", "H23.23.18-240103-0001", "--format", "json") == .done)
        #expect(!stage.data.captured.contains("Văn An") && stage.data.captured.contains(#""raw": null"#))
        #expect(stage.run("explain", "H23.23.18-240103-0001", "--unmask") == .done)
        #expect(stage.data.captured.contains(#"{"applicantName":"Nguyễn Văn An"}"#))
    }

    @Test func unknownCodeAnswersOne() {
        stage.explanation = Explanation(code: "X-1")
        #expect(stage.run("explain", "X-1") == .differences)
        #expect(stage.data.captured == "X-1: occurs on neither side\n")
    }

    @Test func failedCasesShowBothLines() {
        stage.cases = [
            CaseOutcome(mapping: "opencps", name: "list"),
            CaseOutcome(
                mapping: "opencps",
                name: "single",
                mismatches: [CaseOutcome.Mismatch(line: 1, expected: "{}", actual: nil)]
            ),
        ]
        #expect(stage.run("mappings", "test", "opencps", "--mappings", "m") == .configuration)
        #expect(stage.data.captured == "✗ opencps/single\n  1 expected: {}\n  1 actual: –\n1 cases passed, 1 failed\n")
        #expect(
            stage.requests.mappings
                == MappingsRequest(
                    folder: "m",
                    configuration: ConfigurationRequest(file: "doisoat.yaml"),
                    names: ["opencps"]
                )
        )
        stage.cases[1] = CaseOutcome(mapping: "opencps", name: "single", fault: "no input")
        #expect(stage.run("mappings", "test") == .configuration)
        #expect(stage.data.captured.hasPrefix("✗ opencps/single\n  no input\n"))
        stage.cases.removeLast()
        #expect(stage.run("mappings", "test") == .done)
    }

    @Test(arguments: [
        (
            "csv",
            "mapping,table,value,count,first_seen,last_seen,sample,nearest,row\r\nopencps,status,X9,3,,,,a; b,\"X9,\"\r\n"
        ),
        (
            "ndjson",
            #"{"mapping":"opencps","table":"status","value":"X9","count":3,"first_seen":null,"last_seen":null,"#
                + #""sample":null,"nearest":["a","b"],"row":"X9,"}"# + "\n"
        ),
        (
            "table",
            "mapping  table   value  count  first seen  last seen  sample dossier  nearest names  row to paste\n"
        ),
    ])
    func unmappedCodesAreListed(format: String, beginning: String) {
        stage.unmapped = [
            UnmappedCode(mapping: "opencps", table: "status", value: "X9", count: 3, nearest: ["a", "b"], row: "X9,")
        ]
        #expect(stage.run("mappings", "unmapped", "--format", format) == .differences)
        #expect(stage.data.captured.hasPrefix(beginning), "\(stage.data.captured)")
    }

    @Test func nothingUnmappedAnswersZero() {
        #expect(stage.run("mappings", "unmapped") == .done)
        #expect(stage.talk.captured == "Every code stands in its table.\n")
    }

    @Test func coverageIsListed() {
        stage.coverage = [
            FieldCoverage(mapping: "m", field: "due_at", filled: 9, blank: 1, faulty: 2, absentPaths: ["dueDate"])
        ]
        #expect(stage.run("mappings", "coverage", "--format", "csv") == .done)
        #expect(stage.data.captured.hasSuffix("m,due_at,9,1,2,,dueDate\r\n"))
    }

    @Test func settingsAreListedWithTheirOrigin() {
        stage.settings = [EffectiveSetting(name: "unit.code", value: "H23.23", origin: "doisoat.yaml:2")]
        #expect(stage.run("config", "show", "-c", "x.yaml") == .done)
        #expect(stage.data.captured == "setting    value   from\nunit.code  H23.23  doisoat.yaml:2\n")
        #expect(stage.requests.configuration?.file == "x.yaml")
    }

    @Test func wrongConfigurationIsShownWithItsPlace() {
        stage.failure = Diagnostics([
            Diagnostic(file: "d.yaml", line: 2, column: 3, message: "unknown key `unti`", hint: "did you mean `unit`?")
        ])
        #expect(stage.run("config", "show") == .configuration)
        #expect(stage.talk.captured.contains("d.yaml:2:3: error: unknown key `unti`"))
        #expect(stage.talk.captured.contains("hint: did you mean `unit`?"))
    }
}
