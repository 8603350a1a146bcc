import Foundation
import Rehearsal
import Settings
import Testing

struct BenchWorldTests {
    private func plan(_ records: Int, seed: UInt64 = 7, in folder: borrowing TemporaryFolder) -> BenchPlan {
        BenchPlan(records: records, seed: seed, folder: folder.path, mappings: "mappings")
    }

    private func files(_ folder: borrowing TemporaryFolder) throws -> [String: Data] {
        var files: [String: Data] = [:]
        for name in try folder.names() { files[name] = try folder.bytes(name) }
        return files
    }

    @Test func sameSeedGivesSameBytes() async throws {
        let one = try TemporaryFolder()
        let other = try TemporaryFolder()
        try await plan(700, in: one).write()
        try await plan(700, in: other).write()
        #expect(try files(one) == files(other))
    }

    @Test func anotherSeedGivesAnotherWorld() async throws {
        let one = try TemporaryFolder()
        let other = try TemporaryFolder()
        try await plan(200, seed: 1, in: one).write()
        try await plan(200, seed: 2, in: other).write()
        #expect(try one.bytes("local-1.ndjson") != other.bytes("local-1.ndjson"))
        #expect(try one.bytes("portal-1.csv") != other.bytes("portal-1.csv"))
    }

    @Test(arguments: [2, 3, 7])
    func pagesHoldTheSameRecords(pages: Int) async throws {
        let whole = try TemporaryFolder()
        let split = try TemporaryFolder()
        try await plan(500, in: whole).write()
        var paged = plan(500, in: split)
        paged.pages = pages
        try await paged.write()
        let joined = try (1...pages).map { try split.text("local-\($0).ndjson") }.joined()
        #expect(try joined == whole.text("local-1.ndjson"))
        #expect(try split.text("truth.csv") == whole.text("truth.csv"))
    }

    @Test func theLocalRecordsHaveFifteenFieldsAndThePortalTwentyColumns() async throws {
        let folder = try TemporaryFolder()
        try await plan(50, in: folder).write()
        let line = try #require(try folder.text("local-1.ndjson").split(separator: "\n").first)
        let record = try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: String]
        #expect(record?.count == 15)
        let rows = try folder.text("portal-1.csv").split(separator: "\n")
        #expect((48...51).contains(rows.count))
        #expect(rows.allSatisfy { $0.split(separator: ",", omittingEmptySubsequences: false).count == 20 })
    }

    @Test func aboutOneKeyInAHundredDoesNotAgree() async throws {
        let folder = try TemporaryFolder()
        try await plan(40_000, in: folder).write()
        let lines = try folder.text("truth.csv").split(separator: "\n").dropFirst()
        #expect((380...460).contains(lines.count))
        let keys = Set(lines.compactMap { $0.split(separator: ",").first })
        #expect(keys.count == lines.count)
    }

    @Test(arguments: FeedFormat.allCases)
    func aSecondReaderFindsTheTruthInEachFormat(format: FeedFormat) async throws {
        let folder = try TemporaryFolder()
        var plan = plan(1_200, in: folder)
        plan.local = format
        plan.portal = format == .dvcqg ? .provincePortal : .dvcqg
        plan.pages = 2
        try await plan.write()
        let verdict = try Program.oracle(folder.path)
        #expect(verdict.status == 0, "\(verdict.output)")
        for name in try folder.names() where name.hasSuffix(".xml") {
            let lint = try Program.run(["xmllint", "--noout", "\(folder.path)/\(name)"])
            #expect(lint.status == 0, "\(lint.output)")
        }
    }

    @Test func theOracleAgreesOnFiveThousandRecordsASide() async throws {
        let folder = try TemporaryFolder()
        try await plan(5_000, in: folder).write()
        let verdict = try Program.oracle(folder.path)
        #expect(verdict.status == 0, "\(verdict.output)")
    }

    @Test func theOracleRefusesAFalseTruth() async throws {
        let folder = try TemporaryFolder()
        try await plan(2_000, in: folder).write()
        let truth = try folder.text("truth.csv")
        let forged = truth.replacing("only-local", with: "agreed")
        #expect(forged != truth)
        try forged.write(toFile: "\(folder.path)/truth.csv", atomically: true, encoding: .utf8)
        #expect(try Program.oracle(folder.path).status == 1)
    }

    @Test func theConfigurationReads() async throws {
        let folder = try TemporaryFolder()
        try await plan(20, in: folder).write()
        let configuration = try Configuration.read(file: "\(folder.path)/doisoat.yaml")
        #expect(configuration.local.map(\.mapping) == ["bench-ndjson"])
    }

    @Test func memoryDoesNotGrowWithTheWorld() throws {
        let folder = try TemporaryFolder()
        func peak(_ records: Int) throws -> Int {
            try PeakMemory.kilobytes(of: [Program.rehearsal, "world", "--records", "\(records)", "--out", folder.path])
        }
        let before = try peak(5_000)
        let growth = try peak(100_000) - before
        #expect(growth < 25_000, "peak grew by \(growth) KB while 80,000 KB were written")
    }
}
