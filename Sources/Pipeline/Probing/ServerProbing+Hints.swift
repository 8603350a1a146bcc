import Dossiers
import Settings
import Transport

extension ServerProbing {
    /// What to do about a transfer that failed; nil when nobody knows.
    static func hint(for error: TransportError, _ fetch: Fetch) -> Sentence? {
        switch error.code {
        case .hostNotFound where fetch.proxy != nil:
            "is the name of the proxy right? can this machine reach its name server?"
        case .hostNotFound:
            "is the name right? many servers are known only inside the province's network (TSLCD)"
        case .connectionFailed:
            "is the port right? does the server run? a firewall or a VPN that is down may stand between"
        case .timedOut:
            "nobody answered in time: a firewall or a VPN that is down may stand between, or `timeouts` are too short"
        case .connectionLost, .stalled, .cutShort: "the line or the server is weak; try again later"
        case .redirectRefused, .tooManyRedirects: "is the address right? the server sends whoever asks elsewhere"
        case .tooLarge: "ask for smaller pages, or raise `max_size`"
        case .unwantedStatus: hint(forStatus: error.status ?? 0)
        default: nil
        }
    }

    private static func hint(forStatus status: Int) -> Sentence? {
        switch status {
        case 404, 410: "is the path of the address right?"
        case 400, 405, 415, 422: "does the server want other parameters, or another `kind`?"
        case 407: "the proxy wants to know who asks; name its user and password"
        case 429: "the server wants to be asked more slowly; see `pace`"
        case 500...599: "the server has a trouble of its own; try again later, or tell its operator"
        default: nil
        }
    }
}
