import Dossiers

/// Reads the keys of `kind: soap`.
struct SOAPReading {
    let folder: String

    /// Services that are known (protocol 5.1, 5.2).
    private enum Profile: String, CaseIterable {
        /// `selecttrangthai` of `SoNoiVuDaNang`: one dossier a call.
        case danang
        /// `progress_report` of e-par.
        case epar
    }

    func soap(_ keys: YAMLKeys) -> SOAPFetch? {
        let url = keys.required("url").flatMap(WebAddressReading.address)
        let authentication = keys.optional("auth").flatMap(SecretReading(folder: folder).authentication)
        let systems = SystemReading(folder: folder)
        let (days, codes) = (systems.windowDays(keys), systems.codes(keys))
        let isAskedOnce = keys.optional("marks_as_read")?.boolean() ?? false
        let profile = keys.optional("profile").map { ($0, $0.choice(Profile.self)) }
        var fetch = profile == nil ? described(keys) : SOAPFetch(url: "", operation: "")
        if let profile {
            for key in ["operation", "namespace", "action", "style", "parameters"] {
                keys.refuse(key, "a `profile` has its own `\(key)`")
            }
            fetch = profile.1.flatMap { known($0, authentication, at: profile.0) }
        }
        guard let url, var fetch else { return nil }
        fetch.url = url
        fetch.authentication = authentication
        fetch.windowDays = days
        fetch.codes = codes
        fetch.isAskedOnce = isAskedOnce
        return fetch
    }

    // MARK: - Profiles

    private func known(_ profile: Profile, _ authentication: Authentication?, at place: YAMLValue) -> SOAPFetch? {
        var fetch = SOAPFetch(url: "", operation: "")
        switch profile {
        case .epar:
            fetch.operation = "progress_report"
            fetch.namespace = "urn://tyler/req"
        case .danang:
            guard case .login(let user, let password)? = authentication else {
                return place.refuse("the profile `danang` needs a `login`")
            }
            fetch.operation = "selecttrangthai"
            fetch.namespace = "http://soapinterop.org/"
            fetch.parameters = [
                .init(name: "username", content: .value(.text(user))),
                .init(name: "password", content: .value(.secret(password))),
                .init(name: "masohoso", content: .value(.code)),
            ]
        }
        return fetch
    }

    // MARK: - Operations that the file describes

    private func described(_ keys: YAMLKeys) -> SOAPFetch? {
        let operation = keys.required("operation").flatMap(name)
        var fetch = SOAPFetch(url: "", operation: operation ?? "")
        fetch.namespace = keys.optional("namespace")?.text() ?? ""
        fetch.action = keys.optional("action").flatMap(action) ?? ""
        fetch.isLiteral = keys.optional("style")?.choice(among: [("encoded", false), ("literal", true)]) ?? false
        fetch.parameters = keys.optional("parameters")?.list(parameter) ?? []
        return operation == nil ? nil : fetch
    }

    private func parameter(_ value: YAMLValue) -> SOAPFetch.Parameter? {
        value.mapping { keys in
            let named = keys.required("name").flatMap(name)
            let encoding = keys.optional("as")?.choice(SOAPFetch.Parameter.Encoding.self) ?? .text
            let content = keys.exactlyOne(of: ["value", "json"]).flatMap { self.content($0, of: named ?? "") }
            guard let named, let content else { return nil }
            return SOAPFetch.Parameter(name: named, content: content, encoding: encoding)
        }
    }

    private func content(_ value: YAMLValue, of name: String) -> SOAPFetch.Parameter.Content? {
        let parameters = ParameterReading(folder: folder)
        if value.name == "json" { return .json(parameters.parameters(value)) }
        return parameters.value(value, of: name).map(SOAPFetch.Parameter.Content.value)
    }

    /// A name without a prefix.
    private func name(_ value: YAMLValue) -> String? {
        value.converted("the name of an element, without a prefix") { text in
            let isName = text.unicodeScalars.allSatisfy { scalar in
                scalar.properties.isAlphabetic || ("0"..."9").contains(scalar) || "_-.".unicodeScalars.contains(scalar)
            }
            guard isName, let first = text.unicodeScalars.first else { return nil }
            return first.properties.isAlphabetic || first == "_" ? text : nil
        }
    }

    private func action(_ value: YAMLValue) -> String? {
        value.converted("an address without blanks and quotes") { text in
            WebAddressReading.isPlain(text) && !text.contains("\"") ? text : nil
        }
    }
}
