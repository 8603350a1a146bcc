/// Business registration over the province's platform: a token, then windows of five days (protocol 1.3, 2.3).
struct BusinessRegistrationService: System {
    let shelf: Shelf
    let tickets: Tickets
    let accessKey: String
    let secretKey: String

    static let path = "/apiCSDLDKDN/danhSachHoSo"
    static let tokenPath = "/token"
    /// Days that one list may span.
    static let window = 5

    let complaint = failure("Lỗi hệ thống")
    let refusal = Answer.json(
        "{\"fault\":{\"code\":900901,\"message\":\"Invalid Credentials\",\"description\":\"Access failure\"}}",
        status: 401
    )

    private static func failure(_ message: String) -> Answer { .json("{\"Status\":0,\"Message\":\"\(message)\"}") }

    var givesTickets: Bool { true }

    func isLogin(_ request: Request) -> Bool { request.path == BusinessRegistrationService.tokenPath }

    func expire() { tickets.expire() }

    func answer(_ request: Request) -> Answer {
        switch (request.method, request.path) {
        case ("POST", BusinessRegistrationService.tokenPath): return token(request)
        case ("GET", BusinessRegistrationService.path): return tickets.admit(request.bearer) ? list(request) : refusal
        default: return .notFound
        }
    }

    /// The keys come as Base64 of JSON in a header of their own.
    private func token(_ request: Request) -> Answer {
        let keys = request.headers["lgspaccesstoken"].flatMap(Base64.decoded).flatMap { try? JSONReader.value($0) }
        guard keys?["AccessKey"] == .text(accessKey), keys?["SecretKey"] == .text(secretKey) else { return refusal }
        guard request.form.contains(Request.Parameter(name: "grant_type", value: "client_credentials")) else {
            return .json("{\"error\":\"unsupported_grant_type\"}", status: 400)
        }
        return .json(
            "{\"access_token\":\"\(tickets.issue())\",\"token_type\":\"Bearer\",\"expires_in\":\(tickets.seconds),"
                + "\"scope\":\"default\"}"
        )
    }

    private func list(_ request: Request) -> Answer {
        guard let first = DayText.slashed(request.parameter("from_date")),
            let last = DayText.slashed(request.parameter("to_date")), first <= last
        else {
            return BusinessRegistrationService.failure("Ngày không hợp lệ")
        }
        guard last - first < BusinessRegistrationService.window else {
            return BusinessRegistrationService.failure("Khoảng thời gian không được quá 5 ngày")
        }
        let list = shelf.list(Roll.Span(from: first, through: last))
        let start = max(request.number("offset", 0), 0)
        let size = min(max(request.number("limit", 20), 1), 1_000)
        var text = ByteText()
        text.append("{\"Status\":1,\"Message\":\"\",\"DataCount\":\(list.count),\"Data\":[")
        text.append(list.places(start..<(start + size)), of: shelf, separator: ",") { text, record, _ in
            text.appendBusinessRegistration(record)
        }
        text.append("]}")
        return .json(text.bytes)
    }
}

extension ByteText {
    /// A record of business registration: four members are all that is known of it.
    mutating func appendBusinessRegistration(_ record: Record) {
        append("{\"IN_JOURNAL_NO\":\"")
        appendCode(record)
        append("\",\"RECEIPT_DATE\":\"")
        append(record.received, .slashed)
        append("\",\"PLAN_DATE\":\"")
        appendDue(record, .slashed)
        append("\",\"PROCESS_STATUS\":\"")
        append(record.dirt.contains(.unknownStatus) ? "Đang luân chuyển" : Catalogue.statusLabels[record.status])
        append("\"}")
    }
}
