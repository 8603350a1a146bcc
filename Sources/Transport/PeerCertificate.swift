import CCurl

/// The certificate that a server showed for itself.
package struct PeerCertificate: Sendable, Hashable {
    /// Whom it names, as OpenSSL writes it: `CN = portal.example`.
    package let subject: String
    /// Who issued it, written alike.
    package let issuer: String
    /// End of its validity in seconds since 1970 UTC; nil when it cannot be read.
    package let validUntil: Int64?

    /// Reads the facts that libcurl lists as `name:value`; nil when the subject or the issuer is missing.
    init?(facts: [String]) {
        let pairs = facts.map { $0.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false) }
        let values = Dictionary(
            pairs.filter { $0.count == 2 }.map { (String($0[0]), String($0[1])) },
            uniquingKeysWith: { first, _ in first }
        )
        guard let subject = values["Subject"], let issuer = values["Issuer"] else { return nil }
        self.subject = subject
        self.issuer = issuer
        // SAFETY: libcurl reads the text during the call only and is given no place to write to; what is no date is -1.
        let expiry = values.first { $0.key.hasPrefix("Expire") }.map { unsafe Int64(curl_getdate($0.value, nil)) }
        validUntil = expiry.flatMap { $0 >= 0 ? $0 : nil }
    }
}
