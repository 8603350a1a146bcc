/// What a system says to one request.
struct Answer: Sendable, Equatable {
    /// One line of the head.
    struct Header: Sendable, Equatable {
        let name: String
        let value: String
    }

    /// HTTP status.
    var status = 200
    /// Everything but length and connection, which the wire adds.
    var headers: [Header] = []
    var body: [UInt8] = []

    init(status: Int = 200, type: String, _ body: [UInt8]) {
        self.status = status
        headers = [Header(name: "Content-Type", value: type)]
        self.body = body
    }

    /// JSON.
    static func json(_ body: [UInt8], status: Int = 200) -> Answer {
        Answer(status: status, type: "application/json;charset=UTF-8", body)
    }

    /// JSON.
    static func json(_ text: String, status: Int = 200) -> Answer { json(Array(text.utf8), status: status) }

    /// Plain text.
    static func text(_ text: String, status: Int = 200) -> Answer {
        Answer(status: status, type: "text/plain;charset=UTF-8", Array(text.utf8))
    }

    /// A page for people.
    static func html(_ text: String, status: Int = 200) -> Answer {
        Answer(status: status, type: "text/html;charset=UTF-8", Array(text.utf8))
    }

    /// XML, as SOAP services send it.
    static func xml(_ body: [UInt8], status: Int = 200) -> Answer {
        Answer(status: status, type: "text/xml; charset=utf-8", body)
    }

    /// An address that nothing lives at.
    static let notFound = Answer.html("<html><body><h1>404 Not Found</h1></body></html>", status: 404)

    /// The answer with one more line in its head.
    func with(_ name: String, _ value: String) -> Answer {
        var answer = self
        answer.headers.append(Header(name: name, value: value))
        return answer
    }
}

/// What the wire makes of an answer.
enum Delivery: Sendable, Equatable {
    case whole
    /// Half of the announced body, then the end of the connection.
    case half
    /// Everything, in small pieces with pauses.
    case drip
    /// Everything, but announced shorter than it is.
    case tooShort
    /// A reset instead of the answer.
    case reset
    /// No answer, for as long as the client waits.
    case silence
}

/// An answer, how the wire delivers it, and when.
struct Reply: Sendable, Equatable {
    var answer: Answer
    var delivery = Delivery.whole
    /// Milliseconds until the first byte.
    var delay: Int64 = 0
}
