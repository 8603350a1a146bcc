import Synchronization

/// What tests and curious people ask of the rehearsal itself.
///
/// `GET /rehearsal/log` counts requests and faults, `GET /rehearsal/requests?source=ID` tells of the last requests of a
/// source, `POST /rehearsal/faults` takes other orders, as after `--faults`, in the place of those there are.
final class ControlService: Sendable {
    private let gates: [FaultGate]
    private let faults: FaultBook
    private let journal: Journal
    private let stolen = Mutex((visits: 0, proofs: 0))

    init(gates: [FaultGate], faults: FaultBook, journal: Journal) {
        self.gates = gates
        self.faults = faults
        self.journal = journal
    }

    /// The answer to a request; it holds nothing of any dossier.
    func reply(_ request: Request) -> Reply {
        switch request.path {
        case "/rehearsal/log": return Reply(answer: .json(log))
        case "/rehearsal/requests": return Reply(answer: visits(request.parameter("source")))
        case "/rehearsal/faults": return Reply(answer: order(request))
        case "/stolen":
            let hasProof = ["authorization", "x-api-key", "apikey", "lgspaccesstoken"].contains {
                request.headers[$0] != nil
            }
            stolen.withLock { $0 = ($0.visits + 1, $0.proofs + (hasProof ? 1 : 0)) }
            return Reply(answer: .json("{\"data\":[]}"))
        default: return Reply(answer: .notFound)
        }
    }

    private func visits(_ source: String?) -> Answer {
        guard let gate = gates.first(where: { $0.id == source }) else { return .notFound }
        var text = ByteText()
        text.append("[")
        for (place, visit) in gate.lastVisits.enumerated() {
            if place > 0 { text.append(",\n") }
            text.append(visit)
        }
        text.append("]\n")
        return .json(text.bytes)
    }

    private func order(_ request: Request) -> Answer {
        guard request.method == "POST" else { return .notFound }
        do throws(FaultOrder.Unreadable) {
            faults.order(try FaultOrder.list(request.text))
            return .text("ok\n")
        } catch {
            return .text("\(error)\n", status: 400)
        }
    }

    private var log: String {
        let sources = gates.map { gate in
            let count = gate.count
            let faults = count.faults.map { "\"\($0.key.rawValue)\":\($0.value)" }.sorted().joined(separator: ",")
            return "\"\(gate.id)\":{\"kind\":\"\(gate.kind)\",\"requests\":\(count.requests),"
                + "\"logins\":\(count.logins),\"faults\":{\(faults)}}"
        }
        let (visits, proofs) = stolen.withLock { $0 }
        return "{\"sources\":{\(sources.joined(separator: ","))},\"documents\":\(journal.documents),"
            + "\"redirects_followed\":\(visits),\"proofs_given_away\":\(proofs)}\n"
    }
}
