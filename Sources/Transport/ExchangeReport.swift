/// How one hop of one attempt ended.
struct ExchangeReport: Sendable {
    /// What failed below the protocol, or by our decision.
    struct Failure: Sendable, Hashable {
        var code: TransportError.Code
        var detail: String?
        var diagnostic: String?
    }

    /// nil when an answer arrived in full, whatever its status.
    var failure: Failure?
    var status = 0
    /// Absolute address that the server points to; nil when the status is no redirect.
    var redirectTarget: String?
    /// Pause that the server asks for.
    var retryAfter: Duration?
    var bytes: Int64 = 0
    var declaredBytes: Int64?
    var contentType: String?
    var modified: Int64?
    var headers: [String: String] = [:]
    var answerStart: [UInt8] = []
    var certificate: PeerCertificate?
    var lookup = Duration.zero
    var connect = Duration.zero
    var firstByte = Duration.zero
    var total = Duration.zero
}
