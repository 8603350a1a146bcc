/// The record of the session adapter's list (protocol 2.3).
extension ByteText {
    mutating func appendGPLX(_ record: Record) {
        let procedure = Catalogue.procedures[record.procedure]
        let isUnknown = record.dirt.contains(.unknownStatus)
        append("{\"MaTTHC\":\"")
        appendProcedure(record, suffix: record.dirt.contains(.procedureSuffix))
        append("\",\"MaDVC\":\"\(procedure.code).000.00.00.H23.01\",\"TenDVC\":\"\(procedure.name)\",\"MaHoSo\":\"")
        appendCode(record)
        append("\",\"HoTenNguoiNop\":\"")
        appendName(record)
        append("\",\"MaTrangThai\":\"\(isUnknown ? 11 : record.status)\",\"TrangThaiHoSo\":\"")
        append(isUnknown ? "" : Catalogue.statusLabels[record.status])
        append("\",\"DonViXuLy\":\"\(Catalogue.agencyName(record.unit))\",\"MaDonViXuLy\":\"")
        appendAgency(record)
        append("\",\"NgayNop\":\"")
        append(record.submitted, .slashed)
        append("\",\"NgayTiepNhan\":\"")
        append(record.received, .slashed)
        append("\",\"NgayHenTra\":\"")
        appendDue(record, .slashed)
        append("\",\"HinhThucNhanKQ\":\"0\"}")
    }
}
