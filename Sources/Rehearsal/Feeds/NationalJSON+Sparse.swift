/// The record of a portal that leaves out what is blank, and the members that only newer systems know (protocol 1.4).
extension ByteText {
    mutating func appendSparseNational(_ record: Record, number: Int) {
        if record.dirt.contains(.broken) { return append("{\"SoBienNhan\": ,\"NgayTra\":\"\"}") }
        appendSparseHead(record)
        appendMember("NgayNopHoSo", record.submitted)
        appendMember("NgayTiepNhan", record.received)
        append(",\"NgayHenTra\":\"")
        appendDue(record, .national)
        append("\"")
        appendMember("NgayKetThucXuLy", record.finished)
        appendMember("NgayTra", record.returned)
        appendMember("NgayTuChoi", record.refused)
        append(",\"TrangThaiHoSo\":\"")
        append(record.dirt.contains(.unknownStatus) ? 11 : record.status)
        append("\",\"HinhThuc\":\"0\",\"DonViXuLy\":\"")
        append(Catalogue.agencyName(record.unit))
        append("\",\"NoiNopHoSo\":\"2\",\"HoSoCoThanhPhanSoHoa\":\"")
        append(record.digitised ? "1" : "0")
        append("\"")
        if record.hasResult { appendSparseResult(record, number: number) }
        append("}")
    }

    private mutating func appendSparseHead(_ record: Record) {
        appendNationalCase(record)
        append("\",\"LoaiDoiTuong\":\"1\",\"SoGiayToChuHoSo\":\"")
        appendIdentity(record.person)
        append("\",\"ChuHoSo\":\"")
        appendName(record)
        append("\",\"SoDienThoai\":\"")
        appendPhone(record.person)
        append("\"")
    }

    private mutating func appendMember(_ name: String, _ moment: Int64) {
        guard moment != 0 else { return }
        append(",\"")
        append(name)
        append("\":\"")
        append(moment, .national)
        append("\"")
    }

    private mutating func appendSparseResult(_ record: Record, number: Int) {
        append(",\"DanhSachGiayToKetQua\":[{\"TenGiayTo\":\"KetQua.pdf\",\"GiayToId\":\"")
        append(80_000 + number)
        append("\",\"DuongDanTepTinKetQua\":\"")
        appendFileAddress("KetQua.pdf", record)
        append("\"}]")
    }
}
