import Dossiers
import Foundation
import Testing

@testable import Payloads

struct PayloadIndexTests {
    @Test(arguments: PayloadTransport.allCases)
    func everyDocumentIsListedOnceAndStepsComeAfterTheirRecord(transport: PayloadTransport) throws {
        let written = try Written(Self.items(), transport, batch: 2)
        let listed = try Self.documents(written.index)
        #expect(Set(listed.map(\.name)) == Set(written.documents.map(\.name)))
        #expect(listed.map(\.order) == Array(1...listed.count))
        let ranks = listed.map { ["create", "update", "steps"].firstIndex(of: $0.purpose) }
        #expect(ranks.compactMap(\.self) == ranks.compactMap(\.self).sorted())
        for document in listed {
            let codes = written.documents.first { $0.name == document.name }?.codes ?? []
            let records = listed.first { $0.name == document.after }?.records ?? []
            #expect(document.purpose != "steps" || Set(document.records).isSubset(of: records))
            #expect(document.records == codes.reduce(into: []) { if !$0.contains($1) { $0.append($1) } })
        }
    }

    @Test(arguments: [
        ("dvcqg-session", "create", "adapter", "header:dstcode body:session"),
        ("dvcqg-session", "update", "adapter", "header:dstcode body:session"),
        ("dvcqg-session", "steps", "adapter", "header:dstcode body:session"),
        ("gateway-array", "create", "create", ""),
        ("gateway-array", "update", "update", ""),
        ("gateway-array", "steps", "steps", ""),
        ("gateway-query", "create", "records", "query:MaDinhDanhDV=000.00.00.H23 query:isUpdating=False"),
        ("gateway-query", "update", "records", "query:MaDinhDanhDV=000.00.00.H23 query:isUpdating=True"),
        ("gateway-query", "steps", "steps", "query:MaDinhDanhDV=000.00.00.H23"),
        ("xml", "create", nil, ""),
        ("lgsp", "update", "sync-document", "header:Authorization"),
    ])
    func senderIsToldWhatIsNotInTheFile(transport: String, purpose: String, url: String?, adds: String) throws {
        let written = try Written(Self.items(), try #require(PayloadTransport(rawValue: transport)))
        let document = try #require(try Self.documents(written.index).first { $0.purpose == purpose })
        #expect(document.url == url)
        #expect(document.adds.map(\.text).joined(separator: " ") == adds)
        #expect(document.isUpdating == ["create": "False", "update": "True"][purpose])
        #expect(document.service == (purpose == "steps" ? "CapNhatTienDoHoSoMC" : "DongBoHoSoMC"))
    }

    @Test func anIndexOfNothingIsValid() throws {
        let written = try Written([], .session)
        let file = try written.index.file()
        #expect(file.records == 0)
        #expect(try Self.documents(written.index).isEmpty)
    }

    @Test func anIndexOfVeryManyDocumentsIsWholeAndChecked() throws {
        let item = try #require(SampleDossiers.items().first)
        let items = try (0..<1_100).map { number in
            let code = try #require(DossierCode("H23.23-230101-\(10_000 + number)"))
            var dossier = Dossier(code: code, status: .registered)
            dossier.carriedOver = item.dossier.carriedOver
            return PayloadItem(action: .create, dossier: dossier, portal: nil)
        }
        let written = try Written(items, .bareArray)
        let listed = try Self.documents(written.index)
        #expect(try written.index.file().records == 1_100)
        #expect(listed.map(\.order) == Array(1...1_100))
        #expect(listed.flatMap(\.records) == items.map(\.dossier.code.canonical))
    }

    @Test func stepsOfManyDocumentsKeepTheirOrder() throws {
        let written = try Written(Self.items(), .bareArray)
        let steps = try Self.documents(written.index).filter { $0.purpose == "steps" }
        #expect(steps.count > 10)
        #expect(steps.map(\.name) == steps.map(\.name).sorted())
    }

    /// The ten dossiers, each odd one as an update of what the portal shows as received.
    private static func items() throws -> [PayloadItem] {
        try SampleDossiers.items().enumerated().map { number, item in
            var item = item
            item.dossier.receivedAt = Instant(localSeconds: 10, precision: .second)
            item.dossier.finishedAt = Instant(localSeconds: 20, precision: .second)
            item.dossier.returnedAt = Instant(localSeconds: 30, precision: .second)
            guard !number.isMultiple(of: 2) else { return item }
            item.action = .update
            item.portal = Dossier(code: item.dossier.code, status: .registered)
            return item
        }
    }

    private static func documents(_ index: PayloadIndex) throws -> [Listed] {
        try JSONDecoder().decode(Document.self, from: Data(index.file().bytes)).documents
    }

    private struct Document: Decodable { var documents: [Listed] }

    private struct Listed: Decodable {
        var order: Int
        var name: String
        var purpose: String
        var service: String
        var isUpdating: String?
        var after: String?
        var url: String?
        var adds: [Addition]
        var records: [String]
    }

    private struct Addition: Decodable {
        var `in`: String
        var name: String
        var value: String?

        var text: String { "\(`in`):\(name)" + (value.map { "=\($0)" } ?? "") }
    }
}
