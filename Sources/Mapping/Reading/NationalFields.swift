/// The names that a national record has (protocol 1.4).
enum NationalFields {
    /// Single values.
    static let values = [
        "MaHoSo", "MaTTHC", "TenTTHC", "MaLinhVuc", "TenLinhVuc", "SoBienNhan", "KenhThucHien", "SoGiayToChuHoSo",
        "ChuHoSo", "LoaiDoiTuong", "MaDoiTuong", "ThongTinKhac", "Email", "SoDienThoai", "Fax", "TrichYeuHoSo",
        "NgayNopHoSo", "NgayTiepNhan", "NgayHenTra", "TrangThaiHoSo", "NgayTra", "ThongTinTra", "HinhThuc",
        "NgayKetThucXuLy", "NgayTuChoi", "DonViXuLy", "GhiChu", "NoiNopHoSo", "HoSoCoThanhPhanSoHoa",
        "TaiKhoanDuocXacThucVoiVNeID", "DuocThanhToanTrucTuyen",
    ]

    /// Lists with the names of their members.
    static let lists: [String: [String]] = [
        "DinhDanhCHS": ["LoaiDinhDanh", "SoDinhDanh"],
        "DSKetNoiCSDL": ["MaCSDL"],
        "TaiLieuNop": [
            "TepDinhKemId", "TenTepDinhKem", "IsDeleted", "MaThanhPhanHoSo", "DuongDanTaiTepTin", "DuocSoHoa",
            "DuocTaiSuDung", "DuocLayTuKhoDMQG", "MaKetQuaThayThe",
        ],
        "DanhSachLePhi": ["TenPhiLePhi", "MaPhiLePhi", "HinhThucThu", "Gia", "LoaiPhiLePhi"],
        "DanhSachTepDinhKemKhac": ["TenGiayTo", "SoLuong", "LoaiGiayTo"],
        "DanhSachHoSoBoSung": [
            "HoSoBoSungId", "NguoiYeuCauBoSung", "NoiDungBoSung", "NgayBoSung", "NguoiTiepNhanBoSung",
            "ThongTinTiepNhan", "NgayTiepNhanBoSung", "TrangThaiBoSung", "NgayHenTraTruoc", "NgayHenTraMoi",
        ],
        "DanhSachGiayToKetQua": ["TenGiayTo", "MaThanhPhanHoSo", "GiayToId", "DuongDanTepTinKetQua", "MaGiayToKetQua"],
    ]
}
