import Dossiers

/// Reads the keys of the families of systems.
struct SystemReading {
    let folder: String

    func opencps(_ keys: YAMLKeys) -> OpenCPSFetch? {
        let url = keys.required("url").flatMap(WebAddressReading.address)
        let group = keys.required("group")?.integer(in: 0...Int(Int32.max))
        let authentication = authentication(keys)
        let (page, days) = (page(keys), windowDays(keys))
        guard let url, let group else { return nil }
        var fetch = OpenCPSFetch(url: url, group: group, windowDays: days, authentication: authentication)
        if let page { fetch.page = page }
        return fetch
    }

    func igate(_ keys: YAMLKeys) -> IGateFetch? {
        let url = keys.required("url").flatMap(WebAddressReading.address)
        let isSlice = keys.optional("spec")?.choice(among: [("page", false), ("slice", true)]) ?? false
        let authentication = authentication(keys)
        let (page, days) = (page(keys), windowDays(keys))
        guard let url else { return nil }
        var fetch = IGateFetch(url: url, isSlice: isSlice, windowDays: days, authentication: authentication)
        if let page { fetch.page = page }
        return fetch
    }

    func session(_ keys: YAMLKeys) -> SessionFetch? {
        let url = keys.required("url").flatMap(WebAddressReading.address)
        let login = keys.optional("login_url").flatMap(WebAddressReading.address)
        let unit = keys.optional("unit")?.text()
        let days = keys.optional("window_days")?.integer(in: 1...366)
        let codes = codes(keys)
        let proof = keys.required("auth")
        let authentication = proof.flatMap(SecretReading(folder: folder).authentication)
        guard let url else { return nil }
        if let authentication, let proof, !authentication.isLogin {
            return proof.refuse("a session needs a `login`")
        }
        var fetch = SessionFetch(url: url, loginURL: login ?? SystemReading.loginURL(beside: url), unit: unit)
        fetch.codes = codes
        fetch.authentication = authentication
        if let days { fetch.windowDays = days }
        return fetch
    }

    func provincePortal(_ keys: YAMLKeys) -> ProvincePortalFetch? {
        let url = keys.required("url").flatMap(WebAddressReading.address)
        let authentication = authentication(keys)
        let (page, days) = (page(keys), windowDays(keys))
        guard let url else { return nil }
        var fetch = ProvincePortalFetch(url: url, windowDays: days, authentication: authentication)
        if let page { fetch.page = page }
        return fetch
    }

    func transportMinistry(_ keys: YAMLKeys) -> TransportMinistryFetch? {
        let url = keys.required("url").flatMap(WebAddressReading.address)
        let unit = keys.required("unit")?.text()
        let agency = keys.optional("agency")?.text()
        let key = keys.required("api_key").flatMap(SecretReading(folder: folder).secret)
        let authentication = authentication(keys)
        let days = windowDays(keys)
        guard let url, let unit, let key else { return nil }
        var fetch = TransportMinistryFetch(url: url, unit: unit, agency: agency, apiKey: key)
        fetch.authentication = authentication
        if let days { fetch.windowDays = days }
        return fetch
    }

    func businessRegistration(_ keys: YAMLKeys) -> BusinessRegistrationFetch? {
        let url = keys.required("url").flatMap(WebAddressReading.address)
        let days = keys.optional("window_days")?.integer(in: 1...5)
        let authentication = authentication(keys)
        let page = page(keys)
        guard let url else { return nil }
        var fetch = BusinessRegistrationFetch(url: url, authentication: authentication)
        if let page { fetch.page = page }
        if let days { fetch.windowDays = days }
        return fetch
    }

    /// Which dossiers are looked up; nil: none.
    func codes(_ keys: YAMLKeys) -> LookedUpCodes? {
        guard let value = keys.optional("codes") else { return nil }
        if value.plainText == "local" { return .local }
        guard value.isMapping else {
            return value.refuse("`codes` must be `local` or `{ file: PATH }`")
        }
        return value.mapping { keys in
            keys.required("file")?.text().map { .file(Folder.resolve($0, from: folder)) }
        }
    }

    /// Days of receipt that one question may span.
    func windowDays(_ keys: YAMLKeys) -> Int? { keys.optional("window_days")?.integer(in: 1...366) }

    private func page(_ keys: YAMLKeys) -> Int? { keys.optional("page")?.integer(in: 1...10_000) }

    /// Proof of a system that has no login of its own: its user and password are those of `basic`.
    private func authentication(_ keys: YAMLKeys) -> Authentication? {
        keys.optional("auth").flatMap(SecretReading(folder: folder).authentication)
    }

    /// `…/login` in place of the last part of the path.
    private static func loginURL(beside url: String) -> String {
        let path = url.prefix { $0 != "?" && $0 != "#" }
        return path.split(separator: "/", omittingEmptySubsequences: false).dropLast().joined(separator: "/") + "/login"
    }
}

extension Authentication {
    /// Whether it is a login of the system's own.
    var isLogin: Bool {
        if case .login = self { true } else { false }
    }
}
