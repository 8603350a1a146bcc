/// An item of the provincial portal's own paged list: camel-case names, ISO times without a zone.
extension ByteText {
    mutating func appendProvincePortal(_ record: Record, number: Int) {
        if record.dirt.contains(.broken) { return append("{\"trangThaiThuPhi\": ,\"loaiDuLieuKetNoi\":null}") }
        append("{\"id\":\"00000000-0000-4000-8000-")
        append(number, width: 12)
        append("\",\"maHoSo\":\"")
        appendCode(record)
        append("\",\"chuHoSo\":\"")
        appendName(record)
        append("\",\"soDienThoaiChuHoSo\":\"")
        appendPhone(record.person)
        append("\",\"emailChuHoSo\":null,\"soGiayToChuHoSo\":\"")
        appendIdentity(record.person)
        append("\",\"trichYeuHoSo\":\"")
        append(Catalogue.procedures[record.procedure].name)
        append("\",\"trangThaiHoSoId\":\"")
        append(record.dirt.contains(.unknownStatus) ? 11 : record.status)
        append("\",\"tenTrangThaiHoSo\":\"")
        append(record.dirt.contains(.unknownStatus) ? "" : Catalogue.statusLabels[record.status])
        append("\",\"kenhThucHien\":\"")
        append(record.channel)
        appendProvincePortalUnit(record)
        appendProvincePortalTimes(record)
    }

    private mutating func appendProvincePortalUnit(_ record: Record) {
        append("\",\"tenDonVi\":\"")
        append(Catalogue.agencyName(record.unit))
        append("\",\"donViId\":\"")
        appendAgency(record.unit, topDown: true)
        append("\",\"diaChiChuHoSo\":\"Thôn Mẫu\",\"maTTHC\":\"")
        appendProcedure(record, suffix: true)
        append("\",\"tenTTHC\":\"")
        append(Catalogue.procedures[record.procedure].name)
        append("\"")
    }

    private mutating func appendProvincePortalTimes(_ record: Record) {
        appendISO("ngayNopHoSo", record.submitted)
        appendISO("ngayTiepNhan", record.received)
        if record.dirt.contains(.impossibleDate) {
            append(",\"ngayHenTra\":\"")
            appendDue(record, .iso)
            append("\"")
        } else {
            appendISO("ngayHenTra", record.due)
        }
        appendISO("ngayKetThucXuLy", record.finished)
        appendISO("ngayTra", record.returned)
        append(",\"loaiDuLieuKetNoi\":null,\"trangThaiThuPhi\":null}")
    }

    private mutating func appendISO(_ name: String, _ time: Int64) {
        append(",\"")
        append(name)
        guard time != 0 else { return append("\":null") }
        append("\":\"")
        append(time, .iso)
        append("\"")
    }

    mutating func closeProvincePortal(_ place: PagePlace) {
        append("],\"currentPage\":\(place.number + 1),\"totalPages\":\(place.pages),\"totalCount\":\(place.total),")
        append("\"pageSize\":\(place.records),\"hasPreviousPage\":\(place.number > 0),")
        append("\"hasNextPage\":\(place.number + 1 < place.pages)}")
    }
}
