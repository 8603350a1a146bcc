import CCurl

extension CurlHandle {
    /// How the server proves itself, and what is shown to it.
    ///
    /// - Parameter isConfiguredOrigin: false after a redirect elsewhere: no certificate of ours, and no leniency.
    func setTrust(_ trust: TransferTrust, isConfiguredOrigin: Bool) -> Bool {
        let isVerified = trust.isVerified || !isConfiguredOrigin
        return set(CURLOPT_SSL_VERIFYPEER, isVerified ? 1 : 0) && set(CURLOPT_SSL_VERIFYHOST, isVerified ? 2 : 0)
            && set(CURLOPT_SSLVERSION, CURL_SSLVERSION_TLSv1_2)
            && set(CURLOPT_CAINFO, ifPresent: trust.authorityFile)
            && set(CURLOPT_PINNEDPUBLICKEY, ifPresent: trust.pinnedKey)
            && set(CURLOPT_SSH_KNOWNHOSTS, trust.knownHosts ?? Self.noHosts)
            && (!isConfiguredOrigin || setClientCertificate(trust))
    }

    /// Without a file of host keys libcurl would accept every key; with an empty one it accepts none.
    private static let noHosts = "/dev/null"

    private func setClientCertificate(_ trust: TransferTrust) -> Bool {
        guard let certificate = trust.clientCertificate else { return true }
        return set(CURLOPT_SSLCERT, certificate) && set(CURLOPT_SSLKEY, trust.clientKey ?? certificate)
            && set(CURLOPT_KEYPASSWD, ifPresent: trust.clientKeyPassword?.text)
    }

    /// Who we are to a file server; only what is given is offered.
    func setLogin(_ login: TransferLogin?) -> Bool {
        guard let login else { return true }
        let byKey = login.privateKey == nil ? 0 : CURLSSH_AUTH_PUBLICKEY
        let byPassword = login.password == nil ? 0 : CURLSSH_AUTH_PASSWORD | CURLSSH_AUTH_KEYBOARD
        return set(CURLOPT_USERNAME, login.user) && set(CURLOPT_PASSWORD, login.password?.text ?? "")
            && set(CURLOPT_SSH_AUTH_TYPES, Int(byKey | byPassword))
            && set(CURLOPT_SSH_PRIVATE_KEYFILE, ifPresent: login.privateKey)
            && (login.privateKey == nil || set(CURLOPT_KEYPASSWD, ifPresent: login.privateKeyPassword?.text))
    }

    /// The proxy to go through; none, whatever the environment says, when there is none.
    func setProxy(_ proxy: TransferProxy?, trust: TransferTrust) -> Bool {
        guard let proxy else { return set(CURLOPT_PROXY, "") }
        return set(CURLOPT_PROXY, proxy.url) && set(CURLOPT_PROXY_SSLVERSION, CURL_SSLVERSION_TLSv1_2)
            && set(CURLOPT_PROXY_CAINFO, ifPresent: trust.authorityFile)
            && set(CURLOPT_PROXYUSERNAME, ifPresent: proxy.user)
            && (proxy.user == nil || set(CURLOPT_PROXYPASSWORD, proxy.password?.text ?? ""))
    }

    private func set(_ option: CURLoption, ifPresent value: String?) -> Bool { value.map { set(option, $0) } ?? true }
}
