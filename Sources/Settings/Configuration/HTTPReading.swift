import Dossiers

/// Reads the keys of `kind: http`.
struct HTTPReading {
    let folder: String

    func http(_ keys: YAMLKeys) -> HTTPFetch? {
        let url = keys.required("url").flatMap(WebAddressReading.address)
        let pages = keys.optional("page").flatMap(pages)
        let authentication = keys.optional("auth").flatMap(authentication)
        let headers = keys.optional("headers").map(headers) ?? []
        let parameters = keys.optional("parameters").map(ParameterReading(folder: folder).parameters) ?? []
        let body = keys.optional("body")?.choice(HTTPFetch.Body.self)
        let systems = SystemReading(folder: folder)
        let (days, codes) = (systems.windowDays(keys), systems.codes(keys))
        guard let url else { return nil }
        var fetch = HTTPFetch(address: url)
        fetch.pages = pages
        fetch.authentication = authentication
        fetch.headers = headers
        fetch.parameters = parameters
        fetch.body = body
        fetch.windowDays = days
        fetch.codes = codes
        return fetch
    }

    /// No login is known here, so `login` has no place.
    private func authentication(_ value: YAMLValue) -> Authentication? {
        let authentication = SecretReading(folder: folder).authentication(value)
        guard case .login? = authentication else { return authentication }
        return value.refuse("`login` has no place in `kind: http`", hint: "for a user and a password: `basic`")
    }

    private func pages(_ value: YAMLValue) -> HTTPFetch.Pages? {
        value.mapping { keys in
            let limit = keys.optional("limit")?.integer(in: 1...1_000_000) ?? 10_000
            guard let way = keys.exactlyOne(of: ["parameter", "cursor", "next_url", "link_header"]) else {
                keys.ignoreRest()
                return nil
            }
            switch way.name {
            case "cursor": return cursor(way, limit)
            case "next_url":
                return way.mapping { $0.required("path")?.text() }.map { .nextURL(path: $0, limit: limit) }
            case "link_header": return way.boolean() == true ? .linkHeader(limit: limit) : nil
            default: return series(way, keys, limit).map(HTTPFetch.Pages.numbered)
            }
        }
    }

    private func cursor(_ value: YAMLValue, _ limit: Int) -> HTTPFetch.Pages? {
        value.mapping { keys in
            let parameter = keys.required("parameter").flatMap(parameter)
            let path = keys.required("path")?.text()
            guard let parameter, let path else { return nil }
            return .cursor(parameter: parameter, path: path, limit: limit)
        }
    }

    private func series(_ name: YAMLValue, _ keys: YAMLKeys, _ limit: Int) -> HTTPFetch.PageSeries? {
        let from = keys.optional("from")?.integer(in: 0...1_000_000) ?? 1
        let step = keys.optional("step")?.integer(in: 1...100_000) ?? 1
        let end = keys.optional("end_parameter").flatMap(parameter)
        let size = size(keys, step: step)
        let last = keys.optional("until").flatMap(last)
        let atOnce = keys.optional("at_once")?.integer(in: 1...8)
        guard let parameter = parameter(name) else { return nil }
        return HTTPFetch.PageSeries(
            parameter: parameter,
            from: from,
            step: step,
            endParameter: end,
            size: size,
            last: last,
            limit: limit,
            atOnce: atOnce
        )
    }

    /// A size of page: its own, or that of the steps where rows are counted.
    private func size(_ keys: YAMLKeys, step: Int) -> HTTPFetch.Size? {
        let count = keys.optional("size")?.integer(in: 1...100_000)
        guard let name = keys.optional("size_parameter") else { return nil }
        guard let parameter = parameter(name) else { return nil }
        guard let count = count ?? (step > 1 ? step : nil) else {
            return name.refuse("`size_parameter` needs a `size`")
        }
        return HTTPFetch.Size(parameter: parameter, count: count)
    }

    /// Name of a query parameter.
    private func parameter(_ value: YAMLValue) -> String? {
        value.converted("the name of a query parameter") { text in
            text.isEmpty || !WebAddressReading.isPlain(text) || text.contains { "&=#?".contains($0) } ? nil : text
        }
    }

    /// A count of pages; nil for `empty`, the first page without records.
    private func last(_ value: YAMLValue) -> Int? {
        value.plainText == "empty"
            ? nil : value.converted("`empty` or a count of pages") { Int($0).flatMap { $0 > 0 ? $0 : nil } }
    }

    private func headers(_ value: YAMLValue) -> [HTTPFetch.Header] {
        (value.entries() ?? []).compactMap { key, value in
            guard let name = key.text() else { return nil }
            if SecretWords.nameSecret(name) {
                return value.refuseSecret(
                    "the header `\(name)` carries a secret",
                    hint: "auth: { header: { name: \(name), value: { env: … } } }"
                )
            }
            guard HTTPReading.isToken(name) else {
                return key.refuse("`\(YAMLValue.short(name))` is no name of a header")
            }
            return value.converted("one line of text") { text in
                text.unicodeScalars.contains { $0.value < 0x20 || $0.value == 0x7F } ? nil : text
            }.map { HTTPFetch.Header(name: name, value: $0) }
        }
    }

    /// Whether the text can name a header (RFC 9110).
    static func isToken(_ text: String) -> Bool {
        !text.isEmpty
            && text.unicodeScalars.allSatisfy { scalar in
                scalar.isASCII
                    && (scalar.properties.isAlphabetic || ("0"..."9").contains(scalar)
                        || "!#$%&'*+-.^_`|~".unicodeScalars.contains(scalar))
            }
    }
}
