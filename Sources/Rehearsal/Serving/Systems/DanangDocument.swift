import Dossiers

/// The XML texts inside the answers of SoNoiVuDaNang: every value is Base64 (protocol 5.1).
enum DanangDocument {
    /// The service's own statuses by the national ones.
    private static let statuses = ["", "0", "1", "3", "1", "2", "1", "3", "3", "3", "3"]

    /// The document about a dossier; nil is one that the service does not know.
    static func status(_ record: Record?) -> String {
        let values = record.map(values) ?? [:]
        let names = ["MASOHOSO", "TENTOCHUCCANHAN", "TENHOSO", "TRANGTHAI", "GHICHU", "DIENTHOAI", "BARCODE"]
        let lines = names.map { name in
            "\t\t\t\t\t<\(name)>\n\t\t\t\t\t\t\(Base64.encoded(values[name] ?? ""))\n\t\t\t\t\t</\(name)>\n"
        }
        let dates = ["NGAYNOP", "NGAYNHAN"].map { "<\($0)>\(Base64.encoded(values[$0] ?? ""))</\($0)>" }
        return "\n\t\t\t\t<HOSO>\n\(lines.joined())\t\t\t\t\t\(dates.joined())\n\t\t\t\t</HOSO>\n\t\t\t"
    }

    private static func values(_ record: Record) -> [String: String] {
        let isUnknown = record.dirt.contains(.unknownStatus)
        return [
            "MASOHOSO": text { $0.appendCode(record) },
            "TENTOCHUCCANHAN": text { $0.appendName(record) },
            "TENHOSO": Catalogue.procedures[record.procedure].name,
            "TRANGTHAI": isUnknown ? "7" : statuses[record.status],
            "DIENTHOAI": text { $0.appendPhone(record.person) },
            "BARCODE": text { $0.append(record.serial, width: 6) },
            "NGAYNOP": text { $0.appendShortDay(record.submitted) },
            "NGAYNHAN": record.dirt.contains(.impossibleDate) ? "31/2/2023" : text { $0.appendShortDay(record.due) },
        ]
    }

    /// The list of forms.
    static func inbox(_ records: [Record]) -> String {
        let forms = records.map { record in
            let form =
                "<HOSO><TENTOCHUCCANHAN>\(Base64.encoded(text { $0.appendName(record) }))</TENTOCHUCCANHAN>"
                + "<DIACHI>\(Base64.encoded("Thôn Mẫu"))</DIACHI><EMAIL></EMAIL>"
                + "<DIENTHOAI>\(Base64.encoded(text { $0.appendPhone(record.person) }))</DIENTHOAI>"
                + "<NOIDUNGKHAC></NOIDUNGKHAC><FILELIST></FILELIST></HOSO>"
            let service = Catalogue.procedures[record.procedure].code
            return "<SOURCEXML MAHOSO=\"\(record.key)\" MADICHVU=\"\(service)\">\(Base64.encoded(form))</SOURCEXML>"
        }
        return "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<root>\(forms.joined())</root>\n"
    }

    private static func text(_ write: (inout ByteText) -> Void) -> String {
        var text = ByteText(capacity: 64)
        write(&text)
        return String(decoding: text.bytes, as: UTF8.self)
    }
}

extension ByteText {
    /// A day as `d/M/yyyy`; nothing for 0.
    mutating func appendShortDay(_ time: Int64) {
        guard time != 0 else { return }
        let date = CivilCalendar.date(days: Int(time / 86_400))
        append("\(date.day)/\(date.month)/\(date.year)")
    }
}
