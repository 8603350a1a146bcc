/// iGate: a token from Keycloak, then `GET /pa/dossier/search` (protocol 1.3, 2.3).
struct IGateService: System {
    let shelf: Shelf
    let tickets: Tickets
    /// The secret of the client.
    let secret: String

    /// The name of the client.
    static let client = "doisoat"
    static let path = "/pa/dossier/search"
    static let tokenPath = "/auth/realms/digo/protocol/openid-connect/token"

    let complaint = Answer.json(
        "{\"timestamp\":\"2023-12-29T09:30:00.000+0000\",\"status\":500,\"error\":\"Internal Server Error\",\"message\":\"\"}"
    )
    let refusal = Answer.json(
        "{\"error\":\"invalid_token\",\"error_description\":\"Token verification failed\"}",
        status: 401
    )

    var givesTickets: Bool { true }

    func isLogin(_ request: Request) -> Bool { request.path == IGateService.tokenPath }

    func expire() { tickets.expire() }

    func answer(_ request: Request) -> Answer {
        switch (request.method, request.path) {
        case ("POST", IGateService.tokenPath): return token(request)
        case ("GET", IGateService.path): return tickets.admit(request.bearer) ? page(request) : refusal
        default: return .notFound
        }
    }

    private func token(_ request: Request) -> Answer {
        guard request.isBasic(user: IGateService.client, password: secret) else {
            return .json(
                "{\"error\":\"unauthorized_client\",\"error_description\":\"Invalid client secret\"}",
                status: 401
            )
        }
        guard request.form.contains(Request.Parameter(name: "grant_type", value: "client_credentials")) else {
            return .json("{\"error\":\"unsupported_grant_type\"}", status: 400)
        }
        return .json(
            "{\"access_token\":\"\(tickets.issue())\",\"expires_in\":\(tickets.seconds),\"refresh_expires_in\":0,"
                + "\"token_type\":\"Bearer\",\"not-before-policy\":0,\"scope\":\"profile email\"}"
        )
    }

    private func page(_ request: Request) -> Answer {
        var span = Roll.Span()
        if let start = MomentText.seconds(request.parameter("accepted-from"), isEnd: false) { span.start = start }
        if let end = MomentText.seconds(request.parameter("accepted-to"), isEnd: true) { span.end = end }
        let sort = request.parameter("sort") ?? "updatedDate,desc"
        let list = shelf.list(
            span,
            by: sort.hasPrefix("acceptedDate") ? .moment : .changed,
            isDescending: !sort.hasSuffix(",asc")
        )
        let size = min(max(request.number("size", 20), 1), 1_000)
        let number = max(request.number("page", 0), 0)
        let places = list.page(number, size: size)
        var text = ByteText()
        text.append("{\"content\":[")
        text.append(places, of: shelf, as: .igate)
        let pages = list.pages(size: size)
        text.append("],\"pageable\":{\"pageNumber\":\(number),\"pageSize\":\(size)},")
        if request.parameter("spec") != "slice" {
            text.append("\"totalElements\":\(list.count),\"totalPages\":\(pages),")
        }
        text.append("\"last\":\(number + 1 >= pages),\"first\":\(number == 0),\"number\":\(number),\"size\":\(size),")
        text.append("\"numberOfElements\":\(places.count),\"empty\":\(places.isEmpty)}")
        return .json(text.bytes)
    }
}
