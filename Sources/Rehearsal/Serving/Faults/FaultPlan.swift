/// Which request of which source meets which fault: what was ordered, else what the dice of the seed say.
package struct FaultPlan: Sendable {
    /// In the order of the command line; the first that fits wins.
    package var orders: [FaultOrder] = []
    /// Share of the requests that meet a fault of `kinds`, 0...1.
    package var rate = 0.0
    /// What the dice choose from; never empty where `rate` is above 0.
    package var kinds = Fault.passing
    private let seed: UInt64

    /// A plan without faults.
    package init(seed: UInt64) { self.seed = seed }

    /// The fault of a request; `number` counts the requests of the source from 1, and is nil for a login.
    ///
    /// The dice let nothing expire where `givesTickets` is false, as no new login could mend it.
    func fault(source: String, kind: String, number: Int?, givesTickets: Bool = true) -> Fault? {
        for order in orders where !order.fault.isOfCertificate && order.names(source, kind) {
            switch order.moment {
            case .each: if number != nil { return order.fault }
            case .numbers(let numbers): if let number, numbers.contains(number) { return order.fault }
            case .login: if number == nil { return order.fault }
            }
        }
        return number.flatMap { diced(source, $0, givesTickets) }
    }

    /// The certificate that a source stands behind when it is not a good one.
    func certificate(source: String, kind: String) -> Fault? {
        orders.first { $0.fault.isOfCertificate && $0.names(source, kind) }?.fault
    }

    private func diced(_ source: String, _ number: Int, _ givesTickets: Bool) -> Fault? {
        let kinds = givesTickets ? kinds : kinds.filter { $0 != .expire }
        guard rate > 0, !kinds.isEmpty else { return nil }
        let key = source.utf8.reduce(seed) { Noise.mix($0 ^ UInt64($1)) }
        let draw = Noise(seed: key).draw(number, 1)
        guard Double(draw >> 11) < rate * 0x1p53 else { return nil }
        return kinds[Int(Noise.mix(draw) % UInt64(kinds.count))]
    }
}
