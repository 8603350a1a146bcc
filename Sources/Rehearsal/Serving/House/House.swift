import NIOSSL

/// Everything behind the ports of a served world.
struct House {
    /// A gate, and the origin that becomes known when it listens.
    typealias Door = (gate: FaultGate, origin: Origin)

    let gates: [Door]
    let control: ControlService
    /// Where redirects lead to.
    let elsewhere = Origin()
    private let plan: ServePlan
    private let sources: [ServedSource]
    private let portal: ServedPortal
    private let certificates: Certificates?

    /// Makes the folders, the secrets and the systems.
    ///
    /// - Throws: `OutputError` or `ToolError`.
    init(_ plan: ServePlan, _ world: DistrictWorld) throws {
        self.plan = plan
        let secrets = plan.served + "/secrets"
        try OutputFolder.make(plan.served, mode: 0o700)
        try OutputFolder.make(secrets, mode: 0o700)
        let builder = SystemBuilder(
            world: world,
            secrets: Secrets(folder: secrets, seed: world.shape.seed),
            ticketSeconds: plan.ticketSeconds,
            folder: plan.served
        )
        sources = try world.sources.indices.map { place in try builder.source(at: place) }
        portal = try ServedPortal(builder)
        let extras = FaultExtras(elsewhere: elsewhere, bomb: GzipBomb(folder: plan.served))
        let faults = FaultBook(plan.faults)
        gates = House.gates(sources, portal, plan, faults, extras)
        try House.check(plan, gates.map(\.gate))
        control = ControlService(gates: gates.map(\.gate), faults: faults, journal: portal.service.desk.journal)
        if plan.isEncrypted {
            let folder = plan.folder + "/tls"
            try OutputFolder.make(folder, mode: 0o700)
            certificates = try Certificates(in: folder)
        } else {
            certificates = nil
        }
    }

    private static func gates(
        _ sources: [ServedSource],
        _ portal: ServedPortal,
        _ plan: ServePlan,
        _ faults: FaultBook,
        _ extras: FaultExtras
    ) -> [Door] {
        func door(_ system: any System, _ shelf: Shelf, _ origin: Origin, _ id: String, _ kind: String) -> Door {
            let delay = plan.latency + (plan.slow[id] ?? plan.slow[kind] ?? 0)
            let gate = FaultGate(system, shelf, id: id, kind: kind, plan: faults, extras: extras, delay: delay)
            return (gate, origin)
        }
        let locals = sources.map { door($0.system, $0.shelf, $0.origin, $0.source.id, $0.source.kind.rawValue) }
        return locals + [door(portal.service, portal.service.shelf, portal.origin, ServedPortal.id, ServedPortal.id)]
    }

    /// Nothing is ordered from a source that there is not.
    private static func check(_ plan: ServePlan, _ gates: [FaultGate]) throws(FaultOrder.Unplaced) {
        for name in plan.faults.orders.compactMap(\.source) + plan.slow.keys.sorted() {
            guard !gates.contains(where: { $0.id == name || $0.kind == name }) else { continue }
            throw FaultOrder.Unplaced(name: name, known: gates.map(\.id))
        }
    }

    /// How a gate shows itself; nil for plain HTTP.
    ///
    /// - Throws: an error of the TLS library.
    func tls(_ gate: FaultGate) throws -> NIOSSLContext? {
        guard let certificates else { return nil }
        switch plan.faults.certificate(source: gate.id, kind: gate.kind) {
        case .certificateExpired: return try certificates.context(.expired)
        case .certificateForOther: return try certificates.context(.other)
        default: return try certificates.context(.good)
        }
    }

    /// Writes `doisoat.yaml` and the address of the control beside it; the path of the former.
    ///
    /// - Throws: `OutputError`.
    func writeConfiguration(control: String) throws(OutputError) -> String {
        let path = plan.served + "/doisoat.yaml"
        let configuration = ServedConfiguration(
            plan: plan,
            sources: sources,
            portal: portal,
            authority: certificates?.authority
        )
        for (path, text) in [(plan.served + "/control", control + "\n"), (path, configuration.text)] {
            var file = try OutputFile(creating: path)
            try file.write { $0.append(text) }
            try file.flush()
        }
        return path
    }
}
