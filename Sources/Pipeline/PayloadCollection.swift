import Dossiers
import Payloads
import Reconciliation
import Reports
import Settings

/// The keys that the plan would send, and the documents made of them.
struct PayloadCollection {
    private let preparation: Preparation
    private var items: [(suspect: Int, action: PayloadAction)] = []

    init(_ preparation: Preparation) { self.preparation = preparation }

    /// How many keys the plan would change.
    var changes: Int { items.count }

    /// Notes what is planned for a key.
    mutating func note(_ suspect: Int, _ action: PlannedAction) {
        switch action {
        case .create: items.append((suspect, .create))
        case .update: items.append((suspect, .update))
        case .none: break
        }
    }

    /// Makes the documents in the order of the codes, and their index; what cannot be sent is said in the summary.
    func write(
        from run: ReconciledRun,
        _ summary: inout RunSummary,
        _ publish: (PayloadFile) throws -> Void
    ) throws {
        guard let delivery = preparation.configuration.portal.delivery else { return }
        guard let transport = PayloadTransport(rawValue: delivery.transport.rawValue) else { return }
        let agencies = preparation.agencies
        let writer = PayloadWriter(
            transport: transport,
            unit: preparation.configuration.unit.code,
            batch: delivery.batch,
            units: { agencies.name($0) }
        )
        var failure: (any Error)?
        var sources: [String: String] = [:]
        let payloads = items.lazy.compactMap { item -> PayloadItem? in
            do {
                return try self.item(item.suspect, item.action, run, &sources)
            } catch {
                failure = failure ?? error
                return nil
            }
        }
        let (remarks, index) = try writer.write(payloads) { try publish($0.file) }
        if let failure { throw failure }
        try publish(index.file())
        let told = remarks.refusals.map(PayloadRemark.init) + remarks.warnings.map(PayloadRemark.init)
        summary.payloadRemarks = told.map { remark in
            var remark = remark
            remark.source = sources[remark.code] ?? ""
            return remark
        }
    }

    /// The dossier of a key that is to be sent; `sources` gains where it came from.
    private func item(
        _ suspect: Int,
        _ action: PayloadAction,
        _ run: ReconciledRun,
        _ sources: inout [String: String]
    ) throws -> PayloadItem? {
        let verdict = try run.wholeReconciler.verdict(suspect, of: run.outcome)
        guard let local = verdict.local else { return nil }
        sources[local.dossier.code.canonical] = run.reading.sources[local.source].id
        return PayloadItem(action: action, dossier: local.dossier, portal: verdict.portal?.dossier)
    }
}

extension PayloadRemark {
    /// What the reports say of a dossier that is not sent.
    init(_ refusal: PayloadRefusal) {
        let reason: Reason =
            switch refusal.reason {
            case .missing: .missing
            case .invalid(let detail): .invalid(detail)
            }
        self.init(code: refusal.code, fields: refusal.fields, reason: reason)
    }

    /// What the reports say of a value that the receiver may cut or miss.
    fileprivate init(_ warning: PayloadWarning) {
        let reason: Reason =
            switch warning.reason {
            case .blank: .blank
            case .overlong(let count, let limit): .overlong(count: count, limit: limit)
            }
        self.init(code: warning.code, fields: [warning.field], reason: reason)
    }
}
