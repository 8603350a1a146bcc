import CCurl

/// One hop of one attempt on the wire: the job it belongs to, and the handle that carries it.
final class Exchange {
    let job: TransferJob
    var course: TransferCourse
    let handle: CurlHandle
    private let reception: Reception

    /// A hop to where `course` stands, ready to be driven.
    init(_ job: TransferJob, at course: TransferCourse) throws(TransportError) {
        let sink = job.sink
        let reception = Reception(
            maximumBytes: course.request.maximumBytes,
            acceptedStatuses: course.request.acceptedStatuses,
            keptHeaders: course.request.keptHeaders,
            refusesInternalPeers: course.refusesInternalPeers,
            deliver: { try sink.receive($0) }
        )
        var handle = try CurlHandle(delivering: reception, source: WebAddress.redactedText(of: course.url))
        try handle.prepare(course.request, url: course.url, keepsSecrets: course.keepsSecrets)
        self.handle = handle
        self.reception = reception
        self.job = job
        self.course = course
    }

    /// What came of it.
    func report(_ outcome: CURLcode) -> ExchangeReport {
        var report = ExchangeReport(failure: failure(outcome))
        report.status = handle.number(CURLINFO_RESPONSE_CODE)
        report.redirectTarget = (300...399).contains(report.status) ? handle.text(CURLINFO_REDIRECT_URL) : nil
        let retryAfter = handle.offset(CURLINFO_RETRY_AFTER)
        report.retryAfter = retryAfter > 0 ? .seconds(retryAfter) : nil
        report.bytes = reception.bytes
        report.declaredBytes = Self.known(handle.offset(CURLINFO_CONTENT_LENGTH_DOWNLOAD_T))
        report.contentType = handle.text(CURLINFO_CONTENT_TYPE)
        report.modified = Self.known(handle.offset(CURLINFO_FILETIME_T))
        report.headers = reception.headers
        report.answerStart = reception.answerStart
        report.connect = .microseconds(max(0, handle.offset(CURLINFO_CONNECT_TIME_T)))
        report.firstByte = .microseconds(max(0, handle.offset(CURLINFO_STARTTRANSFER_TIME_T)))
        report.total = .microseconds(max(0, handle.offset(CURLINFO_TOTAL_TIME_T)))
        return report
    }

    private func failure(_ outcome: CURLcode) -> ExchangeReport.Failure? {
        switch reception.stop {
        case .tooLarge: return .init(code: .tooLarge)
        case .sinkFailed(let error): return .init(code: .sinkFailed, detail: "\(error)")
        case .internalPeer: return .init(code: .redirectRefused, detail: RedirectRefusal.internalAddress.text)
        case .knownEnough: return nil
        case nil: break
        }
        guard outcome != CURLE_OK else { return nil }
        if outcome == CURLE_OPERATION_TIMEDOUT { return timeout() }
        let detail = outcome == CURLE_LOGIN_DENIED ? "an address must not carry a user name" : nil
        let code = outcome == CURLE_LOGIN_DENIED ? .invalidRequest : TransportError.Code(outcome)
        return .init(code: code, detail: detail, diagnostic: handle.diagnostic)
    }

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
