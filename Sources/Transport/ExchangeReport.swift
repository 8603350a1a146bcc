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
    /// Bytes that the sink has of this content.
    var bytes: Int64 = 0
    /// Bytes of the whole content.
    var declaredBytes: Int64?
    var standing = Reception.Standing.whole
    var contentType: String?
    var modified: Int64?
    /// The headers that the request wants.
    var headers: [String: String] = [:]
    /// Those that `Resumption` judges by.
    var proofs: [String: String] = [:]
    var answerStart: [UInt8] = []
    var certificate: PeerCertificate?
    var lookup = Duration.zero
    var connect = Duration.zero
    var firstByte = Duration.zero
    var total = Duration.zero
}
