/// What to ask of one server (or of one local file), and the bounds on its answer.
package struct TransferRequest: Sendable {
    /// What is asked.
    package enum Method: Sendable, Hashable {
        case get
        /// Size and time only, no body.
        case head
        /// Names in a remote folder, for `sftp`, `ftps` and `ftpes`; `RemoteListing` reads the answer.
        case list
        /// Sends `body`; never redirected by the engine, and repeated only when the request says that it may be, because
        /// the server may have acted on it.
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
    /// Repetition of what failed for a passing reason.
    package var retries = RetryPolicy()
    /// Whether asking twice is the same as asking once, so that `retries` holds.
    ///
    /// nil: by the method, `post` being the one that is not; true for a `post` that only asks.
    package var isRepeatable: Bool?
    /// No attempt begins at or after it; nil: none is held back.
    ///
    /// What still waits for its start then ends as `timedOut`.
    package var deadline: ContinuousClock.Instant?
    /// Whether a `get` that breaks off goes on where it broke, when the server proves that the content is still the same.
    package var resumes = true
    /// Proof of identity, both ways.
    package var trust = TransferTrust()
    /// Needed for `sftp`, `ftps` and `ftpes`, refused elsewhere, where a header does it.
    package var login: TransferLogin?
    /// The proxy to go through; nil: none, whatever the environment says.
    package var proxy: TransferProxy?
    /// What the source may take of the server, shared by its requests; nil: no bound besides the engine's.
    package var lane: TransferLane?
    /// Whether the result tells of the certificate of the server; the transfer takes a connection of its own then.
    package var wantsCertificate = false
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
        case .list: "LIST"
        case .post: "POST"
        }
    }
}
