import Foundation
import Testing

/// Promise 9: same input, same bytes, however the work is cut up; and what comes out is the truth of the world.
struct SameBytesTests {
    private static let oracle = Repository.root.appending(path: "Tests/Oracle/oracle.py").path
    private static let mappings = Repository.root.appending(path: "mappings").path

    private static func diff(_ configuration: String, _ more: [String] = []) throws -> CommandOutcome {
        try Program.run(["diff", "-c", configuration, "--format", "ndjson", "--limit", "0", "--no-progress"] + more)
    }

    /// A world of invented dossiers in a folder of its own.
    private static func world(local: String, portal: String, records: Int, pages: Int = 1) throws -> TemporaryFolder {
        let folder = try TemporaryFolder()
        let arguments = [
            "world", "--records", "\(records)", "--out", folder.url.path, "--local", local, "--portal", portal,
            "--pages", "\(pages)", "--mappings", mappings,
        ]
        let made = try RunningProgram(Program.rehearsal, arguments, in: Repository.root).outcome()
        try #require(made.exit == 0, "\(made.stderr)")
        return folder
    }

    @Test func threadsAndMemoryChangeNothing() throws {
        let folder = try SameBytesTests.world(local: "bench-ndjson", portal: "bench-csv", records: 20_000, pages: 3)
        let configuration = folder.url.appending(path: "doisoat.yaml").path
        let first = try SameBytesTests.diff(configuration, ["--threads", "1"])
        #expect(!first.stdout.isEmpty)
        for more in [
            ["--threads", "2"], ["--threads", "4"], ["--memory", "1M"], ["--threads", "4", "--memory", "1M"],
        ] {
            let other = try SameBytesTests.diff(configuration, more)
            #expect(other.stdout == first.stdout, "\(more)")
            #expect(other.exit == first.exit)
        }
    }

    /// The same records in pages the other way round: the positions differ, what is found does not.
    @Test func theOrderOfPagesChangesNothing() throws {
        let folder = try SameBytesTests.world(local: "bench-ndjson", portal: "bench-ndjson", records: 2_000, pages: 4)
        let configuration = folder.url.appending(path: "doisoat.yaml").path
        let first = try SameBytesTests.diff(configuration)
        let names = try FileManager.default.contentsOfDirectory(atPath: folder.url.path)
        for side in ["local", "portal"] {
            let pages = names.filter { $0.hasPrefix(side) }.sorted().map { folder.url.appending(path: $0) }
            try #require(pages.count == 4)
            let contents = try pages.map { try Data(contentsOf: $0) }
            for (page, content) in zip(pages, contents.reversed()) { try content.write(to: page) }
        }
        let other = try SameBytesTests.diff(configuration)
        #expect(found(other.stdout) == found(first.stdout))
    }

    private func found(_ lines: String) -> [String] {
        lines.split(separator: "\n").map { String($0).replacing(/"position":\{[^}]*\}/, with: "") }
    }

    @Test func theSampleAgreesWithTheOracle() throws {
        let sample = Repository.root.appending(path: "samples/thanh-ha")
        let folder = try TemporaryFolder()
        try folder.save(SameBytesTests.diff(sample.appending(path: "doisoat.yaml").path).stdout, "found.ndjson")
        let judged = try Program.python(
            [SameBytesTests.oracle, sample.path, "--against", folder.url.appending(path: "found.ndjson").path]
        )
        #expect(judged.exit == 0, "\(judged.stderr)")
        #expect((judged.stdout + judged.stderr).contains(" 0 differ"), "\(judged.stdout)")
    }

    @Test(arguments: [
        ("bench-ndjson", "bench-csv"), ("opencps", "dvcqg"), ("igate", "dvcqg-array"), ("xml-feed", "dvcqg"),
        ("csv-export-semicolon", "province-portal"), ("soap-epar", "xml-feed"), ("dvcqg-array", "igate"),
    ])
    func whatIsFoundIsTheTruthOfTheWorld(local: String, portal: String) throws {
        let folder = try SameBytesTests.world(local: local, portal: portal, records: 3_000)
        let outcome = try SameBytesTests.diff(folder.url.appending(path: "doisoat.yaml").path)
        let truth = try folder.text("truth.csv").split(separator: "\n").dropFirst().map { Finding(row: $0) }
        let found = outcome.stdout.split(separator: "\n").compactMap { Finding(json: $0) }
        try #require(!truth.isEmpty)
        #expect(found.count == outcome.stdout.split(separator: "\n").count)
        #expect(Set(found).symmetricDifference(truth).isEmpty, "\(Set(found).symmetricDifference(truth).prefix(5))")
    }

    /// One key with its situation.
    struct Finding: Hashable {
        let code: String
        let situation: String

        init(row: Substring) {
            let cells = row.split(separator: ",", omittingEmptySubsequences: false)
            code = String(cells[0])
            situation = String(cells[1])
        }

        init?(json line: Substring) {
            guard let match = line.firstMatch(of: /^\{"code":"([^"]*)","situation":"([^"]*)"/) else { return nil }
            code = String(match.1)
            situation = String(match.2)
        }
    }
}
