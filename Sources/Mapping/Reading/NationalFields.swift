/// The names of the single values of a national record (protocol 1.4); `NationalList` knows its lists.
enum NationalFields {
    /// In the order in which clients write them.
    static let values = [
        "MaHoSo", "MaTTHC", "TenTTHC", "MaLinhVuc", "TenLinhVuc", "SoBienNhan", "KenhThucHien", "SoGiayToChuHoSo",
        "ChuHoSo", "LoaiDoiTuong", "MaDoiTuong", "ThongTinKhac", "Email", "SoDienThoai", "Fax", "TrichYeuHoSo",
        "NgayNopHoSo", "NgayTiepNhan", "NgayHenTra", "TrangThaiHoSo", "NgayTra", "ThongTinTra", "HinhThuc",
        "NgayKetThucXuLy", "NgayTuChoi", "DonViXuLy", "GhiChu", "NoiNopHoSo", "HoSoCoThanhPhanSoHoa",
        "TaiKhoanDuocXacThucVoiVNeID", "DuocThanhToanTrucTuyen",
    ]
}
