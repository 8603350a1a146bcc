import Dossiers

/// Reads what concerns the way to a server: `tls`, `proxy`, `pace`.
struct TrustReading {
    let folder: String

    /// The key that switches the checking of certificates off: it says what that means.
    static let unverified = "believe_whoever_answers"

    /// Reads the three and gives what sets them.
    func way(_ keys: YAMLKeys) -> (inout Fetch) -> Void {
        let trust = keys.optional("tls").flatMap(trust) ?? Fetch.Trust()
        let authorities = keys.optional("ca_file")?.text().map { Folder.resolve($0, from: folder) }
        let proxy = keys.optional("proxy").flatMap(proxy)
        let pace = keys.optional("pace").flatMap(pace) ?? Fetch.Pace()
        return { fetch in
            fetch.trust = trust
            if let authorities { fetch.trust.authorities = authorities }
            fetch.proxy = proxy
            fetch.pace = pace
        }
    }

    private func trust(_ value: YAMLValue) -> Fetch.Trust? {
        value.mapping { keys in
            var trust = Fetch.Trust()
            trust.authorities = path(keys.optional("ca_file"))
            trust.certificate = path(keys.optional("certificate"))
            trust.key = path(keys.optional("key"))
            trust.keyPassword = keys.optional("key_password").flatMap(SecretReading(folder: folder).secret)
            trust.pin = keys.optional("pin")?.converted("`sha256//` and the hash of a public key in base64", pin)
            trust.isVerified = !(keys.optional(TrustReading.unverified)?.boolean() ?? false)
            if trust.certificate == nil, trust.key != nil {
                return value.refuse("a `key` needs its `certificate`")
            }
            return trust
        }
    }

    private func path(_ value: YAMLValue?) -> String? {
        value?.text().map { Folder.resolve($0, from: folder) }
    }

    private func pin(_ text: String) -> String? {
        guard text.hasPrefix("sha256//"), text.utf8.count == 8 + 44, text.hasSuffix("=") else { return nil }
        return WebAddressReading.isPlain(text) ? text : nil
    }

    private func proxy(_ value: YAMLValue) -> Fetch.Proxy? {
        guard value.isMapping else { return WebAddressReading.address(value).map { Fetch.Proxy(url: $0) } }
        return value.mapping { keys in
            let url = keys.required("url").flatMap(WebAddressReading.address)
            let user = keys.optional("user")?.text()
            let password = keys.optional("password").flatMap(SecretReading(folder: folder).secret)
            return url.map { Fetch.Proxy(url: $0, user: user, password: password) }
        }
    }

    private func pace(_ value: YAMLValue) -> Fetch.Pace? {
        value.mapping { keys in
            let atOnce = keys.optional("at_once")?.integer(in: 1...16)
            let perSecond = keys.optional("per_second")?.converted("a number above 0 and at most 1000") { text in
                Double(text).flatMap { $0 > 0 && $0 <= 1_000 ? $0 : nil }
            }
            return Fetch.Pace(atOnce: atOnce, perSecond: perSecond)
        }
    }
}
