import Synchronization

/// What tests and curious people ask of the rehearsal itself: `GET /rehearsal/log`.
final class ControlService: Sendable {
    private let gates: [FaultGate]
    private let journal: Journal
    private let stolen = Mutex((visits: 0, proofs: 0))

    init(gates: [FaultGate], journal: Journal) {
        self.gates = gates
        self.journal = journal
    }

    /// The answer to a request; it holds numbers only.
    func reply(_ request: Request) -> Reply {
        switch request.path {
        case "/rehearsal/log": return Reply(answer: .json(log))
        case "/stolen":
            let hasProof = ["authorization", "x-api-key", "apikey", "lgspaccesstoken"].contains {
                request.headers[$0] != nil
            }
            stolen.withLock { $0 = ($0.visits + 1, $0.proofs + (hasProof ? 1 : 0)) }
            return Reply(answer: .json("{\"data\":[]}"))
        default: return Reply(answer: .notFound)
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
