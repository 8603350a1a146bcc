/// A provincial portal's own list: `GET /api/v1/HoSos/Portal` (protocol 2.3).
struct ProvincePortalService: System {
    let shelf: Shelf
    let token: String

    static let path = "/api/v1/HoSos/Portal"

    let complaint = Answer.text(
        "System.NullReferenceException: Object reference not set to an instance of an object."
    )
    let refusal = Answer.json("{\"messages\":[\"Authentication Failed.\"],\"succeeded\":false}", status: 401)

    func answer(_ request: Request) -> Answer {
        guard request.path == ProvincePortalService.path, request.method == "GET" else { return .notFound }
        guard request.bearer == token else { return refusal }
        let texts = [request.parameter("TiepNhanFrom"), request.parameter("TiepNhanTo")]
        var span = Roll.Span()
        for (place, text) in texts.enumerated() {
            guard let text, !text.isEmpty else { continue }
            guard let seconds = MomentText.seconds(text, isEnd: place == 1) else { return exception(text) }
            if place == 0 { span.start = seconds } else { span.end = seconds }
        }
        return page(request, shelf.list(span, isDescending: true))
    }

    private func exception(_ text: String) -> Answer {
        .text("System.FormatException: String '\(text)' was not recognized as a valid DateTime.", status: 500)
    }

    private func page(_ request: Request, _ list: Shelf.List) -> Answer {
        let size = min(max(request.number("PageSize", 10), 1), 1_000)
        let number = max(request.number("PageNumber", 1), 1)
        let places = list.page(number - 1, size: size)
        let pages = list.pages(size: size)
        var text = ByteText()
        text.append("{\"data\":[")
        text.append(places, of: shelf, as: .provincePortal)
        text.append("],\"currentPage\":\(number),\"totalPages\":\(pages),\"totalCount\":\(list.count),")
        text.append("\"pageSize\":\(size),\"hasPreviousPage\":\(number > 1),\"hasNextPage\":\(number < pages)}")
        return .json(text.bytes)
    }
}
