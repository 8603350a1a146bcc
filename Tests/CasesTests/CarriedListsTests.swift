import Foundation
import Testing

/// The lists of a dossier, from the feeds that carry them into the payload, lists inside lists included.
struct CarriedListsTests {
    /// Every list of protocol 1.4, each member with a text of its own.
    private static var lists: [String: [[String: Any]]] {
        [
            "TaiLieuNop": [
                row(["TepDinhKemId", "TenTepDinhKem", "IsDeleted", "MaThanhPhanHoSo", "DuongDanTaiTepTin"], "a"),
                row(["TepDinhKemId", "TenTepDinhKem", "IsDeleted", "MaThanhPhanHoSo", "DuongDanTaiTepTin"], "b"),
            ],
            "DanhSachLePhi": [row(fees, "c")],
            "DanhSachTepDinhKemKhac": [row(["TenGiayTo", "SoLuong", "LoaiGiayTo"], "d")],
            "DanhSachHoSoBoSung": [
                supplement("e", papers: papers, fees: [row(fees, "h")]), supplement("i", papers: [], fees: []),
            ],
            "DanhSachGiayToKetQua": [row(["TenGiayTo", "MaThanhPhanHoSo", "GiayToId", "DuongDanTepTinKetQua"], "k")],
        ]
    }
    private static var papers: [[String: Any]] {
        [
            row(["TepDinhKemId", "TenTepDinhKem", "DuongDanTaiTepTin"], "f"), row(["TenGiayTo", "SoLuong"], "g"),
        ]
    }
    private static let fees = ["TenPhiLePhi", "MaPhiLePhi", "HinhThucThu", "Gia", "LoaiPhiLePhi"]
    private static let supplementTexts = [
        "HoSoBoSungId", "NguoiYeuCauBoSung", "NoiDungBoSung", "NgayBoSung", "NguoiTiepNhanBoSung", "ThongTinTiepNhan",
        "NgayTiepNhanBoSung", "TrangThaiBoSung", "NgayHenTraTruoc", "NgayHenTraMoi",
    ]

    private static func supplement(_ mark: String, papers: [[String: Any]], fees: [[String: Any]]) -> [String: Any] {
        var supplement = row(supplementTexts, mark)
        supplement["DanhSachGiayToBoSung"] = papers
        supplement["DanhSachLePhiBoSung"] = fees
        return supplement
    }

    private static func row(_ names: [String], _ mark: String) -> [String: Any] {
        Dictionary(uniqueKeysWithValues: names.map { ($0, "\($0) \(mark)") })
    }

