import Dossiers
import Feeds
import Settings
import Transport

/// Tells what there is to know of the certificate of a server.
struct CertificateProbing {
    /// Fewer days than this are told.
    private static let fewDays: Int64 = 30

    let fetch: Fetch
    let now: Instant

    /// The step for a certificate that was accepted; nil: the server showed none that could be read.
    func step(_ certificate: PeerCertificate?) -> ProbeStep {
        guard fetch.trust.isVerified else {
            return ProbeStep(
                .certificate,
                .odd,
                "certificates are not checked; whoever answers is believed",
                hint: "name the authority with `tls: { ca_file: … }` instead of `believe_whoever_answers`"
            )
        }
        guard let certificate, let end = end(of: certificate) else {
            return ProbeStep(.certificate, .sound, "accepted")
        }
        let days = (end.seconds - now.seconds) / 86_400
        let told: Sentence = "\(CertificateProbing.text(certificate)), \(days) days left"
        guard days < CertificateProbing.fewDays else { return ProbeStep(.certificate, .sound, told) }
        return ProbeStep(.certificate, .odd, told, hint: "ask the operator of the server to renew it")
    }

    /// The step for a certificate that was refused.
    ///
    /// - Parameter shown: the certificate, as the server shows it to who believes everybody; nil: it shows none.
    func refusal(_ error: TransportError, shown: PeerCertificate?) -> ProbeStep {
        guard error.code == .certificateRefused else {
            let hint: Sentence =
                "does the server speak TLS 1.2 or later? does it want a client certificate (`tls: { certificate: … }`)?"
            return ProbeStep(.certificate, .failed, error.sentence, hint: hint)
        }
        guard let shown else { return ProbeStep(.certificate, .failed, error.sentence, hint: hint(error, nil)) }
        let told: Sentence = "\(error.sentence) (\(CertificateProbing.text(shown)))"
        return ProbeStep(.certificate, .failed, told, hint: hint(error, shown))
    }

    private func hint(_ error: TransportError, _ shown: PeerCertificate?) -> Sentence {
        if let end = shown.flatMap(end), end < now {
            return "the certificate ended at \(end.text); ask the operator of the server to renew it"
        }
        if error.detail != nil { return "has the server a new key? then put its hash into `pin`" }
        if error.diagnostic?.contains("host") == true {
            return "the certificate is for another name; ask by the name that it is for"
        }
        return "is its authority unknown here? name it with `tls: { ca_file: … }`"
    }

    /// The end of its validity; nil when that cannot be read.
    private func end(of certificate: PeerCertificate) -> Instant? {
        certificate.validUntil.map { Instant(localSeconds: $0 + Instant.offset, precision: .second) }
    }

    private static func text(_ certificate: PeerCertificate) -> Sentence {
        "\(certificate.subject), issued by \(certificate.issuer)"
    }
}
