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

    /// Makes the documents of every form, in the order of the codes; what cannot be sent is said in the warnings.
    func write(
        from run: ReconciledRun,
        _ summary: inout RunSummary,
        _ publish: (PayloadDocument) throws -> Void
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
        let payloads = items.lazy.compactMap { item -> PayloadItem? in
            do {
                return try self.item(item.suspect, item.action, run)
            } catch {
                failure = failure ?? error
                return nil
            }
        }
        let remarks = try writer.write(payloads, publish: publish)
        if let failure { throw failure }
        summary.warnings += PayloadCollection.texts(of: remarks)
    }

    private func item(_ suspect: Int, _ action: PayloadAction, _ run: ReconciledRun) throws -> PayloadItem? {
        let verdict = try run.wholeReconciler.verdict(suspect, of: run.outcome)
        guard let local = verdict.local else { return nil }
        return PayloadItem(action: action, dossier: local.dossier, portal: verdict.portal?.dossier)
    }

    private static func texts(of remarks: PayloadWriter.Remarks) -> [String] {
        remarks.refusals.map { "\($0.code): not sent: \($0.field): \($0.reason)" }
            + remarks.warnings.map { "\($0.code): \($0.field): \($0.reason)" }
    }
}
