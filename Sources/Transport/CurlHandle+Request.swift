import CCurl

extension CurlHandle {
    /// Prepares one hop of `request`, towards `url`.
    ///
    /// - Parameters:
    ///   - keepsSecrets: whether secret headers, login and client certificate go along.
    ///   - resumption: what the sink has already; nil: nothing.
    /// - Throws: `invalidRequest` when libcurl refuses an option.
    mutating func prepare(
        _ request: TransferRequest,
        url: String,
        keepsSecrets: Bool,
        resumption: Resumption? = nil
    ) throws(TransportError) {
        let lines = request.headers.filter { keepsSecrets || !$0.isSecret }.map(\.line)
        let isPrepared =
            setFixedRules() && setBounds(request) && setTrust(request.trust, isConfiguredOrigin: keepsSecrets)
            && setProxy(request.proxy, trust: request.trust) && setFolderRules(request.trust, url: url)
            && (!keepsSecrets || setLogin(request.login))
            && setMethod(request.method, headers: lines + (resumption?.headers ?? [])) && setStart(resumption)
            && set(CURLOPT_RESOLVE, lines: request.resolutions)
            && (!request.wantsCertificate || (set(CURLOPT_CERTINFO, 1) && set(CURLOPT_FRESH_CONNECT, 1)))
            && set(CURLOPT_URL, request.method.wireText(of: url))
        guard isPrepared else {
            throw TransportError(.invalidRequest, source: WebAddress.redactedText(of: url), detail: diagnostic)
        }
    }

    /// What no request can change: redirects are ours to judge, no signals, no surprise from the environment, no data
    /// connection to another address than the server's, no FTP outside TLS.
    private func setFixedRules() -> Bool {
        set(CURLOPT_NOSIGNAL, 1) && set(CURLOPT_FOLLOWLOCATION, 0) && set(CURLOPT_DISALLOW_USERNAME_IN_URL, 1)
            && set(CURLOPT_FILETIME, 1) && set(CURLOPT_ACCEPT_ENCODING, "")
            && set(CURLOPT_HTTP_VERSION, CURL_HTTP_VERSION_2TLS) && set(CURLOPT_USERAGENT, "doisoat")
            && set(CURLOPT_BUFFERSIZE, 256 << 10) && set(CURLOPT_NOPROXY, "")
            && set(CURLOPT_SUPPRESS_CONNECT_HEADERS, 1) && set(CURLOPT_FTP_SKIP_PASV_IP, 1)
            && set(CURLOPT_USE_SSL, Int(CURLUSESSL_ALL.rawValue))
    }

    /// A proxy would otherwise be told of files by name and password, and libcurl does not compare how a server proved
    /// itself before it takes up a connection that was raised to TLS.
    private func setFolderRules(_ trust: TransferTrust, url: String) -> Bool {
        guard WebAddress(url)?.scheme?.isFolder == true else { return true }
        return set(CURLOPT_HTTPPROXYTUNNEL, 1) && (trust.isVerified || set(CURLOPT_FORBID_REUSE, 1))
    }

    private func setBounds(_ request: TransferRequest) -> Bool {
        let schemes = Set(request.schemes.map(\.wireName)).sorted().joined(separator: ",")
        return set(CURLOPT_PROTOCOLS_STR, schemes)
            && set(CURLOPT_CONNECTTIMEOUT_MS, request.timeouts.connect.milliseconds)
            && set(CURLOPT_TIMEOUT_MS, request.timeouts.total.milliseconds)
            && set(CURLOPT_LOW_SPEED_LIMIT, 1)
            && set(CURLOPT_LOW_SPEED_TIME, max(1, request.timeouts.stall.milliseconds / 1_000))
            && set(CURLOPT_MAXFILESIZE_LARGE, offset: request.maximumBytes)
    }

    /// Where a file server goes on; a web server is told in headers, because libcurl takes a whole answer for an error.
    private func setStart(_ resumption: Resumption?) -> Bool {
        guard let resumption, case .modified = resumption.proof else { return true }
        return set(CURLOPT_RESUME_FROM_LARGE, offset: resumption.offset)
    }

    private mutating func setMethod(_ method: TransferRequest.Method, headers: [String]) -> Bool {
        switch method {
        case .get, .list:
            set(CURLOPT_HTTPGET, 1) && set(CURLOPT_HTTPHEADER, lines: headers)
        case .head:
            set(CURLOPT_NOBODY, 1) && set(CURLOPT_HTTPHEADER, lines: headers)
        case .post(let body, let contentType):
            set(CURLOPT_POST, 1) && setBody(body)
                && set(CURLOPT_HTTPHEADER, lines: ["Content-Type: \(contentType)", "Expect:"] + headers)
        }
    }
}

extension TransferRequest.Method {
    /// The address as libcurl is given it; one that ends in a slash is a folder to it.
    fileprivate func wireText(of url: String) -> String {
        let text = WebAddress.wireText(of: url)
        return self == .list && !text.hasSuffix("/") ? text + "/" : text
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
