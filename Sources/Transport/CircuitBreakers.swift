/// Counts how often each server failed in a row, and says which are left alone for a while.
struct CircuitBreakers {
    private struct Circuit {
        var failures = 0
        /// When the next one may try; nil while the circuit is closed.
        var opens: ContinuousClock.Instant?
        /// The transfer that tries.
        var probe: TransferJob.ID?
    }

    private let thresholds: BreakerThresholds
    private var circuits: [WebAddress.Origin: Circuit] = [:]

    init(_ thresholds: BreakerThresholds) {
        self.thresholds = thresholds
    }

    /// Whether nothing new may ask `origin` at `now`.
    func isLeftAlone(_ origin: WebAddress.Origin, at now: ContinuousClock.Instant) -> Bool {
        guard let circuit = circuits[origin], let opens = circuit.opens else { return false }
        return circuit.probe != nil || now < opens
    }

    /// Learns that the transfer `job` asks `origin`; the first after a rest is the one that shows how the server is.
    mutating func enter(_ job: TransferJob.ID, to origin: WebAddress.Origin) {
        guard let circuit = circuits[origin], circuit.opens != nil, circuit.probe == nil else { return }
        circuits[origin]?.probe = job
    }

    /// Learns how the transfer `job` ended.
    mutating func note(
        _ outcome: ServerCondition,
        of job: TransferJob.ID,
        at origin: WebAddress.Origin,
        now: ContinuousClock.Instant
    ) {
        switch outcome {
        case .well: circuits[origin] = nil
        case .unknown: if circuits[origin]?.probe == job { circuits[origin]?.probe = nil }
        case .unwell:
            var circuit = circuits[origin] ?? Circuit()
            circuit.failures += 1
            if circuit.failures >= thresholds.failures { circuit.opens = now + thresholds.rest }
            if circuit.probe == job { circuit.probe = nil }
            circuits[origin] = circuit
        }
    }
}

/// What the end of a transfer tells about its server.
enum ServerCondition: Sendable, Hashable {
    /// It answered, if only to refuse.
    case well
    /// It could not be reached, broke off or called itself broken.
    case unwell
    /// The transfer ended for a reason of ours.
    case unknown

    init(_ result: Result<TransferResult, TransportError>) {
        guard case .failure(let error) = result else {
            self = .well
            return
        }
        self =
            switch error.code {
            case .connectionFailed, .hostNotFound, .timedOut, .stalled, .connectionLost: .unwell
            case .unwantedStatus: (500...599).contains(error.status ?? 0) ? .unwell : .well
            case .cutShort, .tooLarge, .redirectRefused, .tooManyRedirects, .badEncoding, .badAnswer: .well
            case .certificateRefused, .secureChannelFailed, .loginRefused, .hostKeyRefused: .well
            case .fileNotFound, .fileUnreadable: .well
            case .invalidRequest, .schemeNotAllowed, .circuitOpen, .sinkFailed: .unknown
            case .cancelled, .engineStopped, .outOfResources: .unknown
            }
    }
}
