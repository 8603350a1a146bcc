/// Builds the system of each source, with secrets of its own.
struct SystemBuilder {
    let world: DistrictWorld
    let secrets: Secrets
    /// Seconds that tokens and sessions are good.
    let ticketSeconds: Int64
    /// Folder of `doisoat.yaml`.
    let folder: String

    /// The source at a place of the world.
    ///
    /// - Throws: `OutputError` when a secret cannot be written.
    func source(at place: Int) throws(OutputError) -> ServedSource {
        let source = world.sources[place]
        let shelf = Shelf(Roll(world, source: place))
        let origin = Origin()
        let plan = try plan(source, shelf, origin)
        return ServedSource(
            source: source,
            system: plan.system,
            shelf: shelf,
            origin: origin,
            settings: plan.settings,
            path: plan.path,
            fetchKind: plan.kind
        )
    }

    /// A system, and how a configuration fetches from it; see `ServedSource`.
    typealias Plan = (system: any System, kind: String, path: String, settings: String)

    private func plan(_ source: DistrictSource, _ shelf: Shelf, _ origin: Origin) throws(OutputError) -> Plan {
        switch source.kind {
        case .opencps: try opencps(source, shelf)
        case .igate: try igate(source, shelf)
        case .gplx: try gplx(source, shelf)
        case .provincePortal: try portal(source, shelf)
        case .bgtvt: try bgtvt(source, shelf)
        case .epar: (EparService(shelf: shelf), "soap", EparService.path, "profile: epar")
        case .businessRegistration: try businessRegistration(source, shelf)
        case .jsonPage: try list(source, shelf, origin, .page, "page: { parameter: page, from: 1 }")
        case .jsonOffset:
            try list(
                source,
                shelf,
                origin,
                .offset,
                "page: { parameter: offset, from: 0, step: 100, size_parameter: limit }"
            )
        case .jsonCursor:
            try list(source, shelf, origin, .cursor, "page: { cursor: { parameter: after, path: next_cursor } }")
        case .jsonLink: try list(source, shelf, origin, .link, "page: { link_header: true }")
        case .jsonNext: try list(source, shelf, origin, .next, "page: { next_url: { path: next } }")
        case .csvPage: try spreadsheets(source, shelf)
        case .danang: try danang(source, shelf)
        case .drop: try drop(source, shelf)
        }
    }

    // MARK: - Systems of their own kinds

    private func opencps(_ source: DistrictSource, _ shelf: Shelf) throws(OutputError) -> Plan {
        let token = try secrets.place(source.id, "token")
        let service = OpenCPSService(shelf: shelf, token: secrets.word(source.id, "token"), user: "doisoat")
        let settings = "group: \(OpenCPSService.group), page: 100, auth: { bearer: \(token) }"
        return (service, "opencps", OpenCPSService.path, settings)
    }

    private func igate(_ source: DistrictSource, _ shelf: Shelf) throws(OutputError) -> Plan {
        let secret = try secrets.place(source.id, "secret")
        let service = IGateService(
            shelf: shelf,
            tickets: Tickets(seconds: ticketSeconds),
            secret: secrets.word(source.id, "secret")
        )
        let settings =
            "page: 100, spec: page, auth: { oauth2: { url: \"\(Place.origin)\(IGateService.tokenPath)\", "
            + "client: \(IGateService.client), secret: \(secret) } }"
        return (service, "igate", IGateService.path, settings)
    }

    private func gplx(_ source: DistrictSource, _ shelf: Shelf) throws(OutputError) -> Plan {
        let service = GPLXService(shelf: shelf, session: door(source.id))
        return (
            service, "dvcqg-session", GPLXService.folder + SessionDoor.path,
            try sessionSettings(source.id, unit: source.agency, folder: GPLXService.folder)
        )
    }

    private func portal(_ source: DistrictSource, _ shelf: Shelf) throws(OutputError) -> Plan {
        let token = try secrets.place(source.id, "token")
        let service = ProvincePortalService(shelf: shelf, token: secrets.word(source.id, "token"))
        return (service, "province-portal", ProvincePortalService.path, "page: 100, auth: { bearer: \(token) }")
    }

    private func bgtvt(_ source: DistrictSource, _ shelf: Shelf) throws(OutputError) -> Plan {
        let token = try secrets.place(source.id, "token")
        let key = try secrets.place(source.id, "key")
        let service = BGTVTService(
            shelf: shelf,
            token: secrets.word(source.id, "token"),
            key: secrets.word(source.id, "key"),
            unit: source.agency
        )
        let settings = "unit: \(source.agency), window_days: 31, api_key: \(key), auth: { bearer: \(token) }"
        return (service, "bgtvt", BGTVTService.path, settings)
    }

    private func businessRegistration(_ source: DistrictSource, _ shelf: Shelf) throws(OutputError) -> Plan {
        let access = try secrets.place(source.id, "access-key")
        let secret = try secrets.place(source.id, "secret-key")
        let service = BusinessRegistrationService(
            shelf: shelf,
            tickets: Tickets(seconds: ticketSeconds),
            accessKey: secrets.word(source.id, "access-key"),
            secretKey: secrets.word(source.id, "secret-key")
        )
        let settings =
            "window_days: 5, page: 100, auth: { lgsp: { url: \"\(Place.origin)\(BusinessRegistrationService.tokenPath)\", "
            + "access_key: \(access), secret_key: \(secret), app_name: doisoat, partner_code: H23, "
            + "partner_code_cus: \(source.agency) } }"
        return (service, "business-registration", BusinessRegistrationService.path, settings)
    }
}
