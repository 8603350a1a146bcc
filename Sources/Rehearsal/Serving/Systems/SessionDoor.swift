import Dossiers

/// What all session adapters share: the login, the session in each body, and how they fail (protocol 1.2, 1.3, 1.7).
struct SessionDoor: Sendable {
    let tickets: Tickets
    let password: String

    static let user = "tichhop.h23"
    static let loginPath = "/mapi/login"
    static let path = "/mapi/g"

    static let complaint = failure("Có lỗi trong quá trình xử lý")
    static let refusal = failure("Hết phiên đăng nhập")
    static let tooWide = failure("Khoảng thời gian tra cứu không được quá 3 ngày")

    /// A refusal in words; the HTTP status says nothing.
    static func failure(_ message: String, code: String = "-1") -> Answer {
        var text = ByteText()
        text.append("{\"error_code\":\"\(code)\",\"message\":")
        text.appendQuoted(message)
        text.append("}")
        return .json(text.bytes)
    }

    /// The answer to a login.
    func login(_ request: Request) -> Answer {
        let call = try? JSONReader.value(request.body)
        guard call?["username"] == .text(SessionDoor.user), call?["password"] == .text(password) else {
            return SessionDoor.failure("Tài khoản hoặc mật khẩu không đúng")
        }
        return .json("{\"error_code\":\"0\",\"result\":\"Đăng nhập thành công\",\"session\":\"\(tickets.issue())\"}")
    }

    /// The body of a request with a session that is good; nil for every other.
    func call(_ request: Request) -> JSONValue? {
        guard let call = try? JSONReader.value(request.body), tickets.admit(call["session"]?.scalar) else { return nil }
        return call
    }

    /// The days of a list, both included, as `yyyy-MM-dd`; nil when they are none.
    static func span(_ call: JSONValue) -> (days: Int, seconds: Roll.Span)? {
        guard let first = DayText.dashed(call["ngayNhan1"]?.scalar),
            let last = DayText.dashed(call["ngayNhan2"]?.scalar),
            first <= last
        else {
            return nil
        }
        return (last - first + 1, Roll.Span(from: first, through: last))
    }
}

/// Codes as keys, however a caller writes them.
enum DossierKey {
    /// Without blanks, in capitals; the text itself where it can be no code.
    static func canonical(_ code: String) -> String { DossierCode(code)?.canonical ?? code }
}

extension Record {
    /// The canonical code.
    var key: String {
        var text = ByteText(capacity: 32)
        text.appendKey(self)
        return String(decoding: text.bytes, as: UTF8.self)
    }
}
