/// The configuration that names the ports on which a world is served.
struct ServedConfiguration {
    let plan: ServePlan
    let sources: [ServedSource]
    let portal: ServedPortal
    /// PEM of the authority to trust; nil for plain HTTP.
    let authority: String?

    /// The text of `doisoat.yaml`.
    var text: String {
        """
        doisoat: 1
        unit: { code: H23.23, name: UBND huyện Thanh Hà }
        window: { received: 2023-01-01..2023-12-31 }
        mappings: \(plan.mappings)
        rules: \(plan.mappings)/rules
        state: ./state
        output: ./out
        local:
        \(sources.map(source).joined())portal:
          mapping: \(portal.kind.format.mapping)
          transport: td
          fetch: { \(fetch(portal.kind.rawValue, portal.origin, portal.path, portal.settings)) }
          delivery: { transport: dvcqg-session, batch: 50 }
        quiet_zone: 2 hours

        """
    }

    private func source(_ served: ServedSource) -> String {
        """
          - id: \(served.source.id)
            level: commune
            mapping: \(served.source.kind.mapping)
            units: [\(served.source.agency)]
            fetch: { \(fetch(served.fetchKind, served.origin, served.path, served.settings)) }

        """
    }

    private func fetch(_ kind: String, _ origin: Origin, _ path: String, _ settings: String) -> String {
        let rest = settings.replacing(Place.origin, with: origin.text)
        let tls = authority.map { ", tls: { ca_file: \"\($0)\" }" } ?? ""
        return "kind: \(kind), url: \"\(origin.text)\(path)\"" + (rest.isEmpty ? "" : ", \(rest)") + tls
    }
}

/// The portal as it is served.
struct ServedPortal: Sendable {
    /// Its name where faults are ordered, and in the log.
    static let id = "portal"

    let kind: PortalKind
    let service: PortalService
    let origin: Origin
    let settings: String

    /// Path of the address in the configuration.
    var path: String {
        kind == .session ? PortalService.folder + SessionDoor.path : ProvincePortalService.path
    }

    /// Builds the portal of a world, with secrets of its own.
    ///
    /// - Throws: `OutputError` when a secret or the journal cannot be written.
    init(_ builder: SystemBuilder) throws(OutputError) {
        let shelf = Shelf(Roll(builder.world, source: nil))
        let desk = Desk(shelf, journal: try Journal(path: builder.folder + "/received.ndjson"))
        kind = builder.world.shape.portal
        origin = Origin()
        let session = try builder.sessionSettings(ServedPortal.id, unit: "H23.23", folder: PortalService.folder)
        var pages: ProvincePortalService?
        switch kind {
        case .session: settings = session
        case .provincePortal:
            let token = try builder.secrets.place(ServedPortal.id, "token")
            pages = ProvincePortalService(shelf: shelf, token: builder.secrets.word(ServedPortal.id, "token"))
            settings = "page: 100, auth: { bearer: \(token) }"
        }
        service = PortalService(shelf: shelf, session: builder.door(ServedPortal.id), desk: desk, pages: pages)
    }
}
