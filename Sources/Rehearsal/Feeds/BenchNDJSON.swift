/// One record a line, fifteen fields: the shape that the measurements of the scan are made on.
enum BenchNDJSON {
    /// The words of the source for the national statuses 1...10; `mappings/bench-ndjson/status.csv` maps them.
    static let statuses = [
        "", "new", "receiving", "unresolved", "processing", "waiting", "paying", "cancelled", "denied", "releasing",
        "done",
    ]
    static let channels = ["", "counter", "online", "postal"]
}

extension ByteText {
    mutating func appendBenchJSON(_ record: Record) {
        append("{\"code\":\"")
        appendCode(record)
        append("\",\"procedure\":\"")
        appendProcedure(record, suffix: true)
        append("\",\"agency\":\"")
        appendAgency(record)
        append("\",\"status\":\"")
        append(BenchNDJSON.statuses[record.status])
        append("\",\"applicant\":\"")
        appendName(record)
        append("\",\"identity\":\"")
        appendIdentity(record.person)
        append("\",\"phone\":\"")
        appendPhone(record.person)
        append("\",\"channel\":\"")
        append(BenchNDJSON.channels[record.channel])
        appendBenchTimes(record)
        append("\",\"result\":\"")
        if record.hasResult { appendFileAddress("KetQua.pdf", record) }
        append(record.digitised ? "\",\"digitised\":\"1\"}\n" : "\",\"digitised\":\"0\"}\n")
    }

    private mutating func appendBenchTimes(_ record: Record) {
        append("\",\"received\":\"")
        append(record.received, .slashed)
        append("\",\"due\":\"")
        appendDue(record, .slashed)
        append("\",\"finished\":\"")
        append(record.finished, .slashed)
        append("\",\"returned\":\"")
        append(record.returned, .slashed)
        append("\",\"changed\":\"")
        append(record.changed, .slashed)
    }
}
