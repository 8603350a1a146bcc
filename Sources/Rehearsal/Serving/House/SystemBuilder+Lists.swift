extension SystemBuilder {
    // MARK: - Lists and folders

    func list(
        _ source: DistrictSource,
        _ shelf: Shelf,
        _ origin: Origin,
        _ paging: JSONListService.Paging,
        _ page: String
    ) throws(OutputError) -> Plan {
        let (proof, auth) = try proof(source)
        let service = JSONListService(shelf: shelf, paging: paging, proof: proof, origin: origin)
        return (service, "http", JSONListService.path, "\(page), auth: { \(auth) }")
    }

    func spreadsheets(_ source: DistrictSource, _ shelf: Shelf) throws(OutputError) -> Plan {
        let (proof, auth) = try proof(source)
        let service = SpreadsheetService(shelf: shelf, proof: proof)
        return (service, "http", SpreadsheetService.path, "page: { parameter: page, from: 1 }, auth: { \(auth) }")
    }

    func drop(_ source: DistrictSource, _ shelf: Shelf) throws(OutputError) -> Plan {
        let (proof, auth) = try proof(source)
        return (DropService(shelf: shelf, proof: proof), "files", DropService.folder + "*.csv", "auth: { \(auth) }")
    }

    /// The three ways of proving who asks, in turn by commune.
    private func proof(_ source: DistrictSource) throws(OutputError) -> (Proof, String) {
        let word = secrets.word(source.id, "token")
        let place = try secrets.place(source.id, "token")
        switch source.unit % 3 {
        case 0: return (.bearer(word), "bearer: \(place)")
        case 1: return (.basic(user: "doisoat", password: word), "basic: { user: doisoat, password: \(place) }")
        default:
            return (.header(name: "X-API-Key", value: word), "header: { name: X-API-Key, value: \(place) }")
        }
    }

    func danang(_ source: DistrictSource, _ shelf: Shelf) throws(OutputError) -> Plan {
        let password = try secrets.place(source.id, "password")
        let service = DanangService(shelf: shelf, password: secrets.word(source.id, "password"))
        let path = "\(folder)/\(source.id).codes"
        var file = try OutputFile(creating: path)
        try file.write { text in
            for code in service.codes { text.append("\(code)\n") }
        }
        try file.flush()
        let settings =
            "profile: danang, auth: { login: { user: \(DanangService.user), password: \(password) } }, "
            + "codes: { file: \"\(path)\" }"
        return (service, "soap", DanangService.path, settings)
    }

    // MARK: - Sessions

    /// The door of a session adapter.
    func door(_ id: String) -> SessionDoor {
        SessionDoor(tickets: Tickets(seconds: ticketSeconds), password: secrets.word(id, "password"))
    }

    /// What a configuration says of a session adapter after its address.
    func sessionSettings(_ id: String, unit: String, folder: String) throws(OutputError) -> String {
        let password = try secrets.place(id, "password")
        return "login_url: \"\(Place.origin)\(folder)\(SessionDoor.loginPath)\", unit: \(unit), window_days: 3, "
            + "auth: { login: { user: \(SessionDoor.user), password: \(password) } }"
    }
}
