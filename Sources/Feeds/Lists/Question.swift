import Dossiers
import Formats
package import Transport

/// How a page of a list is asked for: an address, and values that are filled in for each page.
package struct Question: Sendable {
    /// Everything about the request that is the same for all pages; its address and headers are added to.
    package var request: TransferRequest
    /// Values that go into the query, in this order, behind what the address has.
    package var query: [Asked] = []
    /// Values that go into headers.
    package var headers: [Asked] = []
    /// What is sent; nil: nothing is, the question is a GET.
    package var body: QuestionBody?

    package init(_ request: TransferRequest) {
        self.request = request
    }

    /// The request of one page.
    ///
    /// - Throws: when XML cannot say a value.
    func request(for place: AskedPlace) throws(XMLWriter.Problem) -> TransferRequest {
        var request = request
        request.url = place.address ?? url(for: place)
        request.headers += headers.compactMap { header($0, place) }
        if let body {
            request.method = .post(body: try body.bytes(for: place), contentType: body.contentType)
        }
        return request
    }

    private func url(for place: AskedPlace) -> String {
        let pairs = query.compactMap { asked in
            place.text(of: asked.value).map { "\(asked.name)=\(QueryText.escaped($0))" }
        }
        let bare = request.url.prefix { $0 != "#" }
        guard !pairs.isEmpty else { return String(bare) }
        let glue = bare.contains("?") ? (bare.hasSuffix("?") || bare.hasSuffix("&") ? "" : "&") : "?"
        return bare + glue + pairs.joined(separator: "&")
    }

    private func header(_ asked: Asked, _ place: AskedPlace) -> HTTPHeader? {
        place.text(of: asked.value).map { HTTPHeader(asked.name, $0, isSecret: asked.value.isHidden) }
    }
}

/// Where a feed stands when it asks: what fills the values of a question.
struct AskedPlace: Sendable {
    var slice: FeedSlice
    /// Number of the page, or of its first row.
    var number: Int
    /// Number of the row after the last one.
    var numberAfter: Int
    /// What the page before gave for the next one; nil on the first page.
    var cursor: String? = nil
    /// Where the page before says that the next one is; nil: where the question says.
    var address: String? = nil
    var key: Hidden? = nil
    var since: Instant? = nil

    /// The text of a value here; nil when it is left out.
    func text(of value: AskedValue) -> String? {
        switch value {
        case .fixed(let text): return text
        case .secret(let text): return text.text
        case .key: return key?.text
        case .bearer: return key.map { "Bearer \($0.text)" }
        case .number: return String(number)
        case .numberAfter: return String(numberAfter)
        case .cursor: return cursor
        case .code: return if case .code(let code) = slice { code } else { nil }
        case .since(let form): return since.map(form.moment)
        case .firstDay(let form): return if case .days(let from, _) = slice { form.first(from) } else { nil }
        case .lastDay(let form): return if case .days(_, let to) = slice { form.last(to) } else { nil }
        }
    }
}

extension AskedValue {
    /// Whether no text may show it.
    fileprivate var isHidden: Bool {
        switch self {
        case .secret, .key, .bearer: true
        case .fixed, .number, .numberAfter, .cursor, .firstDay, .lastDay, .code, .since: false
        }
    }
}

/// Texts in queries and forms.
enum QueryText {
    /// `text` with every byte but letters, digits and `-._~` as `%XX` (RFC 3986).
    static func escaped(_ text: String) -> String {
        var escaped = ""
        for byte in text.utf8 {
            switch byte {
            case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x2D, 0x2E, 0x5F, 0x7E:
                escaped.unicodeScalars.append(Unicode.Scalar(byte))
            default:
                let digits = String(byte, radix: 16, uppercase: true)
                escaped += digits.utf8.count == 1 ? "%0\(digits)" : "%\(digits)"
            }
        }
        return escaped
    }
}
