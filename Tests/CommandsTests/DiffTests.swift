import Commands
import Dossiers
import Reports
import Settings
import Testing

struct DiffTests {
    private let stage = Stage()

    init() {
        stage.environment = ["LANG": "en_US.UTF-8"]
        stage.discrepancies = [
            discrepancy("H23.23.18-240103-0001", .portalBehind), discrepancy("H23.23.18-240103-0002", .held),
            discrepancy("H23.23.19-240103-0003", .portalBehind, unit: "H23.23.19"),
        ]
        stage.summary.situations = [.agreed: 4, .portalBehind: 2, .held: 1]
        stage.summary.local = Books(read: 7, accepted: 7)
    }

    private var codes: [Substring] {
        stage.data.captured.matches(of: /H23\.23\.\d\d-240103-\d{4}/).map(\.output)
    }

    @Test func tableAndSummaryGoToStandardOutput() {
        #expect(stage.run("diff") == .differences)
        #expect(
            stage.data.captured.hasPrefix(
                """
                dossier code           situation      local  portal  unit       age (days)  who acts     Checks
                H23.23.18-240103-0001  portal behind      9       4  H23.23.18           –  next upload
                H23.23.18-240103-0002  held               9       4  H23.23.18           –  next upload
                H23.23.19-240103-0003  portal behind      9       4  H23.23.19           –  next upload

                Run 20240110-020000: complete, books balance, 0.000 seconds
                """
            ),
            "\(stage.data.captured)"
        )
        #expect(stage.talk.captured.isEmpty)
    }

    @Test func linesAreDataAndTheSummaryIsTalk() {
        #expect(stage.run("diff", "--format", "ndjson") == .differences)
        let lines = stage.data.captured.split(separator: "\n")
        #expect(lines.count == 3)
        #expect(lines.allSatisfy { $0.hasPrefix(#"{"code":"#) && $0.hasSuffix("}") })
        #expect(stage.talk.captured.contains("Run 20240110-020000"))
    }

    @Test func quietSaysNothingBesideTheData() {
        #expect(stage.run("diff", "--format", "csv", "-q") == .differences)
        #expect(stage.talk.captured.isEmpty)
        #expect(stage.data.captured.split(separator: "\r\n").count == 4)
    }

    @Test func documentHoldsDiscrepanciesAndSummary() {
        stage.run("diff", "--format", "json", "--limit", "1")
        #expect(stage.data.captured.hasPrefix("{\"discrepancies\":[\n{\"code\":\"H23.23.18-240103-0001\""))
        #expect(stage.data.captured.hasSuffix(",\"exit_code\":1}}\n"))
        #expect(codes.count == 1)
        #expect(stage.talk.captured.contains("2 more"))
    }

    @Test func emptyDocumentIsWellFormed() {
        stage.discrepancies = []
        stage.summary.situations = [.agreed: 4]
        #expect(stage.run("diff", "--format", "json") == .done)
        #expect(stage.data.captured.hasPrefix("{\"discrepancies\":[\n],\"summary\":{\"schema\":1,"))
    }

    @Test func agreementAnswersZero() {
        stage.discrepancies = []
        stage.summary.situations = [.agreed: 4]
        #expect(stage.run("diff") == .done)
        #expect(stage.data.captured.contains("The sides agree."))
    }

    @Test func onlyShowsWhatWasAskedFor() {
        #expect(stage.run("diff", "--only", "held", "--format", "ndjson") == .differences)
        #expect(codes == ["H23.23.18-240103-0002"])
        #expect(stage.run("diff", "--only", "H23.23.19", "--format", "ndjson") == .differences)
        #expect(codes == ["H23.23.19-240103-0003"])
        #expect(stage.run("diff", "--only", "recoded", "--format", "ndjson") == .done)
        #expect(codes.isEmpty)
    }

    @Test func onlyNeverHidesAPartialRun() {
        stage.summary.isComplete = false
        #expect(stage.run("diff", "--only", "recoded") == .partial)
    }

    @Test(arguments: [("0", 60), ("5", 5), (nil, 50)] as [(String?, Int)])
    func limitCutsTheTable(limit: String?, shown: Int) {
        stage.discrepancies = (0..<60).map { discrepancy("H23.23.18-240103-00\($0 + 10)", .held) }
        stage.run(["diff"] + (limit.map { ["--limit", $0] } ?? []))
        #expect(codes.count == shown)
        #expect(stage.data.captured.contains("\(60 - shown) more") == (shown < 60))
    }

    @Test func personalDataIsMaskedUnlessAskedFor() {
        stage.run("diff", "--format", "ndjson")
        #expect(stage.data.captured.contains("Nguyễn V** A*") && !stage.data.captured.contains("Văn An"))
        stage.run("diff", "--format", "ndjson", "--unmask")
        #expect(stage.data.captured.contains("Nguyễn Văn An"))
    }

    @Test func requestCarriesTheWish() throws {
        stage.run(
            "diff",
            "-c",
            "x.yaml",
            "--since",
            "2023-01-01",
            "--until",
            "2023-12-31",
            "--threads",
            "2",
            "--memory",
            "1M"
        )
        let request = try #require(stage.requests.reconcile)
        #expect(request.configuration.file == "x.yaml")
        #expect(!request.keepsPages)
        #expect(request.run == "20240110-020000")
        #expect(
            request.configuration.overrides == [
                SettingOverride(.since, "2023-01-01", from: .flag("--since")),
                SettingOverride(.until, "2023-12-31", from: .flag("--until")),
            ]
        )
        #expect(request.threads == 2 && request.memory == 1 << 20)
    }

    @Test func coloursAppearOnlyWhenWanted() {
        stage.run("diff")
        #expect(!stage.data.captured.contains("\u{1B}"))
        stage.run("diff", "--color", "always")
        #expect(stage.data.captured.contains("\u{1B}[31mportal behind\u{1B}[0m"))
    }

    @Test func tableSpeaksTheLanguageOfTheUser() {
        stage.run("diff", "--lang", "vi")
        #expect(stage.data.captured.contains("Cổng chậm hơn"))
        stage.run("diff", "--format", "ndjson")
        #expect(stage.data.captured.contains("cần gửi cập nhật"), "reports are Vietnamese unless --lang says otherwise")
    }

    @Test func failuresAreSaidInTheFormOfTheLog() {
        stage.failure = CommandFailure(.locked, "another \"run\"")
        #expect(stage.run("diff", "--log-format", "json") == .locked)
        #expect(
            stage.talk.captured
                == #"{"time":"2024-01-10T02:00:00+07:00","level":"error","message":"another \"run\"","run":"20240110-020000"}"#
                + "\n"
        )
        #expect(stage.run("diff", "-q") == .locked)
        #expect(stage.talk.captured == "error: another \"run\"\n")
    }
}
