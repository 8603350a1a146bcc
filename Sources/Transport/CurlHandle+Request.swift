import CCurl

extension CurlHandle {
    /// Prepares one hop of `request`, towards `url`.
    ///
    /// - Parameter keepsSecrets: whether secret headers go along.
    /// - Throws: `invalidRequest` when libcurl refuses an option.
    mutating func prepare(_ request: TransferRequest, url: String, keepsSecrets: Bool) throws(TransportError) {
        let headers = request.headers.filter { keepsSecrets || !$0.isSecret }.map(\.line)
        let isPrepared =
            setFixedRules() && setBounds(request) && setTrust(request) && setMethod(request.method, headers: headers)
            && set(CURLOPT_RESOLVE, lines: request.resolutions) && set(CURLOPT_URL, url)
        guard isPrepared else {
            throw TransportError(.invalidRequest, source: WebAddress.redactedText(of: url), detail: diagnostic)
        }
    }

    /// What no request can change: redirects are ours to judge, no signals, no surprise from the environment.
    private func setFixedRules() -> Bool {
        set(CURLOPT_NOSIGNAL, 1) && set(CURLOPT_FOLLOWLOCATION, 0) && set(CURLOPT_DISALLOW_USERNAME_IN_URL, 1)
            && set(CURLOPT_FILETIME, 1) && set(CURLOPT_ACCEPT_ENCODING, "")
            && set(CURLOPT_HTTP_VERSION, CURL_HTTP_VERSION_2TLS) && set(CURLOPT_USERAGENT, "doisoat")
            && set(CURLOPT_BUFFERSIZE, 256 << 10)
    }

    private func setBounds(_ request: TransferRequest) -> Bool {
        let schemes = request.schemes.map(\.rawValue).sorted().joined(separator: ",")
        return set(CURLOPT_PROTOCOLS_STR, schemes)
            && set(CURLOPT_CONNECTTIMEOUT_MS, request.timeouts.connect.milliseconds)
            && set(CURLOPT_TIMEOUT_MS, request.timeouts.total.milliseconds)
            && set(CURLOPT_LOW_SPEED_LIMIT, 1)
            && set(CURLOPT_LOW_SPEED_TIME, max(1, request.timeouts.stall.milliseconds / 1_000))
            && set(CURLOPT_MAXFILESIZE_LARGE, offset: request.maximumBytes)
            && set(CURLOPT_PROXY, request.proxy ?? "")
    }

    private func setTrust(_ request: TransferRequest) -> Bool {
        let isVerified =
            set(CURLOPT_SSL_VERIFYPEER, 1) && set(CURLOPT_SSL_VERIFYHOST, 2)
            && set(CURLOPT_SSLVERSION, CURL_SSLVERSION_TLSv1_2)
        guard isVerified, let file = request.authorityFile else { return isVerified }
        return set(CURLOPT_CAINFO, file)
    }

    private mutating func setMethod(_ method: TransferRequest.Method, headers: [String]) -> Bool {
        switch method {
        case .get:
            set(CURLOPT_HTTPGET, 1) && set(CURLOPT_HTTPHEADER, lines: headers)
        case .head:
            set(CURLOPT_NOBODY, 1) && set(CURLOPT_HTTPHEADER, lines: headers)
        case .post(let body, let contentType):
            set(CURLOPT_POST, 1) && setBody(body)
                && set(CURLOPT_HTTPHEADER, lines: ["Content-Type: \(contentType)", "Expect:"] + headers)
        }
    }
}

extension Duration {
    /// Whole milliseconds, at least 1, because 0 means "for ever" to libcurl.
    var milliseconds: Int {
        let (seconds, attoseconds) = components
        return max(
            1,
            Int(clamping: seconds.multipliedReportingOverflow(by: 1_000).partialValue)
                + Int(attoseconds / 1_000_000_000_000_000)
        )
    }
}
