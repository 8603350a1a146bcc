/// The lists of a `DongBoHoSoMC` record with the names of their members, in the order in which clients write them
/// (protocol 1.4).
package enum NationalList {
    /// Members of the lists that stand in the record itself.
    package static let members: [String: [String]] = [
        "DinhDanhCHS": ["LoaiDinhDanh", "SoDinhDanh"],
        "DSKetNoiCSDL": ["MaCSDL"],
        "TaiLieuNop": files,
        "DanhSachLePhi": fees,
        "DanhSachTepDinhKemKhac": papers,
        "DanhSachHoSoBoSung": [
            "HoSoBoSungId", "NguoiYeuCauBoSung", "NoiDungBoSung", "NgayBoSung", "NguoiTiepNhanBoSung",
            "ThongTinTiepNhan", "NgayTiepNhanBoSung", "TrangThaiBoSung", "DanhSachGiayToBoSung", "DanhSachLePhiBoSung",
            "NgayHenTraTruoc", "NgayHenTraMoi",
        ],
        "DanhSachGiayToKetQua": ["TenGiayTo", "MaThanhPhanHoSo", "GiayToId", "DuongDanTepTinKetQua", "MaGiayToKetQua"],
    ]

    /// Members of the lists that stand inside an element of another list.
    ///
    /// Papers asked for later are files where the newer client types them; their names are those of any other list of papers.
    package static let nested: [String: [String]] = [
        "DanhSachGiayToBoSung": files + papers + ["GiayToId"],
        "DanhSachLePhiBoSung": fees,
    ]

    private static let files = [
        "TepDinhKemId", "TenTepDinhKem", "IsDeleted", "MaThanhPhanHoSo", "DuongDanTaiTepTin", "DuocSoHoa",
        "DuocTaiSuDung", "DuocLayTuKhoDMQG", "MaKetQuaThayThe",
    ]
    private static let fees = ["TenPhiLePhi", "MaPhiLePhi", "HinhThucThu", "Gia", "LoaiPhiLePhi"]
    private static let papers = ["TenGiayTo", "SoLuong", "LoaiGiayTo"]
}
