/// The list of the transport ministry: `GET /apiGTVT/danhsachhoso` (protocol 2.3).
struct BGTVTService: System {
    let shelf: Shelf
    let token: String
    let key: String
    /// The unit that the caller may ask for.
    let unit: String

    static let path = "/apiGTVT/danhsachhoso"

    var complaint: Answer { BGTVTService.failure(-304, "ApiKey lỗi") }
    let refusal = Answer.json("{\"Message\":\"Authorization has been denied for this request.\"}", status: 401)

    private static func failure(_ code: Int, _ message: String) -> Answer {
        .json("{\"error_code\":\"\(code)\",\"message\":\"\(message)\"}")
    }

    func answer(_ request: Request) -> Answer {
        guard request.path == BGTVTService.path, request.method == "GET" else { return .notFound }
        guard request.bearer == token else { return refusal }
        if let failure = failure(request) { return failure }
        let span = Roll.Span(
            from: DayText.slashed(request.parameter("ReceiveFromDate")),
            through: DayText.slashed(request.parameter("ReceiveToDate"))
        )
        let list = shelf.list(span)
        let end = request.number("End", -1)
        let start = max(request.number("Start", -1), 0)
        let places = list.places(start..<(end < 0 ? max(start, list.count) : max(start, end)))
        var text = ByteText()
        text.append("{\"total\":\(list.count),\"data\":[")
        text.append(places, of: shelf, separator: ",") { text, record, _ in text.appendBGTVT(record) }
        text.append("]}")
        return .json(text.bytes)
    }

    private func failure(_ request: Request) -> Answer? {
        let unit = request.headers["madonvi"] ?? request.parameter("GovAgencyCode") ?? ""
        let key = request.headers["apikey"] ?? request.parameter("APIKey") ?? ""
        if unit.isEmpty { return BGTVTService.failure(-300, "Mã đơn vị rỗng") }
        if key.isEmpty { return BGTVTService.failure(-301, "ApiKey rỗng") }
        if key != self.key { return BGTVTService.failure(-302, "ApiKey không đúng") }
        return unit == self.unit ? nil : BGTVTService.failure(-303, "Mã đơn vị không đúng")
    }
}

extension ByteText {
    /// A record of the transport ministry's list; its channel is 0 in person, 1 online.
    mutating func appendBGTVT(_ record: Record) {
        let procedure = Catalogue.procedures[record.procedure]
        append("{\"MaHoSo\":\"")
        appendCode(record)
        append("\",\"MaTTHC\":\"\(procedure.code)\",\"TenTTHC\":\"\(procedure.name)\",\"TenLinhVuc\":\"")
        append("\(procedure.fieldName)\",\"TrichYeuHoSo\":\"\(procedure.name)\",\"KenhThucHien\":\"")
        append(record.channel == 2 ? "1" : "0")
        append("\",\"DonViXuLy\":\"\(Catalogue.agencyName(record.unit))\",\"MaDonViXuLy\":\"")
        appendAgency(record)
        appendBGTVTPerson(record)
        append("\",\"NgayGuiHoSo\":\"")
        append(record.submitted, .slashed)
        append("\",\"NgayTiepNhan\":\"")
        append(record.received, .slashed)
        append("\",\"NgayHenTra\":\"")
        appendDue(record, .slashed)
        append("\",\"NgayKetThucXuLy\":\"")
        append(record.finished, .slashed)
        append("\",\"NgayTra\":\"")
        append(record.returned, .slashed)
        appendBGTVTStatus(record)
    }

    private mutating func appendBGTVTPerson(_ record: Record) {
        append("\",\"MaDoiTuong\":\"\",\"ChuHoSo\":\"")
        appendName(record)
        append("\",\"SoDienThoai\":\"0900.000.0")
        append(record.person % 100, width: 2)
        append("\",\"Email\":\"\",\"DiaChi\":\"Thôn Mẫu\",\"MaTinh\":\"30\",\"TenTinh\":\"Tỉnh Hải Dương\",")
        append("\"MaHuyen\":\"294\",\"TenHuyen\":\"Huyện Thanh Hà\",\"MaXa\":\"\(10_000 + record.unit)\",\"TenXa\":\"")
        append("Xã Mẫu \(record.unit)")
    }

    private mutating func appendBGTVTStatus(_ record: Record) {
        let isUnknown = record.dirt.contains(.unknownStatus)
        append("\",\"TrangThaiHoSo\":\"\(isUnknown ? 11 : record.status)\",\"TenTrangThaiHoSo\":\"")
        append(isUnknown ? "" : Catalogue.statusLabels[record.status])
        append("\",\"NguoiNop\":\"")
        appendName(record)
        append("\",\"MaNguoiNop\":\"")
        appendIdentity(record.person)
        append("\",\"DienThoaiNguoiNop\":\"")
        appendPhone(record.person)
        append("\",\"EmaiNguoiNop\":\"\",\"NgayHuyHoSo\":\"\"}")
    }
}
