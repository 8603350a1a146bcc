import Dossiers
import Feeds
import Settings
import Transport

/// Tells what one meeting with a server has shown: its name, the connection, the certificate, the login, the page.
struct ServerProbing {
    let fetch: Fetch
    /// Address that was asked, without its query.
    let address: String
    let probe: FeedProbe
    /// When the answer had come.
    let now: Instant

    /// All but what the mapping makes of the page, in their order.
    func steps() -> [ProbeStep] {
        var steps: [ProbeStep] = []
        for step in [name, connection, certificate, login, page] {
            steps.append(step)
            if step.verdict == .failed { break }
        }
        return steps
    }

    /// How far its clock is from ours; nil when it was not heard.
    var clock: ProbeStep? { answer.map { ServerClock.step($0.headers["date"], now: now) } }

    /// The answer to the question, else to a bare look.
    private var answer: TransferResult? { result ?? probe.look }

    private var result: TransferResult? { try? probe.meeting.get() }

    private var error: TransportError? {
        if case .failure(let error) = probe.meeting { error } else { nil }
    }

    private var isSecure: Bool { address.lowercased().hasPrefix("https:") }

    // MARK: - The way there

    private var name: ProbeStep {
        let host = ServerProbing.host(of: address)
        if let error, error.code == .hostNotFound {
            return ProbeStep(.name, .failed, error.sentence, hint: ServerProbing.hint(for: error, fetch))
        }
        let isNumber = host.hasPrefix("[") || host.allSatisfy { $0.isNumber || ".:".contains($0) }
        guard !isNumber, let answer else { return ProbeStep(.name, .sound, Sentence(said: host)) }
        return ProbeStep(.name, .sound, "\(host), looked up in \(ServerProbing.milliseconds(answer.timing.lookup)) ms")
    }

    private var connection: ProbeStep {
        if let error, ServerProbing.isConnectionFailure(error.code) {
            return ProbeStep(.connection, .failed, error.sentence, hint: ServerProbing.hint(for: error, fetch))
        }
        guard let answer else { return ProbeStep(.connection, .sound, "the server accepts connections") }
        let time = ServerProbing.milliseconds(answer.timing.connect - answer.timing.lookup)
        return ProbeStep(.connection, .sound, "connected in \(time) ms")
    }

    private var certificate: ProbeStep {
        guard isSecure else {
            let told: Sentence = "the address is http: nothing is encrypted"
            return ProbeStep(.certificate, fetch.method.secrets.isEmpty ? .omitted : .odd, told)
        }
        if let error, [.certificateRefused, .secureChannelFailed].contains(error.code) {
            return CertificateProbing(fetch: fetch, now: now).refusal(error, shown: probe.refusedCertificate)
        }
        return CertificateProbing(fetch: fetch, now: now).step(answer?.certificate)
    }

    // MARK: - What is asked

    private var login: ProbeStep {
        let places = ServerProbing.places(of: fetch.method.secrets)
        let hint: Sentence? = places.map { "is the secret right, and still valid? it is read from \($0)" }
        if case .noKey(let problem)? = probe.omission {
            return ProbeStep(.login, .failed, Pulling.text(problem), hint: hint)
        }
        if probe.isLoginRefused, let error {
            let unasked: Sentence = "the server wants to know who asks; name an `auth:`"
            return ProbeStep(.login, .failed, error.sentence, hint: hint ?? unasked)
        }
        guard let places else { return ProbeStep(.login, .omitted, "none is configured") }
        if probe.omission != nil || error != nil { return ProbeStep(.login, .omitted, "not tried") }
        return ProbeStep(.login, .sound, "not refused; the secret is read from \(places)")
    }

    private var page: ProbeStep {
        switch probe.omission {
        case .askedOnce?:
            return ProbeStep(.page, .omitted, "the server hands every record out once, so that it is not asked here")
        case .noCode?:
            return ProbeStep(
                .page,
                .omitted,
                "dossiers are looked up by their codes, and none is known here",
                hint: "name a dossier under `sentinels` to have it looked up"
            )
        case .unaskable?: return ProbeStep(.page, .failed, "a value of the question cannot be written")
        case .noKey?, nil: break
        }
        if let error { return ProbeStep(.page, .failed, error.sentence, hint: ServerProbing.hint(for: error, fetch)) }
        guard let result else { return ProbeStep(.page, .omitted, "not tried") }
        let time = ServerProbing.milliseconds(result.timing.total)
        let told: Sentence = "status \(result.status), \(result.bytes) bytes in \(time) ms"
        return ProbeStep(.page, result.bytes > 0 ? .sound : .failed, told)
    }

    // MARK: - Words

    /// The places of secrets, one after the other; nil when there are none.
    static func places(of secrets: [Secret]) -> String? {
        secrets.isEmpty ? nil : secrets.map(\.text).joined(separator: ", ")
    }

    static func milliseconds(_ duration: Duration) -> Int { Int((duration / .milliseconds(1)).rounded()) }

    /// The name of the server in an address, its port beside it.
    private static func host(of address: String) -> String {
        let rest = address.split(separator: "/", omittingEmptySubsequences: true).dropFirst().first ?? ""
        return String(rest)
    }

    private static func isConnectionFailure(_ code: TransportError.Code) -> Bool {
        [.connectionFailed, .timedOut, .circuitOpen, .outOfResources, .invalidRequest, .schemeNotAllowed].contains(code)
    }
}
