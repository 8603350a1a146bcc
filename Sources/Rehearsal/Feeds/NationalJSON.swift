/// The record of DongBoHoSoMC with all its fields (protocol 1.4).
extension ByteText {
    mutating func appendNational(_ record: Record, number: Int) {
        if record.dirt.contains(.broken) { return append("{\"SoBienNhan\": ,\"NgayTra\":\"\"}") }
        appendNationalHead(record)
        appendNationalTimes(record)
        appendNationalFiles(record, number: number)
        append("\"NoiNopHoSo\":\"2\",\"HoSoCoThanhPhanSoHoa\":\"")
        append(record.digitised ? "1" : "0")
        append("\",\"TaiKhoanDuocXacThucVoiVNeID\":\"0\",\"DuocThanhToanTrucTuyen\":\"0\",\"NgayTuChoi\":\"")
        append(record.refused, .national)
        append("\",\"DinhDanhCHS\":[{\"LoaiDinhDanh\":\"")
        append(Identity.isOldCard(record.person) ? "2" : "1")
        append("\",\"SoDinhDanh\":\"")
        appendIdentity(record.person)
        append("\"}],\"NgayNopHoSo\":\"")
        append(record.submitted, .national)
        append("\",\"DSKetNoiCSDL\":[]}")
    }

    private mutating func appendNationalHead(_ record: Record) {
        appendNationalCase(record)
        append("\",\"SoGiayToChuHoSo\":\"")
        appendIdentity(record.person)
        append("\",\"ChuHoSo\":\"")
        appendName(record)
        append(
            "\",\"LoaiDoiTuong\":\"1\",\"MaDoiTuong\":\"\",\"ThongTinKhac\":\"\",\"Email\":\"\",\"Fax\":\"\",\"SoDienThoai\":\""
        )
        appendPhone(record.person)
        append("\",\"TrichYeuHoSo\":\"Dinhkem")
    }

    /// Opens the record: its code, procedure and channel; the text of the channel is still open.
    mutating func appendNationalCase(_ record: Record) {
        let procedure = Catalogue.procedures[record.procedure]
        append("{\"MaHoSo\":\"")
        appendCode(record)
        append("\",\"MaTTHC\":\"")
        appendProcedure(record, suffix: record.dirt.contains(.procedureSuffix))
        append("\",\"TenTTHC\":\"")
        append(procedure.name)
        append("\",\"MaLinhVuc\":\"")
        append(procedure.field)
        append("\",\"TenLinhVuc\":\"")
        append(procedure.fieldName)
        append("\",\"KenhThucHien\":\"")
        append(record.channel)
    }

    private mutating func appendNationalTimes(_ record: Record) {
        append("\",\"NgayTiepNhan\":\"")
        append(record.received, .national)
        append("\",\"NgayHenTra\":\"")
        appendDue(record, .national)
        append("\",\"TrangThaiHoSo\":\"")
        append(record.dirt.contains(.unknownStatus) ? 11 : record.status)
        append("\",\"NgayTra\":\"")
        append(record.returned, .national)
        append("\",\"ThongTinTra\":\"\",\"HinhThuc\":\"0\",\"NgayKetThucXuLy\":\"")
        append(record.finished, .national)
        append("\",\"DonViXuLy\":\"")
        append(Catalogue.agencyName(record.unit))
        append("\",\"GhiChu\":\"\",")
    }

    private mutating func appendNationalFiles(_ record: Record, number: Int) {
        append("\"TaiLieuNop\":[")
        if record.person % 16 == 1 { appendSubmittedFile(record, number: number) }
        append("],")
        append(
            "\"DanhSachLePhi\":[],\"DanhSachTepDinhKemKhac\":[],\"DanhSachHoSoBoSung\":[],\"DanhSachGiayToKetQua\":["
        )
        if record.hasResult {
            append("{\"TenGiayTo\":\"KetQua.pdf\",\"MaThanhPhanHoSo\":\"\",\"GiayToId\":\"")
            append(80_000 + number)
            append("\",\"DuongDanTepTinKetQua\":\"")
            appendFileAddress("KetQua.pdf", record)
            append("\",\"MaGiayToKetQua\":\"KQ.G15.000001\"}")
        }
        append("],")
    }

    private mutating func appendSubmittedFile(_ record: Record, number: Int) {
        append("{\"TepDinhKemId\":\"")
        append(70_000 + number)
        append("\",\"TenTepDinhKem\":\"ToKhai.pdf\",\"IsDeleted\":\"False\",")
        append("\"MaThanhPhanHoSo\":\"000.00.00.G15-KQ000001\",\"DuongDanTaiTepTin\":\"")
        appendFileAddress("ToKhai.pdf", record)
        append("\",\"DuocSoHoa\":\"1\",\"DuocTaiSuDung\":\"0\",\"DuocLayTuKhoDMQG\":\"0\",\"MaKetQuaThayThe\":\"\"}")
    }
}
