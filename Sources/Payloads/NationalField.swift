/// The fields of a `DongBoHoSoMC` record, in the order in which clients write them (protocol 1.4).
package struct NationalField: Sendable, Hashable {
    /// How the receiver takes its absence.
    package enum Need: Sendable, Hashable {
        /// Without it the record is refused.
        case demanded
        /// Written blank when the source gives nothing, with a warning.
        case expected
        /// Written blank when the source gives nothing.
        case optional
        /// Written only when the source gives it.
        case extra
    }

    /// What the value is.
    package enum Shape: Sendable, Hashable {
        case text
        case list
    }

    package let name: String
    package let need: Need
    package let shape: Shape
    /// Longest text that the receiver keeps, in characters; nil when protocol 1.4 names none.
    package let limit: Int?

    private init(_ name: String, _ need: Need, _ shape: Shape = .text, limit: Int? = nil) {
        self.name = name
        self.need = need
        self.shape = shape
        self.limit = limit
    }

    /// All fields of the record.
    package static let all: [NationalField] = [
        NationalField("MaHoSo", .demanded, limit: 50),
        NationalField("MaTTHC", .demanded),
        NationalField("TenTTHC", .expected),
        NationalField("MaLinhVuc", .expected),
        NationalField("TenLinhVuc", .expected),
        NationalField("SoBienNhan", .extra),
        NationalField("KenhThucHien", .extra),
        NationalField("SoGiayToChuHoSo", .extra),
        NationalField("ChuHoSo", .optional),
        NationalField("LoaiDoiTuong", .expected),
        NationalField("MaDoiTuong", .optional),
        NationalField("ThongTinKhac", .optional),
        NationalField("Email", .optional),
        NationalField("Fax", .optional),
        NationalField("SoDienThoai", .optional),
        NationalField("TrichYeuHoSo", .optional, limit: 1_000),
        NationalField("NgayNopHoSo", .extra),
        NationalField("NgayTiepNhan", .optional),
        NationalField("NgayHenTra", .optional),
        NationalField("TrangThaiHoSo", .demanded),
        NationalField("NgayTra", .optional),
        NationalField("ThongTinTra", .optional),
        NationalField("HinhThuc", .expected),
        NationalField("NgayKetThucXuLy", .optional),
        NationalField("NgayTuChoi", .extra),
        NationalField("DonViXuLy", .demanded),
        NationalField("GhiChu", .optional, limit: 2_000),
        NationalField("NoiNopHoSo", .extra),
        NationalField("HoSoCoThanhPhanSoHoa", .extra),
        NationalField("TaiKhoanDuocXacThucVoiVNeID", .extra),
        NationalField("DuocThanhToanTrucTuyen", .extra),
        NationalField("DinhDanhCHS", .extra, .list),
        NationalField("DSKetNoiCSDL", .extra, .list),
        NationalField("TaiLieuNop", .optional, .list),
        NationalField("DanhSachLePhi", .optional, .list),
        NationalField("DanhSachTepDinhKemKhac", .optional, .list),
        NationalField("DanhSachHoSoBoSung", .optional, .list),
        NationalField("DanhSachGiayToKetQua", .optional, .list),
    ]

    /// Limits inside the lists, by list and member (protocol 1.4).
    package static let memberLimits: [String: [String: Int]] = [
        "TaiLieuNop": ["TenTepDinhKem": 4_000],
        "DanhSachGiayToKetQua": ["TenGiayTo": 2_000],
    ]
}
