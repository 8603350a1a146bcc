import Commands
import Dossiers
import Foundation
import Reports
import Testing

struct RunTests {
    private let stage = Stage()
    private let folder = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString).path

    init() {
        stage.environment = ["LANG": "en_US.UTF-8"]
        stage.output = folder
        stage.discrepancies = [discrepancy("H23.23.18-240103-0001", .portalBehind)]
        stage.summary.situations = [.portalBehind: 1]
    }

    @Test func reportsAreWrittenAndTheirPathIsPrinted() throws {
        defer { try? FileManager.default.removeItem(atPath: folder) }
        #expect(stage.run("run") == .done)
        let path = folder + "/20240110-020000"
        #expect(stage.data.captured == path + "\n")
        #expect(
            try FileManager.default.contentsOfDirectory(atPath: path).sorted() == [
                "discrepancies.csv", "discrepancies.ndjson", "manifest.json", "quarantine.ndjson", "summary.json",
            ]
        )
        #expect(try contents("summary.json").contains(#""exit_code": 0"#))
        #expect(try contents("discrepancies.ndjson").contains("cần gửi cập nhật"))
    }

    @Test func differencesAnswerOneOnRequest() throws {
        defer { try? FileManager.default.removeItem(atPath: folder) }
        #expect(stage.run("run", "--exit-code") == .differences)
        #expect(try contents("summary.json").contains(#""exit_code": 1"#))
    }

    @Test func outputOptionWinsOverTheConfiguration() {
        defer { try? FileManager.default.removeItem(atPath: folder) }
        #expect(stage.run("run", "-o", folder + "/elsewhere") == .done)
        #expect(stage.data.captured == folder + "/elsewhere/20240110-020000\n")
    }

    @Test func quarantinedRecordsMakeTheRunPartial() throws {
        defer { try? FileManager.default.removeItem(atPath: folder) }
        stage.summary.local = Books(read: 1, quarantined: 1)
        stage.quarantined = [
            QuarantineLine(
                source: "xa-mau",
                position: RecordPosition(page: "p", offset: 0, record: 1),
                code: nil,
                problem: RecordProblem(.codeMissing)
            )
        ]
        #expect(stage.run("run") == .partial)
        #expect(stage.talk.captured.contains("1 records were set aside"))
        #expect(try contents("quarantine.ndjson").contains("code-missing"))
    }

    @Test func interruptedRunLeavesNoReport() throws {
        defer { try? FileManager.default.removeItem(atPath: folder) }
        stage.interruption = .terminate
        #expect(stage.run("run") == .terminated)
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder).isEmpty)
    }

    @Test func interruptedRunTellsWhatItKeeps() {
        defer { try? FileManager.default.removeItem(atPath: folder) }
        stage.progress = [
            .begun(sources: ["huyen"]), .source("huyen", .begun),
            .source("huyen", .page(PulledPage(name: "p", records: 7, bytes: 9))),
        ]
        stage.interruption = .interrupt
        #expect(stage.run("run") == .interrupted)
        #expect(
            stage.talk.captured == """
                kept in the state folder: 1 pages, 7 records; no report was written
                error: stopped by a signal

                """
        )
    }

    @Test func whoAsksIsToldWhereTheRunStands() {
        defer { try? FileManager.default.removeItem(atPath: folder) }
        stage.progress = [.begun(sources: ["huyen"]), .stage(.writing, done: 1, total: 2)]
        for command in ["run", "diff"] {
            stage.isAsked = true
            stage.run(command, "-q")
            let bar = String(repeating: "█", count: 10) + String(repeating: "░", count: 10)
            #expect(
                stage.talk.captured
                    == "[20240110-020000 huyen] waiting\n[20240110-020000] \(bar) writing 1/2\n"
            )
        }
    }

    @Test(arguments: [(nil, false, ExitStatus.usage), (false, false, .usage), (true, false, .done), (nil, true, .done)])
    func unmaskedReportsNeedConsent(consent: Bool?, yes: Bool, status: ExitStatus) throws {
        defer { try? FileManager.default.removeItem(atPath: folder) }
        stage.consent = consent
        #expect(stage.run(["run", "--unmask"] + (yes ? ["--yes"] : [])) == status)
        if status == .done { #expect(try contents("discrepancies.csv").contains("Nguyễn Văn An")) }
    }

    @Test func folderThatCannotBeWrittenIsAConfigurationError() throws {
        defer { try? FileManager.default.removeItem(atPath: folder) }
        #expect(FileManager.default.createFile(atPath: folder, contents: nil))
        #expect(stage.run("run") == .configuration)
        #expect(stage.talk.captured.contains("cannot create"))
    }

    private func contents(_ name: String) throws -> String {
        try String(contentsOfFile: folder + "/20240110-020000/" + name, encoding: .utf8)
    }
}
