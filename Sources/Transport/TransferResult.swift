/// What a server answered, the body aside.
package struct TransferResult: Sendable, Hashable {
    /// HTTP status of the last answer; 0 for other kinds of server and local files.
    package let status: Int
    /// Where the answer came from after redirects, as written; it may hold secrets, `source` does not.
    package let effectiveURL: String
    /// `effectiveURL` without anything secret or personal; safe for logs.
    package let source: String
    /// Bytes of the whole body that the sink was given, after decoding; those before a resumption included.
    package let bytes: Int64
    /// Declared length of the body; nil when the server did not say.
    package let declaredBytes: Int64?
    /// `Content-Type` as sent; nil when there was none.
    package let contentType: String?
    /// Time of last change in seconds since 1970 UTC; nil when the source did not say.
    package let modified: Int64?
    /// Those of the requested headers that came, by lower-case name; repeated ones are joined by `, `.
    package let headers: [String: String]
    /// Attempts made, the successful one included.
    package let attempts: Int
    /// Redirects followed by the last attempt.
    package let redirects: Int
    /// What the time went into.
    package let timing: TransferTiming
    /// The certificate of the server; nil unless the request wanted it and the server showed one.
    package let certificate: PeerCertificate?
}

extension TransferResult: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    /// Status and redacted address; safe for logs.
    package var description: String { "\(status) \(source)" }
    /// The same as `description`.
    package var debugDescription: String { description }
    /// Shows no member: address and headers may hold secrets.
    package var customMirror: Mirror { Mirror(self, children: []) }
}

/// Durations of one transfer.
package struct TransferTiming: Sendable, Hashable {
    /// Until the name of the last hop was looked up; zero when the connection was reused.
    package let lookup: Duration
    /// Until the connection of the last hop stood; zero when it was reused.
    package let connect: Duration
    /// Until the first byte of the last hop.
    package let firstByte: Duration
    /// The whole last hop.
    package let total: Duration
    /// Pauses before repeated attempts, summed.
    package let waited: Duration
}
