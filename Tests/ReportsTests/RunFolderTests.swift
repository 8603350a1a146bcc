import Dossiers
import Foundation
import Reports
import Testing

struct RunFolderTests {
    private let output = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString).path

    @Test func publishedFolderIsWholeAndListsItself() throws {
        defer { try? FileManager.default.removeItem(atPath: output) }
        var report = try RunReport(run: "run-1", in: output + "/deep/out", language: .english, masking: .masked)
        try report.add(Examples.discrepancy(.portalBehind))
        try report.add(Examples.quarantined())
        try report.add("payloads/A/create-0001.json", Array("{}".utf8), records: 1, isPersonal: true)
        let path = try report.publish(Examples.summary())

        let manifest = try JSONDecoder().decode(Listing.self, from: contents(path + "/manifest.json"))
        #expect(
            manifest.files.map(\.name) == [
                "discrepancies.csv", "discrepancies.ndjson", "payloads/A/create-0001.json", "quarantine.ndjson",
                "summary.json",
            ]
        )
        #expect(manifest.files.map(\.records) == [1, 1, 1, 1, nil])
        for file in manifest.files {
            let bytes = try contents(path + "/" + file.name)
            #expect(bytes.count == file.bytes)
            var digest = SHA256()
            digest.update(Array(bytes).span)
            #expect(digest.hexadecimal() == file.sha256)
        }
        #expect(try FileManager.default.contentsOfDirectory(atPath: output + "/deep/out") == ["run-1"])
    }

    @Test func personalFilesAreForTheirOwnerOnly() throws {
        defer { try? FileManager.default.removeItem(atPath: output) }
        var folder = try RunFolder(creating: "run-1", in: output)
        try folder.add("payloads/x.json", [1], isPersonal: true)
        try folder.add("summary.json", [1])
        let path = try folder.publish()
        #expect(try mode(of: path + "/payloads/x.json") == 0o600)
        #expect(try mode(of: path + "/payloads") == 0o700)
        #expect(try mode(of: path + "/summary.json") & 0o200 != 0)
    }

    @Test func unmaskedReportsAreForTheirOwnerOnly() throws {
        defer { try? FileManager.default.removeItem(atPath: output) }
        let path = try RunReport(run: "r", in: output, language: .english, masking: .clear).publish(
            RunSummary(run: "r")
        )
        #expect(try mode(of: path + "/discrepancies.csv") == 0o600)
        #expect(try mode(of: path + "/quarantine.ndjson") == 0o600)
    }

    @Test func folderThatWasNotPublishedLeavesNothing() throws {
        defer { try? FileManager.default.removeItem(atPath: output) }
        do {
            var folder = try RunFolder(creating: "run-1", in: output)
            try folder.add("a/b/c.json", [1])
        }
        #expect(try FileManager.default.contentsOfDirectory(atPath: output) == [])
    }

    @Test func leftoverOfAKilledRunIsReplaced() throws {
        defer { try? FileManager.default.removeItem(atPath: output) }
        try FileManager.default.createDirectory(
            atPath: output + "/.run-1.partial/old",
            withIntermediateDirectories: true
        )
        let path = try RunFolder(creating: "run-1", in: output).publish()
        #expect(try FileManager.default.contentsOfDirectory(atPath: path) == ["manifest.json"])
    }

    @Test func existingRunIsNeverOverwritten() throws {
        defer { try? FileManager.default.removeItem(atPath: output) }
        _ = try RunFolder(creating: "run-1", in: output).publish()
        #expect(throws: RunFolderError(.create, path: output + "/run-1", number: EEXIST)) {
            _ = try RunFolder(creating: "run-1", in: output).publish()
        }
    }

    @Test func theOutputFolderMayBeALink() throws {
        defer { for path in [output, output + "-link"] { try? FileManager.default.removeItem(atPath: path) } }
        try FileManager.default.createDirectory(atPath: output, withIntermediateDirectories: true)
        try FileManager.default.createSymbolicLink(atPath: output + "-link", withDestinationPath: output)
        _ = try RunFolder(creating: "run-1", in: output + "-link").publish()
        #expect(try FileManager.default.contentsOfDirectory(atPath: output) == ["run-1"])
    }

    @Test func aRunThatIsBeingWrittenKeepsItsName() throws {
        defer { try? FileManager.default.removeItem(atPath: output) }
        let folder = try RunFolder(creating: "run-1", in: output)
        #expect(throws: RunFolderError(.create, path: output + "/run-1", number: EEXIST)) {
            _ = try RunFolder(creating: "run-1", in: output).publish()
        }
        #expect(RunFolderError(.create, path: "a", number: EEXIST).isNameTaken)
        #expect(try folder.publish() == output + "/run-1")
        #expect(try FileManager.default.contentsOfDirectory(atPath: output) == ["run-1"])
    }

    @Test func sameInputGivesTheSameBytes() throws {
        defer { try? FileManager.default.removeItem(atPath: output) }
        let manifests = try ["a", "b"].map { folder in
            var report = try RunReport(run: "r", in: output + "/" + folder, language: .vietnamese, masking: .masked)
            for _ in 0..<500 { try report.add(Examples.differing()) }
            return try contents(report.publish(Examples.summary()) + "/manifest.json")
        }
        #expect(manifests[0] == manifests[1])
    }

    private struct Listing: Decodable {
        struct File: Decodable {
            let name: String
            let bytes: Int
            let sha256: String
            let records: Int?
        }
        let files: [File]
    }

    private func contents(_ path: String) throws -> Data { try Data(contentsOf: URL(fileURLWithPath: path)) }

    private func mode(of path: String) throws -> Int {
        let attributes = try FileManager.default.attributesOfItem(atPath: path)
        return try #require(attributes[.posixPermissions] as? NSNumber).intValue
    }
}
