/// e-par's progress_report: JSON, escaped as HTML, in CDATA, in an XML text, in SOAP (protocol 5.2).
///
/// All rows stand in the list `processing`; e-par has no status column, so its task and date columns tell the status.
enum SOAPEpar {
    static let opening =
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?><SOAP-ENV:Envelope "
        + "SOAP-ENV:encodingStyle=\"http://schemas.xmlsoap.org/soap/encoding/\" "
        + "xmlns:SOAP-ENV=\"http://schemas.xmlsoap.org/soap/envelope/\" xmlns:xsd=\"http://www.w3.org/2001/XMLSchema\" "
        + "xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\" "
        + "xmlns:tns=\"urn:http://tamviettech.vn\"><SOAP-ENV:Body>"
        + "<ns1:progress_reportResponse xmlns:ns1=\"urn://tyler/res\"><return xsi:type=\"tns:ProgressObj\">"
        + "<internet_record_info xsi:type=\"xsd:string\">&lt;?xml version=\"1.0\"?&gt;&lt;report&gt;"
        + "&lt;date&gt;2023-12-29&lt;/date&gt;&lt;form&gt;4&lt;/form&gt;&lt;unit_code&gt;THANH_HA&lt;/unit_code&gt;"
        + "&lt;data&gt;&lt;processing&gt;&lt;![CDATA[["
    static let closing =
        "]]]&gt;&lt;/processing&gt;&lt;today_return&gt;&lt;![CDATA[[]]]&gt;&lt;/today_return&gt;&lt;/data&gt;&lt;/report&gt;"
        + "</internet_record_info></return></ns1:progress_reportResponse></SOAP-ENV:Body></SOAP-ENV:Envelope>"

    /// The task that waits next at each status; nil when nothing does.
    static let nextTasks: [String?] = [
        nil, "XAC_NHAN_HO_SO_NOP_QUA_INTERNET", "BAN_GIAO", nil, "THU_LY", "THONG_BAO_BO_SUNG", "THU_PHI", nil, nil,
        "TRA_KET_QUA", nil,
    ]

    /// The installation's own types of record, by place in `Catalogue.procedures`.
    static let recordTypes = ["TP12", "TP14", "TP13", "TP15", "TP16", "TP17", "TP18", "TP19", "TP09", "TC05"]

    /// `C_REJECTED`: 1 refused or stopped, 2 withdrawn.
    static func rejection(_ status: Int) -> String {
        switch status {
        case 3, 8: "1"
        case 7: "2"
        default: "0"
        }
    }
}

extension ByteText {
    mutating func appendEpar(_ record: Record, number: Int) {
        let start = count
        // A task that no table knows decides only where no date does.
        let isUnknown = record.dirt.contains(.unknownStatus)
        appendEparRow(isUnknown ? record.atStatus(4, finished: 0) : record, number: number)
        escapeMarkup(from: start)
        escapeMarkup(from: start)
    }

    private mutating func appendEparRow(_ record: Record, number: Int) {
        append("{\"PK_RECORD\": \"")
        append(39_000 + number)
        append("\", \"FK_RECORD_TYPE\": \"1942\", \"C_RECORD_NO\": \"")
        appendCode(record)
        append("\"")
        appendEparDate("C_RECEIVE_DATE", record.received)
        if record.dirt.contains(.impossibleDate) {
            append(", \"C_RETURN_DATE\": \"")
            appendDue(record, .sql)
            append("\"")
        } else {
            appendEparDate("C_RETURN_DATE", record.due)
        }
        append(", \"C_RETURN_PHONE_NUMBER\": \"")
        appendPhone(record.person)
        append("\", \"C_DELETED\": \"0\"")
        appendEparDate("C_CLEAR_DATE", record.status == 9 ? 0 : max(record.returned, record.finished))
        append(", \"C_REJECTED\": \"\(SOAPEpar.rejection(record.status))\", \"C_CITIZEN_NAME\": \"")
        appendName(record)
        append("\"")
        appendEparTask(record)
        append(", \"C_IS_INTERNET_RECORD\": \"\(record.channel == 2 ? 1 : 0)\"")
        appendEparDate("C_PAUSE_DATE", record.status == 5 ? record.received : 0)
        append(", \"C_UNPAUSE_DATE\": null, \"FK_VILLAGE_ID\": \"\(record.unit)\"}")
    }

    private mutating func appendEparTask(_ record: Record) {
        let type = SOAPEpar.recordTypes[record.procedure]
        if record.dirt.contains(.unknownStatus) {
            append(", \"C_NEXT_TASK_CODE\": \"\(type)::CHO_LUAN_CHUYEN\"")
        } else if let task = SOAPEpar.nextTasks[record.status] {
            append(", \"C_NEXT_TASK_CODE\": \"\(type)::\(task)\"")
        } else {
            append(", \"C_NEXT_TASK_CODE\": null")
        }
        append(", \"C_LAST_TASK_CODE\": \"\(type)::TIEP_NHAN\", \"C_BIZ_DAYS_EXCEED\": ")
        append(record.status >= 9 ? "\"0\"" : "null")
        appendEparDate("C_BIZ_DONE_DATE", record.status >= 9 ? record.finished : 0)
    }

    private mutating func appendEparDate(_ name: String, _ time: Int64) {
        append(", \"\(name)\": ")
        guard time != 0 else { return append("null") }
        append("\"")
        append(time, .sql)
        append("\"")
    }
}
