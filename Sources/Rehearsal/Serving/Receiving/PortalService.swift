import Dossiers

/// The portal: its list, in a session or page by page, and the three ways of sending to it.
struct PortalService: System {
    let shelf: Shelf
    let session: SessionDoor
    let desk: Desk
    /// The paged list; nil where the list is given in a session.
    let pages: ProvincePortalService?

    static let folder = "/apiDVC/tcdbdvcdata"
    /// Gateway with an address for each function (protocol 1.1, B).
    static let gateway = "/KetNoiMotCuaQuocGia"
    /// Gateway with everything in the query (protocol 1.1, C).
    static let query = "/api/SynsTTHCC"

    var complaint: Answer { SessionDoor.complaint }
    var refusal: Answer { pages?.refusal ?? SessionDoor.refusal }

    var givesTickets: Bool { pages == nil }

    func isLogin(_ request: Request) -> Bool { request.path == PortalService.folder + SessionDoor.loginPath }

    func expire() { session.tickets.expire() }

    func answer(_ request: Request) -> Answer {
        if request.path == ProvincePortalService.path, let pages { return pages.answer(request) }
        guard request.method == "POST" else { return .notFound }
        if request.path == PortalService.folder + SessionDoor.loginPath { return session.login(request) }
        if request.path == PortalService.folder + SessionDoor.path { return function(request) }
        return gateway(request)
    }

    // MARK: - Transport A

    private func function(_ request: Request) -> Answer {
        guard let call = session.call(request) else { return SessionDoor.refusal }
        let data = call["data"]?.elements ?? []
        switch call["service"]?.scalar {
        case "DanhSachHoSo": return list(call)
        case "TraCuuHoSo": return dossier(call["mahoso"]?.scalar ?? "")
        case "DongBoHoSoMC":
            let isUpdate = call["isUpdating"]?.scalar == "True"
            return PortalService.told(desk.take(data, isUpdate: isUpdate, .session))
        case "CapNhatTienDoHoSoMC":
            return PortalService.told(desk.takeSteps(data, .session), "Cập nhật tiến độ thành công")
        default: return SessionDoor.failure("Không tìm thấy dịch vụ")
        }
    }

    private static func told(_ verdict: Verdict, _ success: String = "Đồng bộ hồ sơ thành công") -> Answer {
        SessionDoor.failure(verdict.message(success), code: verdict.code)
    }

    private func list(_ call: JSONValue) -> Answer {
        guard pages == nil else { return SessionDoor.failure("Không tìm thấy dịch vụ") }
        guard let span = SessionDoor.span(call) else { return SessionDoor.failure("Ngày nhận không hợp lệ") }
        guard span.days <= GPLXService.window else { return SessionDoor.tooWide }
        return PortalList(shelf, desk).answer(span.seconds)
    }

    /// `result` holds what senders look for, `data` the record itself.
    private func dossier(_ code: String) -> Answer {
        guard desk.holds(code) else { return .json("{\"error_code\":\"0\",\"result\":[],\"data\":[]}") }
        return PortalList(shelf, desk).answer(code)
    }

    // MARK: - Transports B and C

    private func gateway(_ request: Request) -> Answer {
        let records = (try? JSONReader.value(request.body))?.elements
        switch request.path {
        case PortalService.gateway + "/ThemMoi":
            return PortalService.told(desk.take(records ?? [], isUpdate: false, .bareArray))
        case PortalService.gateway + "/CapNhat":
            return PortalService.told(desk.take(records ?? [], isUpdate: true, .bareArray))
        case PortalService.gateway + "/CapNhatTienDo":
            return .text(desk.takeSteps(records ?? [], .bareArray).message("Cập nhật tiến độ thành công"))
        case PortalService.query + "/DongBoHoSoMC":
            let isUpdate = request.parameter("isUpdating") == "True"
            return PortalService.told(desk.take(records ?? [], isUpdate: isUpdate, .queryString))
        case PortalService.query + "/CapNhatTienDoHoSoMC":
            return PortalService.told(desk.takeSteps(records ?? [], .queryString), "Cập nhật tiến độ thành công")
        default: return .notFound
        }
    }
}
