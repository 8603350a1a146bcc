import Dossiers
import Testing

@testable import Payloads

/// What cannot be written is told once, and nothing of the dossier is sent.
struct RefusalTests {
    /// Ways in which a record cannot be written.
    enum Fault: CaseIterable, Sendable {
        case missingField, brokenSchema, forbiddenCharacter

        func spoil(_ dossier: inout Dossier) {
            switch self {
            case .missingField: dossier.carriedOver.removeAll { $0.name == "MaTTHC" }
            case .brokenSchema:
                dossier.carriedOver.removeAll { $0.name == "TaiLieuNop" }
                dossier.carriedOver.append(NamedValue(name: "TaiLieuNop", value: .text("a.pdf")))
            case .forbiddenCharacter: dossier.applicant = "A\u{1}B"
            }
        }
    }

    @Test(arguments: Fault.allCases, [1, 4, 50])
    func stepsOfARefusedRecordAreNotWritten(fault: Fault, batch: Int) throws {
        var items = try finishedItems()
        fault.spoil(&items[3].dossier)
        let written = try Written(items, .xml, batch: batch)
        let code = items[3].dossier.code.canonical
        #expect(written.remarks.refusals.map(\.code) == [code])
        #expect(!written.documents.flatMap(\.codes).contains(code))
        #expect(!written.remarks.warnings.map(\.code).contains(code))
        for other in items where other.dossier.code != items[3].dossier.code {
            let purposes = written.documents.filter { $0.codes.contains(other.dossier.code.canonical) }.map(\.purpose)
            #expect(Set(purposes) == [.create, .steps])
        }
    }

    @Test func aSpoiltStepLeavesItsRecordAlone() throws {
        var items = try finishedItems()
        var step = Step(status: .received, at: Instant(localSeconds: 10, precision: .second))
        step.person = "A\u{1}B"
        items[3].dossier.steps = [step, step]
        let written = try Written(items, .xml)
        let code = items[3].dossier.code.canonical
        #expect(written.remarks.refusals.map(\.fields) == [["TienDo"]])
        #expect(written.documents.filter { $0.codes.contains(code) }.map(\.purpose) == [.create])
    }

    @Test func everyMissingFieldIsNamedInOneRefusal() throws {
        var item = try #require(try finishedItems().first)
        item.dossier.carriedOver.removeAll { ["MaTTHC", "DonViXuLy"].contains($0.name) }
        let written = try Written([item], .session)
        let refusal = PayloadRefusal(
            code: item.dossier.code.canonical,
            fields: ["MaTTHC", "DonViXuLy"],
            reason: .missing
        )
        #expect(written.remarks.refusals == [refusal])
        #expect(written.documents.isEmpty)
    }

    @Test(arguments: ["MaTTHC", "DonViXuLy", "NgayTiepNhan", "TenTTHC", "HinhThuc"])
    func anUpdateTakesWhatTheLocalSourceLacksFromThePortal(name: String) throws {
        var item = try #require(try SampleDossiers.items().first)
        item.action = .update
        item.portal = item.dossier
        item.portal?.status = .processing
        item.dossier.carriedOver.removeAll { $0.name == name }
        let shown = try #require(item.portal?.carriedOver.first { $0.name == name }?.value)
        let record = try NationalRecord(item) { _ in nil }
        #expect(record[name] == shown)
        #expect(record.warnings.isEmpty)
    }

    @Test func thePortalsCanonicalFieldsFillAnUpdateToo() throws {
        let code = try #require(DossierCode("H23.23-230101-0001"))
        var portal = Dossier(code: code, status: .processing)
        portal.procedure = "1.000894"
        portal.agency = "H23.23"
        portal.receivedAt = Instant(localSeconds: 10, precision: .second)
        let item = PayloadItem(action: .update, dossier: Dossier(code: code, status: .resolved), portal: portal)
        let record = try NationalRecord(item) { $0 == "H23.23" ? "UBND huyện Mẫu" : nil }
        #expect(record["MaTTHC"] == .text("1.000894"))
        #expect(record["DonViXuLy"] == .text("UBND huyện Mẫu"))
        #expect(record["NgayTiepNhan"] == .text(Instant(localSeconds: 10, precision: .second).nationalText))
        #expect(record["TrangThaiHoSo"] == .text("9"))
    }

    /// The ten dossiers, with times that prove steps.
    private func finishedItems() throws -> [PayloadItem] {
        try SampleDossiers.items().map { item in
            var item = item
            item.dossier.receivedAt = Instant(localSeconds: 10, precision: .second)
            item.dossier.finishedAt = Instant(localSeconds: 20, precision: .second)
            item.dossier.statusAt = Instant(localSeconds: 30, precision: .second)
            return item
        }
    }
}
