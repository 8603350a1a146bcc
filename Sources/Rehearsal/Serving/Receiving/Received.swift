/// One dossier as the portal holds it after something was sent.
struct Received: Sendable, Equatable {
    /// The national record as it was sent last; nil while only steps were sent to a dossier of the world.
    var record: JSONValue?
    /// National status, 1...10.
    var status: Int
    /// Steps, in the order in which they came.
    var steps: [JSONValue] = []

    /// The record as the portal shows it: with the status that the last step left.
    var shown: JSONValue? { record?.replacing("TrangThaiHoSo", with: .text("\(status)")) }
}

/// What was sent, and what became of it: one line of `received.ndjson`.
struct Receipt: Sendable, Equatable {
    /// `create`, `update` or `steps`.
    let service: String
    let transport: Transport
    let records: [JSONValue]
    let verdict: Verdict

    /// The three ways of sending (protocol 1.1).
    enum Transport: String, Sendable {
        case session = "dvcqg-session"
        case bareArray = "gateway-array"
        case queryString = "gateway-query"
    }
}

/// The answer to something that was sent.
enum Verdict: Sendable, Equatable {
    case accepted
    /// There is one under this code already.
    case exists(String)
    case unknown(String)
    /// The order of statuses forbids it.
    case wrongOrder(String, from: Int, to: Int)
    /// A field that must be there is missing, or says nothing that is known.
    case invalid(String)

    /// `error_code` (protocol 1.7).
    var code: String {
        switch self {
        case .accepted: "0"
        case .exists: "3"
        case .unknown, .wrongOrder, .invalid: "-1"
        }
    }

    /// `message`; the words in which senders look for what became of it are those of protocol 6.
    func message(_ success: String) -> String {
        switch self {
        case .accepted: success
        case .exists(let code): "Mã hồ sơ \(code) đã tồn tại"
        case .unknown(let code): "Mã hồ sơ \(code) không tồn tại"
        case .wrongOrder(let code, let from, let to):
            "Hồ sơ \(code) đang ở trạng thái \(Catalogue.statusLabels[from]), không thể cập nhật lên trạng thái "
                + Catalogue.statusLabels[to]
        case .invalid(let field): "Dữ liệu không hợp lệ: \(field)"
        }
    }
}