    @Test(arguments: ["dvcqg", "dvcqg-array", "dvcqg-opencps2021", "xml-feed"])
    func everyListArrivesInFull(mapping: String) throws {
        let record = try payload(of: feed(mapping), mapping)
        for (name, rows) in Self.lists {
            let sent = try #require(record[name] as? [[String: Any]])
            #expect(sent.count == rows.count, "\(name)")
            for (row, source) in zip(sent, rows) { #expect(said(row) == source as NSDictionary, "\(name)") }
        }
    }

    @Test func resultsOfTheLandSystemAreCarried() throws {
        let feed = """
            {"SoBienNhan":"000.00.23.H23-231201-0002","NgayKetThuc":"2023-12-11T08:30:00Z","TrangThaiKetThuc":0,
             "DanhSachGiayToKetQua":[{"TenGiayTo":"Giấy chứng nhận","KieuFile":"pdf","LinkFile":"https://dat.example.vn/1"}]}
            """
        let record = try payload(of: feed, "vbdlis", portal: [Self.record(status: "4"), Self.later])
        let results = try #require(record["DanhSachGiayToKetQua"] as? [[String: Any]])
        let wanted = ["TenGiayTo": "Giấy chứng nhận", "DuongDanTepTinKetQua": "https://dat.example.vn/1"]
        #expect(results.map(said) == [wanted as NSDictionary])
    }

    /// What a row says, blanks left out.
    private func said(_ row: [String: Any]) -> NSDictionary {
        row.filter { !($0.value is NSNull) } as NSDictionary
    }

    /// The only record of the first payload document of a run; the portal also shows a later dossier.
    private func payload(
        of feed: String,
        _ mapping: String,
        portal: [String] = [CarriedListsTests.later]
    ) throws -> [String: Any] {
        let folder = try TemporaryFolder()
        try folder.save(feed, "local")
        try folder.save("{\"error_code\":0,\"data\":[\(portal.joined(separator: ","))]}", "portal.json")
        try folder.save(configuration(mapping), "doisoat.yaml")
        let outcome = try Program.run(["run"], in: folder.url)
        let run = outcome.stdout.trimmingCharacters(in: .newlines)
        let place = folder.url.appending(path: "\(run)/payloads/gateway-array")
        let names = try FileManager.default.contentsOfDirectory(atPath: place.path).sorted()
        let name = try #require(names.first { !$0.hasPrefix("steps") }, "\(outcome.stderr)")
        let rows = try JSONSerialization.jsonObject(with: Data(contentsOf: place.appending(path: name)))
        return try #require((rows as? [[String: Any]])?.first)
    }

    private func configuration(_ mapping: String) -> String {
        """
        doisoat: 1
        unit: { code: H23.23, name: UBND huyện Mẫu }
        mappings: \(Repository.root.appending(path: "mappings").path)
        local: [{ id: huyen, mapping: \(mapping), units: [H23.23], fetch: { kind: files, url: local } }]
        portal:
          mapping: dvcqg
          fetch: { kind: files, url: portal.json }
          delivery: { transport: gateway-array }
        quiet_zone: 0 hours

        """
    }

    // MARK: - Feeds

    private func feed(_ mapping: String) throws -> String {
        guard mapping != "xml-feed" else {
            return "<DanhSachHoSo><HoSo>\(Self.fieldsXML)\(xml(Self.lists))</HoSo></DanhSachHoSo>"
        }
        let bytes = try JSONSerialization.data(withJSONObject: Self.lists, options: .sortedKeys)
        let lists = String(decoding: bytes, as: UTF8.self).dropFirst().dropLast()
        let record = Self.record(",\(lists)")
        return mapping == "dvcqg-array" ? "[\(record)]" : "{\"error_code\":\"0\",\"data\":[\(record)]}"
    }

    private static func record(_ more: String = "", status: String = "10", code: String? = nil) -> String {
        var members = fields
        members["TrangThaiHoSo"] = status
        members["MaHoSo"] = code ?? members["MaHoSo"]
        let texts = members.sorted { $0.key < $1.key }.map { "\"\($0.key)\":\"\($0.value)\"" }
        return "{" + texts.joined(separator: ",") + more + "}"
    }

    private static let later = record(code: "000.00.23.H23-231215-0001")
        .replacing("Nguyễn Văn Mẫu", with: "Trần Thị Mẫu").replacing("20231201", with: "20231215")

    private static let fields = [
        "MaHoSo": "000.00.23.H23-231201-0002", "MaTTHC": "1.000894", "DonViXuLy": "UBND huyện Mẫu",
        "ChuHoSo": "Nguyễn Văn Mẫu", "NgayTiepNhan": "20231201080000", "TrangThaiHoSo": "10",
    ]

    private static let fieldsXML = fields.map { "<\($0.key)>\($0.value)</\($0.key)>" }.joined()

    /// Every list in an element of its own with one child element a row, as the feed writes them.
    private func xml(_ members: [String: Any]) -> String {
        members.map { name, value in
            guard let rows = value as? [[String: Any]] else { return "<\(name)>\(value)</\(name)>" }
            let outer = name == "TaiLieuNop" ? "DanhSachTaiLieuNop" : name
            let inner = outer.dropFirst("DanhSach".count)
            return "<\(outer)>" + rows.map { "<\(inner)>\(xml($0))</\(inner)>" }.joined() + "</\(outer)>"
        }.joined()
    }
}
