import Dossiers
import Foundation
import Rehearsal
import Settings
import Testing

struct ThanhHaTests {
    private func write(_ folder: borrowing TemporaryFolder, seed: UInt64 = 1) throws {
        try ThanhHaPlan(seed: seed, folder: folder.path, mappings: "../../mappings").write()
    }

    private func rows(_ text: String) -> [[String]] {
        text.split(separator: "\n").dropFirst().map { line in
            line.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
        }
    }

    @Test func theCommittedSampleIsWhatTheGeneratorWrites() throws {
        let folder = try TemporaryFolder()
        try write(folder)
        for name in try folder.names() {
            let committed = try Data(contentsOf: URL(filePath: "\(Checkout.root)/samples/thanh-ha/\(name)"))
            #expect(try committed == folder.bytes(name), "\(name)")
        }
    }

    @Test(arguments: [1, 2, 3] as [UInt64])
    func theOracleAgreesWithTruthAndBooks(seed: UInt64) throws {
        let folder = try TemporaryFolder()
        try write(folder, seed: seed)
        let verdict = try Program.oracle(folder.path)
        #expect(verdict.status == 0, "\(verdict.output)")
    }

    @Test func everySituationOccurs() throws {
        let folder = try TemporaryFolder()
        try write(folder)
        let told = Set(try rows(folder.text("truth.csv")).map { $0[1] })
        #expect(told == Set(Situation.allCases.map(\.rawValue)))
    }

    @Test func eachKeyHasOneLine() throws {
        let folder = try TemporaryFolder()
        try write(folder)
        let keys = try rows(folder.text("truth.csv")).flatMap { [$0[0], $0[3]] }.filter { !$0.isEmpty }
        #expect(Set(keys).count == keys.count)
        #expect(keys.allSatisfy { DossierCode($0)?.canonical == $0 })
    }

    @Test func theBooksBalance() throws {
        let folder = try TemporaryFolder()
        try write(folder)
        for book in try rows(folder.text("books.csv")) {
            let counts = book.dropFirst().compactMap { Int($0) }
            #expect(counts.count == 4)
            #expect(counts[0] == counts[1] + counts[2] + counts[3], "\(book[0])")
        }
    }

    @Test func theFeedsAreSmallEnoughToKeep() throws {
        let folder = try TemporaryFolder()
        try write(folder)
        let bytes = try folder.names().reduce(0) { try $0 + folder.bytes($1).count }
        #expect(bytes < 3_000_000)
    }

    @Test func theConfigurationReads() throws {
        let configuration = try Configuration.read(file: "\(Checkout.root)/samples/thanh-ha/doisoat.yaml")
        #expect(configuration.local.map(\.mapping) == ["opencps", "igate", "csv-export", "xml-feed", "dvcqg-array"])
    }

    @Test func peopleAreInvented() throws {
        let folder = try TemporaryFolder()
        try write(folder)
        for name in try folder.names() where name.hasPrefix("cong-tinh") {
            let page = try JSONSerialization.jsonObject(with: folder.bytes(name).repaired) as? [String: Any]
            let records = try #require(page?["data"] as? [[String: Any]])
            for record in records {
                guard let identity = record["SoGiayToChuHoSo"] as? String else { continue }
                #expect(identity.hasPrefix("099") || identity.hasPrefix("990"))
                #expect((record["SoDienThoai"] as? String)?.hasPrefix("09000000") == true)
            }
        }
    }
}

extension Data {
    /// The page without the records that are broken on purpose.
    fileprivate var repaired: Data {
        Data(String(decoding: self, as: UTF8.self).replacing("{\"SoBienNhan\": ,\"NgayTra\":\"\"}", with: "{}").utf8)
    }
}
