/// One request as it came over the wire.
struct Request: Sendable, Equatable {
    /// One `name=value` of a query or of a form, both decoded.
    struct Parameter: Sendable, Equatable {
        let name: String
        let value: String
    }

    /// `GET`, `POST`, ...
    let method: String
    /// Decoded, without the query.
    let path: String
    let query: [Parameter]
    /// By lower-case name; of repeated ones the last.
    let headers: [String: String]
    let body: [UInt8]

    /// A request for `target`, which is path and query as sent.
    init(method: String, target: String, headers: [String: String] = [:], body: [UInt8] = []) {
        let parts = target.split(separator: "?", maxSplits: 1, omittingEmptySubsequences: false)
        self.method = method
        path = PercentText.decoded(parts.first ?? "")
        query = parts.count > 1 ? PercentText.parameters(parts[1]) : []
        self.headers = headers
        self.body = body
    }

    /// The first parameter of that name; nil when the query has none.
    func parameter(_ name: String) -> String? { query.first { $0.name == name }?.value }

    /// The parameter as a whole number of at most nine digits; `missing` when there is none or it is something else.
    func number(_ name: String, _ missing: Int) -> Int {
        guard let number = parameter(name).flatMap({ Int($0) }), (-999_999_999...999_999_999).contains(number) else {
            return missing
        }
        return number
    }

    /// The parameters of a form in the body.
    var form: [Parameter] { PercentText.parameters(Substring(text)) }

    /// The body as text.
    var text: String { String(decoding: body, as: UTF8.self) }

    /// What follows `Bearer ` in the header Authorization; nil when it says something else.
    var bearer: String? {
        guard let value = headers["authorization"], value.hasPrefix("Bearer ") else { return nil }
        return String(value.dropFirst(7))
    }

    /// Whether the header Authorization names this user and this password (RFC 7617).
    func isBasic(user: String, password: String) -> Bool {
        headers["authorization"] == "Basic \(Base64.encoded("\(user):\(password)"))"
    }
}

/// Text in which bytes may stand as `%` and two digits, as in queries and forms.
enum PercentText {
    /// The parameters between the `&` of a query or a form.
    static func parameters(_ text: Substring) -> [Request.Parameter] {
        text.split(separator: "&").map { pair in
            let parts = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            return Request.Parameter(name: decoded(parts[0]), value: parts.count > 1 ? decoded(parts[1]) : "")
        }
    }

    /// The text with `+` as a blank and each `%` and two hexadecimal digits as their byte; others stay as they are.
    static func decoded(_ text: Substring) -> String {
        let bytes = Array(text.utf8)
        var plain: [UInt8] = []
        var place = 0
        while place < bytes.count {
            if bytes[place] == 0x25, place + 2 < bytes.count, let byte = byte(bytes[place + 1], bytes[place + 2]) {
                plain.append(byte)
                place += 3
            } else {
                plain.append(bytes[place] == 0x2B ? 0x20 : bytes[place])
                place += 1
            }
        }
        return String(decoding: plain, as: UTF8.self)
    }

    private static func byte(_ high: UInt8, _ low: UInt8) -> UInt8? {
        UInt8(String(decoding: [high, low], as: UTF8.self), radix: 16)
    }
}
