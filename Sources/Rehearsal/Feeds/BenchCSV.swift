/// Twenty columns with the national names: the portal's side of the measurements.
enum BenchCSV {
    static let header =
        "MaHoSo,MaTTHC,MaLinhVuc,TenLinhVuc,KenhThucHien,MaDonVi,DonViXuLy,ChuHoSo,LoaiDoiTuong,SoGiayToChuHoSo,SoDienThoai,"
        + "NgayNopHoSo,NgayTiepNhan,NgayHenTra,NgayKetThucXuLy,NgayTra,TrangThaiHoSo,DuongDanKetQua,"
        + "HoSoCoThanhPhanSoHoa,NgayCapNhat\n"
}

extension ByteText {
    mutating func appendBenchRow(_ record: Record) {
        appendCode(record)
        append(",")
        appendProcedure(record, suffix: record.dirt.contains(.procedureSuffix))
        append(",")
        append(Catalogue.procedures[record.procedure].field)
        append(",")
        append(Catalogue.procedures[record.procedure].fieldName)
        append(",")
        append(record.channel)
        append(",")
        appendAgency(record.unit, topDown: true)
        append(",")
        append(Catalogue.agencyName(record.unit))
        append(",")
        appendName(record)
        append(",1,")
        appendIdentity(record.person)
        append(",")
        appendPhone(record.person)
        appendBenchCells(record)
    }

    private mutating func appendBenchCells(_ record: Record) {
        append(",")
        append(record.submitted, .national)
        append(",")
        append(record.received, .national)
        append(",")
        appendDue(record, .national)
        append(",")
        append(record.finished, .national)
        append(",")
        append(record.returned, .national)
        append(",")
        append(record.status)
        append(",")
        if record.hasResult { appendFileAddress("KetQua.pdf", record) }
        append(record.digitised ? ",1," : ",0,")
        append(record.changed, .national)
        append("\n")
    }
}
