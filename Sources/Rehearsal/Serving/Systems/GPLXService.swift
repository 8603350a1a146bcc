/// The session adapter of GPLX: a login, then lists of at most three days and single dossiers (protocol 1.3, 2.2, 2.3).
struct GPLXService: System {
    let shelf: Shelf
    let session: SessionDoor

    static let folder = "/apiDVC-GPLX/tcdbdvcdata"
    /// Days that one list may span.
    static let window = 3

    var complaint: Answer { SessionDoor.complaint }
    var refusal: Answer { SessionDoor.refusal }

    var givesTickets: Bool { true }

    func isLogin(_ request: Request) -> Bool { request.path == GPLXService.folder + SessionDoor.loginPath }

    func expire() { session.tickets.expire() }

    func answer(_ request: Request) -> Answer {
        switch (request.method, request.path) {
        case ("POST", GPLXService.folder + SessionDoor.loginPath): return session.login(request)
        case ("POST", GPLXService.folder + SessionDoor.path): break
        default: return .notFound
        }
        guard let call = session.call(request) else { return refusal }
        switch call["service"]?.scalar {
        case "DanhSachHoSo": return list(call)
        case "TraCuuHoSo": return dossier(call["mahoso"]?.scalar ?? "")
        default: return SessionDoor.failure("Không tìm thấy dịch vụ")
        }
    }

    private func list(_ call: JSONValue) -> Answer {
        guard let span = SessionDoor.span(call) else { return SessionDoor.failure("Ngày nhận không hợp lệ") }
        guard span.days <= GPLXService.window else { return SessionDoor.tooWide }
        return found(shelf.list(span.seconds))
    }

    private func found(_ list: Shelf.List) -> Answer { answer(list.places(0..<list.count)) }

    private func answer(_ places: [Int]) -> Answer {
        var text = ByteText()
        text.append("{\"error_code\":\"0\",\"data\":[")
        text.append(places, of: shelf, separator: ",") { text, record, _ in text.appendGPLX(record) }
        text.append("]}")
        return .json(text.bytes)
    }

    private func dossier(_ code: String) -> Answer {
        answer(shelf.places[DossierKey.canonical(code)].map { [$0] } ?? [])
    }
}
