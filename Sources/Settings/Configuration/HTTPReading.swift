import Dossiers

/// Reads the keys of `kind: http`.
struct HTTPReading {
    let folder: String

    func http(_ keys: YAMLKeys) -> HTTPFetch? {
        let url = keys.required("url").flatMap(WebAddressReading.address)
        let pages = keys.optional("page").flatMap(pages)
        let authentication = keys.optional("auth").flatMap(authentication)
        let headers = keys.optional("headers").map(headers) ?? []
        let authorities = keys.optional("ca_file")?.text().map { Folder.resolve($0, from: folder) }
        guard let url else { return nil }
        return HTTPFetch(
            url: url,
            pages: pages,
            authentication: authentication,
            headers: headers,
            authorities: authorities
        )
    }

    /// A plain GET logs in nowhere, so `login` has no place in it.
    private func authentication(_ value: YAMLValue) -> Authentication? {
        let authentication = SecretReading(folder: folder).authentication(value)
        guard case .login? = authentication else { return authentication }
        return value.refuse("`login` has no place in `kind: http`", hint: "for a user and a password: `basic`")
    }

    private func pages(_ value: YAMLValue) -> HTTPFetch.PageSeries? {
        value.mapping { keys in
            let parameter = keys.required("parameter").flatMap(parameter)
            let from = keys.optional("from")?.integer(in: 0...1_000_000) ?? 1
            let step = keys.optional("step")?.integer(in: 1...100_000) ?? 1
            let end = keys.optional("end_parameter").flatMap(self.parameter)
            let last = keys.optional("until").flatMap(last)
            let limit = keys.optional("limit")?.integer(in: 1...1_000_000) ?? 10_000
            let atOnce = keys.optional("at_once")?.integer(in: 1...8)
            guard let parameter else { return nil }
            return HTTPFetch.PageSeries(
                parameter: parameter,
                from: from,
                step: step,
                endParameter: end,
                last: last,
                limit: limit,
                atOnce: atOnce
            )
        }
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
