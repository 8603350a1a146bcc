import Dossiers
import Testing

@testable import Payloads

struct NationalStepTests {
    private let finished = Instant(localSeconds: 1_000_000, precision: .second)
    private let returned = Instant(localSeconds: 1_003_600, precision: .second)

    @Test func everyStatusOnTheWayWithATimeOfItsOwnIsTold() throws {
        let item = try item(.returned, portal: .processing)
        #expect(statuses(NationalStep.missing(for: item)) == ["9", "10"])
        let times = texts(NationalStep.missing(for: item), "ThoiDiemXuLy")
        #expect(times == [finished.nationalText, returned.nationalText])
    }

    @Test func aStatusWhoseTimeNobodyKnowsIsNotMadeUp() throws {
        var item = try item(.returned, portal: .processing)
        item.dossier.finishedAt = nil
        item.dossier.statusAt = returned
        #expect(statuses(NationalStep.missing(for: item)) == ["10"])
    }

    @Test func aDossierThatThePortalDoesNotHaveBeginsWithItsReceipt() throws {
        let item = try item(.resolved, portal: nil)
        #expect(statuses(NationalStep.missing(for: item)) == ["2", "9"])
    }

    @Test func nothingIsMissingWhereTheStatusesAreEqual() throws {
        #expect(NationalStep.missing(for: try item(.returned, portal: .returned)).isEmpty)
    }

    @Test func recordedStepsLaterThanThePortalAreToldWithTheirTexts() throws {
        var item = try item(.resolved, portal: .received)
        var early = Step(status: .received, at: Instant(localSeconds: 10, precision: .second))
        early.person = "Cán bộ Mẫu"
        var late = Step(status: .processing, at: Instant(localSeconds: 999_000, precision: .second))
        late.person = "Cán bộ Mẫu Hai"
        item.dossier.steps = [late, early]
        item.portal?.receivedAt = Instant(localSeconds: 20, precision: .second)
        let steps = NationalStep.missing(for: item)
        #expect(statuses(steps) == ["4"])
        #expect(texts(steps, "NguoiXuLy") == ["Cán bộ Mẫu Hai"])
    }

    @Test func aLongNameIsWarnedOfAndNotCut() throws {
        var item = try item(.resolved, portal: .received)
        var step = Step(status: .resolved, at: finished)
        step.person = String(repeating: "M", count: NationalStep.personLimit + 1)
        item.dossier.steps = [step]
        let steps = NationalStep.missing(for: item)
        #expect(steps.flatMap(\.warnings).map(\.field) == ["NguoiXuLy"])
        #expect(texts(steps, "NguoiXuLy").first?.count == NationalStep.personLimit + 1)
    }

    private func item(_ local: NationalStatus, portal: NationalStatus?) throws -> PayloadItem {
        let code = try #require(DossierCode("H23.23-230101-0001"))
        var dossier = Dossier(code: code, status: local)
        dossier.receivedAt = Instant(localSeconds: 10, precision: .second)
        dossier.finishedAt = finished
        dossier.returnedAt = local == .returned ? returned : nil
        let shown = portal.map { Dossier(code: code, status: $0) }
        return PayloadItem(action: portal == nil ? .create : .update, dossier: dossier, portal: shown)
    }

    private func statuses(_ steps: [NationalStep]) -> [String] { texts(steps, "TrangThai") }

    private func texts(_ steps: [NationalStep], _ name: String) -> [String] {
        steps.compactMap { step in
            guard case .text(let text) = step.values.first(where: { $0.name == name })?.value else { return nil }
            return text
        }
    }
}
