import Dossiers
import Formats

/// The LGSP document of one dossier (protocol 5.4).
enum MSyncDocument {
    /// The document of the first record; LGSP takes one dossier at a time.
    static func document(of content: PayloadContent) throws(XMLWriter.Problem) -> [UInt8] {
        var xml = XMLWriter(layout: .pretty)
        try xml.open("MSyncDocument")
        if case .records(let records) = content, let record = records.first {
            for (name, value) in members(of: record) { try xml.element(name, value) }
            try attachments(of: record, to: &xml)
        }
        return xml.finished()
    }

    private static func members(of record: NationalRecord) -> [(String, String)] {
        let status = text(record, "TrangThaiHoSo")
        let returned = text(record, "NgayTra")
        let finished = text(record, "NgayKetThucXuLy")
        let isDone = ["9", "10"].contains(status)
        let members: [(String, String?)] = [
            ("DocTypeCode", text(record, "MaTTHC")),
            ("DocCode", record.code),
            ("CitizenName", text(record, "ChuHoSo")),
            ("ApplicantsId", text(record, "SoGiayToChuHoSo")),
            ("ApplicantsType", text(record, "LoaiDoiTuong").flatMap { ["1", "2", "3", "4"].contains($0) ? $0 : nil }),
            ("DateReceived", text(record, "NgayTiepNhan").flatMap(instant)),
            ("DateAppointed", text(record, "NgayHenTra").flatMap(instant)),
            ("IsSuccess", isDone ? "true" : "false"),
            ("SuccessDate", isDone ? finished.flatMap(instant) : nil),
            ("IsReturned", status == "10" ? "true" : "false"),
            ("ReturnedDate", returned.flatMap(instant)),
            ("ReturnedType", text(record, "HinhThuc")),
            ("FinishedDate", finished.flatMap(instant)),
            ("Status", status == "9" ? "2" : "1"),
            ("ProcessingOrganName", text(record, "DonViXuLy")),
        ]
        return members.compactMap { name, value in value.map { (name, $0) } }
    }

    private static func attachments(of record: NationalRecord, to xml: inout XMLWriter) throws(XMLWriter.Problem) {
        guard case .list(let rows) = record["TaiLieuNop"] else { return }
        let names = [("AttachmentId", "TepDinhKemId"), ("AttachmentName", "TenTepDinhKem"), ("IsDeleted", "IsDeleted")]
        for row in rows {
            try xml.open("Attachments")
            for (name, national) in names {
                guard case .text(let value) = row.first(where: { $0.name == national })?.value else { continue }
                try xml.element(name, value)
            }
            xml.close()
        }
    }

    private static func text(_ record: NationalRecord, _ name: String) -> String? {
        guard case .text(let text) = record[name] else { return nil }
        return text
    }

    /// `yyyyMMddHHmmss` as `yyyy-MM-ddTHH:mm:ss.000+0700`; nil for anything else.
    private static func instant(_ text: String) -> String? {
        let digits = Array(text)
        guard digits.count == 14 else { return nil }
        func part(_ range: Range<Int>) -> String { String(digits[range]) }
        let date = "\(part(0..<4))-\(part(4..<6))-\(part(6..<8))"
        return "\(date)T\(part(8..<10)):\(part(10..<12)):\(part(12..<14)).000+0700"
    }
}
