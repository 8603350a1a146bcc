/// Where a transfer stands between its hops and attempts: a value that says what to do next.
struct TransferCourse: Sendable {
    /// What follows a hop.
    enum Step {
        /// Ask at the new `url` of the course.
        case follow
        /// Ask again after the pause; the error is what ends the transfer when there is no time for that.
        case tryAgain(after: Duration, orElse: TransportError)
        case end(Result<TransferResult, TransportError>)
    }

    let request: TransferRequest
    private let configured: WebAddress
    /// Address of the next hop.
    private(set) var url: String
    private(set) var attempt = 1
    private(set) var redirects = 0
    private(set) var waited = Duration.zero
    /// How the next attempt goes on where the last one broke off; nil when it begins at the first byte.
    private(set) var resumption: Resumption?
    /// Failed attempts since one brought the sink further.
    private var fruitless = 0

    /// The start of `request`.
    ///
    /// - Throws: `invalidRequest` or `schemeNotAllowed`.
    init(_ request: TransferRequest) throws(TransportError) {
        let source = WebAddress.redactedText(of: request.url)
        guard let configured = WebAddress(request.url) else { throw TransportError(.invalidRequest, source: source) }
        guard let scheme = configured.scheme, request.schemes.contains(scheme) else {
            throw TransportError(.schemeNotAllowed, source: source, detail: configured.origin.scheme)
        }
        if let flaw = request.flaw(towards: configured, by: scheme) {
            throw TransportError(.invalidRequest, source: source, detail: flaw)
        }
        self.request = request
        self.configured = configured
        url = request.url
    }

    /// Scheme, host and port of the configured server.
    var origin: WebAddress.Origin { configured.origin }

    /// How every hop is reached: a redirect never changes it.
    var scheme: Scheme? { configured.scheme }

    /// Whether the next hop goes where secrets belong.
    var keepsSecrets: Bool { WebAddress(url)?.origin == configured.origin }

    /// Whether the next hop must not end at an address of this machine.
    var refusesInternalPeers: Bool {
        request.proxy == nil && WebAddress(url)?.origin.host != configured.origin.host
    }

    /// What to do after the hop that `report` tells of; `fraction` is a random number in 0...1.
    mutating func next(after report: ExchangeReport, fraction: Double) -> Step {
        if let failure = report.failure {
            var error = error(failure.code, report, detail: failure.detail)
            error.diagnostic = failure.diagnostic
            return again(or: error, report, fraction)
        }
        if let target = report.redirectTarget { return follow(target, report) }
        guard report.status == 0 || request.acceptedStatuses.contains(report.status) else {
            return again(or: error(.unwantedStatus, report), report, fraction)
        }
        guard resumption?.isSameFile(report) ?? true else {
            return again(or: error(.cutShort, report, detail: "it changed in the meantime"), report, fraction)
        }
        return .end(.success(result(report)))
    }

    private mutating func again(or error: TransportError, _ report: ExchangeReport, _ fraction: Double) -> Step {
        advance(after: report)
        guard error.isTransient, request.isRepeatable ?? request.method.isRepeatable,
            attempt < request.retries.attempts * Self.patience,
            let pause = request.retries.pause(after: fruitless, requested: report.retryAfter, fraction: fraction)
        else { return .end(.failure(error)) }
        attempt += 1
        redirects = 0
        waited += pause
        url = request.url
        return .tryAgain(after: pause, orElse: error)
    }

    /// Attempts that bring the sink further are not counted against the policy, up to this many times its number.
    private static let patience = 3

    private mutating func advance(after report: ExchangeReport) {
        let rest = rest(after: report)
        fruitless = (rest?.offset ?? 0) > (resumption?.offset ?? 0) ? 1 : fruitless + 1
        resumption = rest
    }

    private func rest(after report: ExchangeReport) -> Resumption? {
        guard request.resumes, request.method == .get else { return nil }
        switch report.standing {
        case .whole: return report.failure == nil ? nil : Resumption(firstPart: report, by: scheme)
        case .asked: return resumption
        case .refused: return nil
        case .continued:
            guard var rest = resumption, report.failure == nil || report.bytes > rest.offset else { return resumption }
            guard rest.isSameFile(report) else { return nil }
            rest.offset = report.bytes
            return rest
        }
    }

    private mutating func follow(_ target: String, _ report: ExchangeReport) -> Step {
        guard request.method.isRepeatable else {
            return .end(.failure(error(.redirectRefused, report, detail: "what was sent is not sent again elsewhere")))
        }
        if let refusal = refusal(of: target) {
            return .end(.failure(error(.redirectRefused, report, detail: refusal.text)))
        }
        guard redirects < request.redirects.limit else { return .end(.failure(error(.tooManyRedirects, report))) }
        redirects += 1
        url = target
        return .follow
    }

    private func refusal(of target: String) -> RedirectRefusal? {
        guard let address = WebAddress(target) else { return .unreadable }
        return request.redirects.refusal(from: configured, to: address)
    }

    private func error(_ code: TransportError.Code, _ report: ExchangeReport, detail: String? = nil) -> TransportError {
        let status = report.status == 0 ? nil : report.status
        let source = WebAddress.redactedText(of: url)
        var error = TransportError(code, source: source, status: status, attempts: attempt, detail: detail)
        error.answerStart = report.answerStart
        return error
    }

    private func result(_ report: ExchangeReport) -> TransferResult {
        TransferResult(
            status: report.status,
            effectiveURL: url,
            source: WebAddress.redactedText(of: url),
            bytes: report.bytes,
            declaredBytes: report.declaredBytes,
            contentType: report.contentType,
            modified: report.modified,
            headers: report.headers,
            attempts: attempt,
            redirects: redirects,
            timing: TransferTiming(
                lookup: report.lookup,
                connect: report.connect,
                firstByte: report.firstByte,
                total: report.total,
                waited: waited
            ),
            certificate: report.certificate
        )
    }
}

extension RedirectRefusal {
    /// A clause for people; names no more of the target than its scheme.
    var text: String {
        switch self {
        case .otherScheme(let scheme): "to another kind of address (\(scheme))"
        case .internalAddress: "to an address of this machine"
        case .unreadable: "to something that is no address"
        }
    }
}
