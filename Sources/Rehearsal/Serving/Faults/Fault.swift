/// What may go wrong with one request; the raw value is its name on the command line.
package enum Fault: String, CaseIterable, Sendable {
    /// No answer at all.
    case timeout
    /// The connection breaks before the answer; the request was not taken.
    case reset
    /// The connection breaks in the middle of the body.
    case halfBody = "half-body"
    /// HTTP status 500.
    case serverError = "500"
    /// A login page with HTTP status 200.
    case html = "html-200"
    /// The system's own error, with HTTP status 200.
    case error = "error-200"
    /// Slow, but whole.
    case drip
    /// The list moves by one row, now and for good.
    case shift
    /// The page before, once more.
    case double
    /// Tokens and sessions are worthless from now on.
    case expire
    /// A body longer than it was announced to be.
    case length
    /// A small body that unfolds to more than 100 MB.
    case bomb = "gzip-bomb"
    /// HTTP status 429 with Retry-After.
    case tooMany = "429"
    /// A pointer to another host, or from TLS to plain text.
    case redirect
    /// The request is taken, then the connection breaks.
    case lost = "accept-then-lose"
    /// The source stands behind a certificate that is no longer valid.
    case certificateExpired = "cert-expired"
    /// The source stands behind the certificate of another host.
    case certificateForOther = "cert-other-name"

    /// What repeating the request, after a new login perhaps, can mend.
    package static let passing: [Fault] = [
        .timeout, .reset, .halfBody, .serverError, .html, .error, .drip, .expire, .length, .tooMany,
    ]

    /// Whether it belongs to a whole source and not to one request.
    var isOfCertificate: Bool { self == .certificateExpired || self == .certificateForOther }

    /// Whether it happens before the system has taken the request.
    var isBefore: Bool {
        switch self {
        case .timeout, .reset, .serverError, .html, .error, .double, .expire, .bomb, .tooMany, .redirect: true
        case .halfBody, .drip, .shift, .length, .lost, .certificateExpired, .certificateForOther: false
        }
    }
}
