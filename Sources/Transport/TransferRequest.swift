/// What to ask of one server (or of one local file), and the bounds on its answer.
package struct TransferRequest: Sendable {
    /// What is asked.
    package enum Method: Sendable, Hashable {
        case get
        /// Size and time only, no body.
        case head
        /// Sends `body`; never repeated and never redirected by the engine, because the server may have acted on it.
        case post(body: [UInt8], contentType: String)
    }

    /// Absolute address; its scheme must be one of `schemes`.
    package var url: String
    /// `get` unless told otherwise.
    package var method: Method
    /// Sent in this order; secret ones are dropped when a redirect leaves the origin of `url`.
    package var headers: [HTTPHeader] = []
    /// How long each step may take.
    package var timeouts = TransferTimeouts()
    /// Most bytes of the decoded body; one more ends the transfer as `tooLarge`.
    package var maximumBytes: Int64 = 4 << 30
    /// Schemes that may be contacted at all.
    package var schemes: Set<Scheme> = [.file, .http, .https]
    /// Statuses whose body is wanted (some gateways put their answer into a 500); others are an error.
    package var acceptedStatuses: ClosedRange<Int> = 200...204
    /// Whether and how far to follow.
    package var redirects = RedirectPolicy()
    /// Repetition of what failed for a passing reason; ignored for `post`.
    package var retries = RetryPolicy()
    /// PEM file of the authorities to trust instead of those of the system; nil: the system's.
    package var authorityFile: String?
    /// Proxy address; nil: none, whatever the environment says.
    package var proxy: String?
    /// Fixed addresses in the form `host:port:address`, for gateways that stand in no name server.
    package var resolutions: [String] = []
    /// Response headers to keep, in lower case.
    package var keptHeaders: Set<String> = ["date", "last-modified", "link", "x-total-count"]

    /// A request with the default bounds.
    package init(url: String, method: Method = .get) {
        self.url = url
        self.method = method
    }
}

/// Bounds in time on one attempt; a retry starts them anew.
package struct TransferTimeouts: Sendable, Hashable {
    /// Until the connection stands, TLS included.
    package var connect = Duration.seconds(10)
    /// From start to last byte.
    package var total = Duration.seconds(600)
    /// Longest time with less than one byte a second; whole seconds, at least one.
    package var stall = Duration.seconds(60)

    /// The defaults: 10 s, 10 min, 60 s.
    package init() {}
}

extension TransferRequest: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    /// Method and redacted address; safe for logs.
    package var description: String { "\(verb) \(WebAddress.redactedText(of: url))" }
    /// The same as `description`.
    package var debugDescription: String { description }
    /// Shows no member: address and headers may hold secrets.
    package var customMirror: Mirror { Mirror(self, children: []) }

    private var verb: String {
        switch method {
        case .get: "GET"
        case .head: "HEAD"
        case .post: "POST"
        }
    }
}
