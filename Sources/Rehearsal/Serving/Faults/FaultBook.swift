import Synchronization

/// The plan of the faults, which may be changed while the world is served.
final class FaultBook: Sendable {
    private let plan: Mutex<FaultPlan>

    init(_ plan: FaultPlan) { self.plan = Mutex(plan) }

    /// Puts other orders in the place of those there are; the dice stay.
    func order(_ orders: [FaultOrder]) { plan.withLock { $0.orders = orders } }

    /// The fault of a request; see `FaultPlan`.
    func fault(source: String, kind: String, number: Int?, givesTickets: Bool) -> Fault? {
        plan.withLock { $0.fault(source: source, kind: kind, number: number, givesTickets: givesTickets) }
    }
}
