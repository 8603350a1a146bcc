/// The national record as XML: `<HoSo>` elements with the same names, lists as wrapped elements.
extension ByteText {
    mutating func appendNationalXML(_ record: Record) {
        let procedure = Catalogue.procedures[record.procedure]
        append("<HoSo><MaHoSo>")
        appendCode(record)
        append("</MaHoSo><MaTTHC>")
        appendProcedure(record, suffix: record.dirt.contains(.procedureSuffix))
        append("</MaTTHC><TenTTHC>")
        append(procedure.name)
        append("</TenTTHC><MaLinhVuc>")
        append(procedure.field)
        append("</MaLinhVuc><TenLinhVuc>")
        append(procedure.fieldName)
        append("</TenLinhVuc><KenhThucHien>")
        append(record.channel)
        append("</KenhThucHien><SoGiayToChuHoSo>")
        appendIdentity(record.person)
        append("</SoGiayToChuHoSo><ChuHoSo>")
        appendName(record)
        append("</ChuHoSo><LoaiDoiTuong>1</LoaiDoiTuong><SoDienThoai>")
        appendPhone(record.person)
        append("</SoDienThoai><NgayNopHoSo>")
        append(record.submitted, .national)
        appendNationalXMLTimes(record)
        appendNationalXMLResult(record)
    }

    private mutating func appendNationalXMLTimes(_ record: Record) {
        append("</NgayNopHoSo><NgayTiepNhan>")
        append(record.received, .national)
        append("</NgayTiepNhan><NgayHenTra>")
        appendDue(record, .national)
        append("</NgayHenTra><TrangThaiHoSo>")
        append(record.dirt.contains(.unknownStatus) ? 11 : record.status)
        append("</TrangThaiHoSo><NgayKetThucXuLy>")
        append(record.finished, .national)
        append("</NgayKetThucXuLy><NgayTra>")
        append(record.returned, .national)
        append("</NgayTra><NgayTuChoi>")
        append(record.refused, .national)
        append("</NgayTuChoi><HinhThuc>0</HinhThuc><DonViXuLy>")
        append(Catalogue.agencyName(record.unit))
        append("</DonViXuLy>")
    }

    private mutating func appendNationalXMLResult(_ record: Record) {
        append("<HoSoCoThanhPhanSoHoa>")
        append(record.digitised ? "1" : "0")
        append("</HoSoCoThanhPhanSoHoa><DanhSachGiayToKetQua>")
        if record.hasResult {
            append("<GiayToKetQua><TenGiayTo>KetQua.pdf</TenGiayTo><DuongDanTepTinKetQua>")
            let start = count
            appendFileAddress("KetQua.pdf", record)
            escapeMarkup(from: start)
            append("</DuongDanTepTinKetQua></GiayToKetQua>")
        }
        append("</DanhSachGiayToKetQua></HoSo>\n")
    }
}
