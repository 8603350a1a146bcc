import Dossiers
import Foundation
import Testing

@testable import Payloads

struct PayloadWriterTests {
    @Test func tenDossiersComeBackWithEveryFieldEqual() throws {
        let written = try Written(SampleDossiers.items(), .session)
        let bytes = try #require(written.documents.first).bytes
        let object = try JSONSerialization.jsonObject(with: Data(bytes))
        let envelope = try #require(object as? NSDictionary)
        #expect(envelope["session"] as? String == "")
        #expect(envelope["isUpdating"] as? String == "False")
        #expect(envelope["service"] as? String == "DongBoHoSoMC")
        let data = try #require(envelope["data"] as? [[String: Any]])
        #expect(data.count == 10)
        for (row, sample) in zip(data, try SampleDossiers.rows()) {
            for (name, value) in sample where row[name] != nil || !isBlank(value) {
                #expect(row[name] as? NSObject == value as? NSObject, "\(name)")
            }
            #expect(Set(row.keys).isSubset(of: sample.keys))
        }
    }

    @Test(arguments: PayloadTransport.allCases)
    func sameItemsGiveTheSameBytes(transport: PayloadTransport) throws {
        let items = try SampleDossiers.items()
        let (once, again) = (try Written(items, transport), try Written(items, transport))
        #expect(once.documents == again.documents)
        #expect(once.remarks.records[.create] == 10)
        #expect(once.remarks.refusals.isEmpty)
    }

    @Test(arguments: [(1, 10), (3, 4), (10, 1), (50, 1)])
    func batchesHoldAtMostTheirCount(batch: Int, documents: Int) throws {
        let written = try Written(SampleDossiers.items(), .queryString, batch: batch)
        #expect(written.documents.count { $0.purpose == .create } == documents)
        #expect(written.documents.allSatisfy { $0.codes.count <= batch })
    }

    @Test func gatewayArrayTakesOneRecordAndWritesNull() throws {
        let written = try Written(SampleDossiers.items(), .bareArray)
        #expect(written.documents.allSatisfy { $0.codes.count == 1 })
        let text = String(decoding: try #require(written.documents.first).bytes, as: UTF8.self)
        #expect(text.contains(#""MaDoiTuong": null"#))
    }

    @Test(arguments: [PayloadTransport.xml, .lgsp])
    func forbiddenCharacterRefusesOnlyItsDossier(transport: PayloadTransport) throws {
        var items = try SampleDossiers.items()
        items[3].dossier.applicant = "A\u{1}B"
        let written = try Written(items, transport)
        #expect(written.remarks.refusals.map(\.code) == [items[3].dossier.code.canonical])
        #expect(written.documents.filter { $0.purpose == .create }.flatMap(\.codes).count == 9)
    }

    @Test func listsInsideASupplementAreWrittenInFullAndInOrder() throws {
        let record = try NationalRecord(try #require(SampleDossiers.supplemented().first)) { _ in nil }
        guard case .list(let rows) = record["DanhSachHoSoBoSung"], let row = rows.first else {
            Issue.record("the supplement is lost")
            return
        }
        #expect(
            row.map(\.name) == ["HoSoBoSungId", "DanhSachGiayToBoSung", "DanhSachLePhiBoSung", "NgayHenTraMoi"]
        )
        let nested = row.compactMap { member -> [[String]]? in
            guard case .list(let rows) = member.value else { return nil }
            return rows.map { $0.map(\.name) }
        }
        #expect(
            nested == [[["TepDinhKemId", "TenTepDinhKem"], ["TenGiayTo", "SoLuong"]], [["TenPhiLePhi", "Gia"]]]
        )
    }

    @Test(arguments: [
        (PayloadTransport.session, #""TenGiayTo": "Bản cam kết""#), (.bareArray, #""Gia": "15000""#),
        (.queryString, #""TenTepDinhKem": "GiayChungNhan.pdf""#), (.xml, "<Gia>15000</Gia>"),
        (.xml, "<DanhSachGiayToBoSung>"),
    ])
    func everyFormCarriesTheListsOfASupplement(transport: PayloadTransport, part: String) throws {
        let written = try Written(SampleDossiers.supplemented(), transport)
        #expect(written.remarks.refusals.isEmpty)
        #expect(String(decoding: try #require(written.documents.first).bytes, as: UTF8.self).contains(part))
    }

    @Test func missingProcedureRefusesTheDossier() throws {
        var items = try SampleDossiers.items()
        items[0].dossier.carriedOver.removeAll { $0.name == "MaTTHC" }
        let written = try Written(items, .session)
        #expect(written.remarks.refusals.map(\.fields) == [["MaTTHC"]])
        #expect(written.remarks.records[.create] == 9)
    }

    @Test func recordThatBreaksTheSchemaRefusesOnlyItself() throws {
        var items = try SampleDossiers.items()
        items[2].dossier.carriedOver.removeAll { $0.name == "TaiLieuNop" }
        items[2].dossier.carriedOver.append(NamedValue(name: "TaiLieuNop", value: .text("secret.pdf")))
        let written = try Written(items, .session)
        #expect(written.remarks.refusals.map(\.code) == [items[2].dossier.code.canonical])
        #expect(written.remarks.refusals.allSatisfy { !"\($0.reason)".contains("secret") })
        #expect(written.remarks.records[.create] == 9)
    }

    @Test(arguments: [(2_000, 0), (2_001, 1)])
    func noteAboveItsLimitIsWarnedOfAndSentWhole(length: Int, warnings: Int) throws {
        var items = Array(try SampleDossiers.items().prefix(1))
        items[0].dossier.note = String(repeating: "ữ", count: length)
        let written = try Written(items, .session)
        #expect(written.remarks.warnings.count { $0.field == "GhiChu" } == warnings)
        let text = String(decoding: try #require(written.documents.first).bytes, as: UTF8.self)
        #expect(text.contains(String(repeating: "ữ", count: length)))
    }

    @Test(arguments: PayloadTransport.allCases)
    func secondReadersAcceptEveryDocument(transport: PayloadTransport) throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let items = try SampleDossiers.supplemented() + SampleDossiers.items().dropFirst()
        for document in try Written(items, transport).documents.prefix(2) {
            let (schema, file) = (folder.appending(path: "schema"), folder.appending(path: "document"))
            try Data(PayloadSchema.bytes(transport, document.purpose)).write(to: schema)
            try Data(document.bytes).write(to: file)
            #expect(try judge(transport, schema.path, file.path) == 0)
            try Data((transport.ending == "json" ? "{}" : "<a/>").utf8).write(to: file)
            #expect(try judge(transport, schema.path, file.path) != 0)
        }
    }

    private func judge(_ transport: PayloadTransport, _ schema: String, _ file: String) throws -> Int32 {
        let program =
            "import json,sys,jsonschema; jsonschema.Draft202012Validator(json.load(open(sys.argv[1]))).validate(json.load(open(sys.argv[2])))"
        let process = Process()
        process.executableURL = URL(filePath: "/usr/bin/env")
        process.arguments =
            transport.ending == "json"
            ? ["python3", "-c", program, schema, file] : ["xmllint", "--noout", "--schema", schema, file]
        process.standardError = FileHandle.nullDevice
        try process.run()
        process.waitUntilExit()
        return process.terminationStatus
    }

    private func isBlank(_ value: Any) -> Bool {
        (value as? String)?.isEmpty ?? (value as? [Any])?.isEmpty ?? false
    }
}
