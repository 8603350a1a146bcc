import CCurl

/// One hop of one attempt on the wire: the job it belongs to, and the handle that carries it.
final class Exchange {
    let job: TransferJob
    var course: TransferCourse
    let handle: CurlHandle
    /// Its place in the lane of the job; nil when there is no lane.
    let place: LanePlace?
    private let reception: Reception

    /// A hop to where `course` stands, ready to be driven.
    init(_ job: TransferJob, at course: TransferCourse, in place: LanePlace?) throws(TransportError) {
        let sink = job.sink
        let reception = Reception(
            maximumBytes: course.request.maximumBytes,
            acceptedStatuses: course.request.acceptedStatuses,
            keptHeaders: course.request.keptHeaders.union(Resumption.headerNames),
            refusesInternalPeers: course.refusesInternalPeers,
            isWeb: course.scheme?.isWeb == true,
            wantsBody: course.request.method != .head,
            resumption: course.resumption,
            restart: { try sink.begin() },
            deliver: { try sink.receive($0) }
        )
        var handle = try CurlHandle(delivering: reception, source: WebAddress.redactedText(of: course.url))
        try handle.prepare(
            course.request,
            url: course.url,
            keepsSecrets: course.keepsSecrets,
            resumption: course.resumption
        )
        self.handle = handle
        self.reception = reception
        self.job = job
        self.course = course
        self.place = place
    }

    /// What came of it.
    func report(_ outcome: CURLcode) -> ExchangeReport {
        var report = ExchangeReport(failure: failure(outcome))
        report.standing = Self.refusals.contains(outcome.rawValue) ? .refused : reception.standing
        report.status = status
        report.redirectTarget = (300...399).contains(report.status) ? handle.text(CURLINFO_REDIRECT_URL) : nil
        let retryAfter = handle.offset(CURLINFO_RETRY_AFTER)
        report.retryAfter = retryAfter > 0 ? .seconds(retryAfter) : nil
        report.bytes = reception.bytes
        report.declaredBytes = declaredBytes
        report.contentType = handle.text(CURLINFO_CONTENT_TYPE)
        report.modified = Self.known(handle.offset(CURLINFO_FILETIME_T))
        report.headers = reception.headers.filter { course.request.keptHeaders.contains($0.key) }
        report.proofs = reception.headers.filter { Resumption.headerNames.contains($0.key) }
        report.answerStart = reception.answerStart
        report.certificate = course.request.wantsCertificate ? PeerCertificate(facts: handle.certificateFacts) : nil
        report.lookup = .microseconds(max(0, handle.offset(CURLINFO_NAMELOOKUP_TIME_T)))
        report.connect = .microseconds(max(0, handle.offset(CURLINFO_CONNECT_TIME_T)))
        report.firstByte = .microseconds(max(0, handle.offset(CURLINFO_STARTTRANSFER_TIME_T)))
        report.total = .microseconds(max(0, handle.offset(CURLINFO_TOTAL_TIME_T)))
        return report
    }

    /// Status of the answer; a rest stands for the whole, and only a web server has one.
    private var status: Int {
        guard course.scheme?.isWeb == true else { return 0 }
        return reception.standing == .continued ? 200 : handle.number(CURLINFO_RESPONSE_CODE)
    }

    /// Length of the whole content, of which a rest declares its own.
    private var declaredBytes: Int64? {
        let declared = Self.known(handle.offset(CURLINFO_CONTENT_LENGTH_DOWNLOAD_T))
        guard reception.standing == .continued, let resumption = course.resumption else { return declared }
        return declared.map { $0 + resumption.offset }
    }

    /// What libcurl says of a file server that cannot go on from where we stand.
    private static let refusals: Set<UInt32> = [
        CURLE_BAD_DOWNLOAD_RESUME.rawValue, CURLE_FTP_COULDNT_USE_REST.rawValue,
    ]

    private func failure(_ outcome: CURLcode) -> ExchangeReport.Failure? {
        switch reception.stop {
        case .tooLarge: return .init(code: .tooLarge)
        case .sinkFailed(let error): return .init(code: .sinkFailed, detail: "\(error)")
        case .internalPeer: return .init(code: .redirectRefused, detail: RedirectRefusal.internalAddress.text)
        case .otherPart: return .init(code: .cutShort, detail: "the server cannot go on where it broke off")
        case .knownEnough: return nil
        case nil: break
        }
        guard outcome != CURLE_OK else { return nil }
        if outcome == CURLE_OPERATION_TIMEDOUT { return timeout() }
        if let refusal = proxyRefusal() ?? peerAlert(outcome) { return refusal }
        return .init(
            code: TransportError.Code(outcome, scheme: course.scheme),
            detail: Self.details[outcome.rawValue],
            diagnostic: handle.diagnostic
        )
    }

    /// What a proxy said that opened no tunnel; nil when it opened one or was not asked for any.
    private func proxyRefusal() -> ExchangeReport.Failure? {
        let status = handle.number(CURLINFO_HTTP_CONNECTCODE)
        guard status >= 300 else { return nil }
        let code: TransportError.Code = status == 407 ? .loginRefused : .connectionFailed
        return .init(code: code, detail: "the proxy answered with status \(status)", diagnostic: handle.diagnostic)
    }

    /// What a server says against us after the handshake, as TLS 1.3 has it; to libcurl it is a broken connection.
    private func peerAlert(_ outcome: CURLcode) -> ExchangeReport.Failure? {
        guard outcome == CURLE_RECV_ERROR, let text = handle.diagnostic, text.contains("SSL"), text.contains(" alert ")
        else { return nil }
        let detail = text.contains("required") ? Self.details[CURLE_SSL_CLIENTCERT.rawValue] : nil
        return .init(code: .secureChannelFailed, detail: detail, diagnostic: text)
    }

    private static let details: [UInt32: String] = [
        CURLE_SSL_PINNEDPUBKEYNOTMATCH.rawValue: "its key is not the pinned one",
        CURLE_SSL_CERTPROBLEM.rawValue: "the client certificate or its key cannot be used",
        CURLE_SSL_CLIENTCERT.rawValue: "the server asks for a client certificate",
        CURLE_COULDNT_RESOLVE_PROXY.rawValue: "that of the proxy",
    ]

    /// libcurl has one word for three clocks; which one struck shows in what was reached and how long it took.
    private func timeout() -> ExchangeReport.Failure {
        guard handle.offset(CURLINFO_PRETRANSFER_TIME_T) > 0 else {
            return .init(code: .timedOut, detail: "no connection", diagnostic: handle.diagnostic)
        }
        let elapsed = Int(handle.offset(CURLINFO_TOTAL_TIME_T) / 1_000)
        let isStall = elapsed + 5 < course.request.timeouts.total.milliseconds
        return .init(code: isStall ? .stalled : .timedOut, diagnostic: handle.diagnostic)
    }

    private static func known(_ value: Int64) -> Int64? { value >= 0 ? value : nil }
}
