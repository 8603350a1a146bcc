import Dossiers
import Foundation

@testable import Payloads

/// The ten dossiers of the samples as a mapping would give them.
enum SampleDossiers {
    static func rows() throws -> [[String: Any]] {
        let data = Data(PackageResources.dongbohosomc_request_json)
        let envelope = try JSONSerialization.jsonObject(with: data) as? [String: Any]
        return envelope?["data"] as? [[String: Any]] ?? []
    }

    static func items() throws -> [PayloadItem] {
        try rows().compactMap { item($0) }
    }

    /// The first dossier with a supplement whose lists are filled, members in any order.
    static func supplemented() throws -> [PayloadItem] {
        var items = Array(try items().prefix(1))
        func text(_ name: String, _ text: String) -> NamedValue { NamedValue(name: name, value: .text(text)) }
        let papers: [[NamedValue]] = [
            [text("TenTepDinhKem", "GiayChungNhan.pdf"), text("TepDinhKemId", "7")],
            [NamedValue(name: "TenTepDinhKem", value: .null)],
            [text("TenGiayTo", "Bản cam kết"), text("SoLuong", "1"), NamedValue(name: "LoaiGiayTo", value: .null)],
        ]
        let fees = [[text("Gia", "15000"), text("TenPhiLePhi", "Lệ phí")]]
        let supplement = [
            text("NgayHenTraMoi", "20231220170000"), NamedValue(name: "DanhSachGiayToBoSung", value: .list(papers)),
            NamedValue(name: "DanhSachLePhiBoSung", value: .list(fees)),
            text("HoSoBoSungId", "1"),
        ]
        items[0].dossier.carriedOver.removeAll { $0.name == "DanhSachHoSoBoSung" }
        items[0].dossier.carriedOver.append(NamedValue(name: "DanhSachHoSoBoSung", value: .list([supplement])))
        return items
    }

    static func item(_ row: [String: Any]) -> PayloadItem? {
        guard let raw = row["MaHoSo"] as? String, let code = DossierCode(raw),
            let number = row["TrangThaiHoSo"] as? String, let status = UInt8(number).flatMap(NationalStatus.init)
        else { return nil }
        var dossier = Dossier(code: code, status: status)
        dossier.carriedOver = row.map { NamedValue(name: $0.key, value: value($0.value)) }
        return PayloadItem(action: .create, dossier: dossier, portal: nil)
    }

    private static func value(_ any: Any) -> CarriedValue {
        if let rows = any as? [[String: Any]] {
            return .list(
                rows.map { row in
                    row.sorted { $0.key < $1.key }.map { NamedValue(name: $0.key, value: value($0.value)) }
                }
            )
        }
        if any is [Any] { return .list([]) }
        return (any as? String).map(CarriedValue.text) ?? .null
    }
}

/// What a writer made of some items.
struct Written {
    var documents: [PayloadDocument] = []
    var remarks: PayloadRemarks
    var index: PayloadIndex

    init(_ items: [PayloadItem], _ transport: PayloadTransport, batch: Int = 50) throws {
        let writer = PayloadWriter(transport: transport, unit: "000.00.00.H23", batch: batch) { _ in nil }
        var documents: [PayloadDocument] = []
        (remarks, index) = try writer.write(items) { documents.append($0) }
        self.documents = documents
    }
}
