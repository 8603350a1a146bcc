/// How the server proves who it is, and how we prove it to the server; TLS is 1.2 or later whatever stands here.
package struct TransferTrust: Sendable, Hashable {
    /// PEM file of the authorities to trust instead of those of the system; nil: the system's.
    package var authorityFile: String?
    /// PEM file of the certificate, with its chain, that we show to the configured origin alone; nil: none.
    package var clientCertificate: String?
    /// PEM file of its key; nil: the key stands in `clientCertificate`.
    package var clientKey: String?
    /// Opens the key; nil: it is not encrypted.
    package var clientKeyPassword: Hidden?
    /// The only public key that is accepted, besides all other checks; nil: any.
    ///
    /// Written as `sha256//` and Base64 of the SHA-256 of the key in DER; several are separated by `;`.
    package var pinnedKey: String?
    /// Whether authority and name are checked; false holds for the configured origin alone, never after a redirect.
    package var isVerified = true
    /// OpenSSH file of the host keys that `sftp` accepts; unknown and changed keys are refused, and so is every key when
    /// this is nil.
    package var knownHosts: String?

    /// The system's authorities, no certificate of ours, no pin, no host key.
    package init() {}
}
