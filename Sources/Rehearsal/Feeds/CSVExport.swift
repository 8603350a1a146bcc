/// The spreadsheet that people export by hand, in its two dialects.
enum CSVExport {
    private static let titles = [
        "STT", "Đơn vị tiếp nhận", "Tên thủ tục hành chính", "Mã hồ sơ", "Trạng thái", "Địa chỉ", "Người nộp",
        "Chủ hồ sơ",
        "Ngày nộp hồ sơ", "Ngày nhận", "Ngày hẹn trả", "Ngày kết thúc xử lý",
    ]

    static func header(separator: String) -> String { titles.joined(separator: separator) }

    /// What stands above the header in the semicolon dialect.
    static let titleLines = "DANH SÁCH HỒ SƠ;;;;;;;;;;;\r\n;;;;;;;;;;;\r\n"
}

extension ByteText {
    /// A row; in the semicolon dialect submission and reception are cut to the minute.
    mutating func appendExportRow(_ record: Record, number: Int, separator: String) {
        append(number)
        append(separator)
        append(Catalogue.agencyName(record.unit))
        append(separator)
        appendCell(Catalogue.procedures[record.procedure].name, separator)
        if record.dirt.contains(.broken) { return append("\r\n") }
        append(separator)
        appendCode(record)
        append(separator)
        append(record.dirt.contains(.unknownStatus) ? "Đang luân chuyển" : Catalogue.statusLabels[record.status])
        append(separator)
        appendCell("Thôn Mẫu, xã Mẫu Một", separator)
        append(separator)
        appendName(record)
        append(separator)
        appendName(record)
        appendExportTimes(record, separator)
    }

    private mutating func appendExportTimes(_ record: Record, _ separator: String) {
        let style = separator == ";" ? TimeStyle.slashedMinutes : .slashed
        append(separator)
        append(record.submitted, style)
        append(separator)
        append(record.received, style)
        append(separator)
        appendDue(record, .slashed)
        append(separator)
        append(record.finished, .slashed)
        append("\r\n")
    }

    private mutating func appendCell(_ text: String, _ separator: String) {
        let needsQuotes = text.utf8.contains { separator.utf8.contains($0) }
        if needsQuotes { append("\"") }
        append(text)
        if needsQuotes { append("\"") }
    }
}
