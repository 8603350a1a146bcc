import Foundation
import Testing

/// `doisoat run`: what it leaves on disk.
struct NightlyRunTests {
    private static let sample = Repository.root.appending(path: "samples/thanh-ha/doisoat.yaml").path
    private static let schemas = Repository.root.appending(path: "Sources/Reports/Schemas").path
    private static let payloadSchemas = Repository.root.appending(path: "Sources/Payloads/Schemas").path
    private static let judge = Repository.root.appending(path: "Tests/Oracle/run_folder.py").path

    /// Runs the sample into a folder; answers the folder of the run.
    private func runSample(into folder: TemporaryFolder, _ more: [String] = []) throws -> String {
        let outcome = try Program.run(
            ["run", "-c", NightlyRunTests.sample, "-o", folder.url.appending(path: "out").path] + more,
            environment: ["DOISOAT_STATE": folder.url.appending(path: "state").path]
        )
        #expect(outcome.exit == 3, "\(outcome.stderr)")
        return outcome.stdout.trimmingCharacters(in: .newlines)
    }

    @Test func theFolderIsWholeAndFitsItsManifestAndSchemas() throws {
        let folder = try TemporaryFolder()
        let judged = try Program.python([
            NightlyRunTests.judge, runSample(into: folder), NightlyRunTests.schemas, NightlyRunTests.payloadSchemas,
        ])
        #expect(judged.stdout == "whole\n", "\(judged.stderr)")
    }

    @Test func payloadsArePartOfTheFolder() throws {
        let folder = try TemporaryFolder()
        let payloads = try FileManager.default.subpathsOfDirectory(atPath: runSample(into: folder) + "/payloads")
        #expect(payloads.contains("dvcqg-session/create-0001.json"))
        #expect(payloads.contains("dvcqg-session/update-0001.json"))
        #expect(payloads.contains("index.json"))
    }

    @Test func twoRunsOverTheSameInputAreEqual() throws {
        let folders = try [TemporaryFolder(), TemporaryFolder()]
        let runs = try [
            runSample(into: folders[0], ["--threads", "1"]), runSample(into: folders[1], ["--threads", "3"]),
        ]
        let names = try runs.map { try FileManager.default.subpathsOfDirectory(atPath: $0).sorted() }
        #expect(names[0] == names[1])
        for name in names[0] where !["summary.json", "manifest.json"].contains(name) {
            let bytes = runs.map { FileManager.default.contents(atPath: "\($0)/\(name)") }
            #expect(bytes[0] == bytes[1], "\(name) differs")
        }
        let summaries = try runs.map { try text("\($0)/summary.json").split(separator: "\n").filter(isLasting) }
        #expect(summaries[0] == summaries[1])
    }

    private func text(_ path: String) throws -> String { try String(contentsOf: URL(filePath: path), encoding: .utf8) }

    private func isLasting(_ line: Substring) -> Bool { !line.contains("\"run\"") && !line.contains("\"seconds\"") }

    @Test func aTrippedGuardWritesNoPayload() throws {
        let world = try SmallWorld(more: "guards: { max_changes: 1% }")
        let outcome = try world.run("run")
        #expect(outcome.exit == 5)
        let run = world.run(printedBy: outcome)
        #expect(FileManager.default.fileExists(atPath: run.appending(path: "summary.json").path))
        #expect(!FileManager.default.fileExists(atPath: run.appending(path: "payloads").path))
    }

    @Test(arguments: [("000.00.23.H23-230103-0002", Int32(0)), ("000.00.23.H23-230103-0001", 5)])
    func aSentinelThatBothSidesHaveLetsTheRunPass(code: String, exit: Int32) throws {
        let world = try SmallWorld(more: "guards: { sentinels: [\(code)] }")
        let outcome = try world.run("run")
        #expect(outcome.exit == exit)
        let run = world.run(printedBy: outcome)
        #expect(FileManager.default.fileExists(atPath: run.appending(path: "payloads").path) == (exit == 0))
    }

    @Test func runAnswersZeroUnlessAskedToTellDifferences() throws {
        #expect(try SmallWorld().run("run").exit == 0)
        #expect(try SmallWorld().run("run", "--exit-code").exit == 1)
    }

    @Test func stateAndRawPagesAreForTheirOwnerAlone() throws {
        let world = try SmallWorld()
        _ = try world.run("run")
        let state = world.folder.url.appending(path: "state").path
        for name in try FileManager.default.subpathsOfDirectory(atPath: state) + [""] {
            let attributes = try FileManager.default.attributesOfItem(atPath: "\(state)/\(name)")
            let mode = try #require(attributes[.posixPermissions] as? Int)
            #expect(mode & 0o077 == 0, "\(name) has mode \(String(mode, radix: 8))")
        }
    }
}
