/// OpenCPS: `GET /o/rest/v2/dossiers` (protocol 2.3, 4.4).
struct OpenCPSService: System {
    let shelf: Shelf
    /// The token that it takes.
    let token: String
    /// The user and the password that it takes as well.
    let user: String

    /// The site that holds the dossiers.
    static let group = 55_301
    static let path = "/o/rest/v2/dossiers"

    let complaint = Answer.json("{\"status\":500,\"message\":\"Undefined Internal server error\"}")
    let refusal = Answer.json("{\"status\":401,\"message\":\"Unauthorized\"}", status: 401)

    func answer(_ request: Request) -> Answer {
        guard request.path == OpenCPSService.path, request.method == "GET" else { return .notFound }
        guard request.bearer == token || request.isBasic(user: user, password: token) else { return refusal }
        guard request.headers["groupid"] == "\(OpenCPSService.group)" else { return complaint }
        return page(request)
    }

    /// Rows are counted by index; without an end, or with 0, the first ten are meant.
    private func page(_ request: Request) -> Answer {
        let list = list(request)
        let end = request.number("end", 0)
        let rows = end == 0 ? 0..<10 : max(0, request.number("start", 0))..<max(request.number("start", 0), end, 0)
        let places = list.places(rows)
        var text = ByteText()
        guard !places.isEmpty else { return .json("{\"total\":\(list.count)}") }
        var place = PagePlace(records: places.count, total: list.count)
        place.isSingleObject = places.count == 1
        FeedFormat.opencps.open(place, into: &text)
        text.append(places, of: shelf, as: .opencps)
        FeedFormat.opencps.close(place, into: &text)
        return .json(text.bytes)
    }

    /// A date in any form but `d/M/yyyy` is no filter at all; the newest stand first unless the caller says otherwise.
    private func list(_ request: Request) -> Shelf.List {
        let span = Roll.Span(
            from: DayText.slashed(request.parameter("fromReceiveDate")),
            through: DayText.slashed(request.parameter("toReceiveDate"))
        )
        let isByChange = request.parameter("sort") == "modifiedDate"
        let isAscending = request.parameter("order") == "asc" || request.parameter("order") == "true"
        return shelf.list(span, by: isByChange ? .changed : .created, isDescending: !isAscending)
    }
}
