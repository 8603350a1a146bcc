/// Reads the keys of `kind: http`.
struct HTTPReading {
    let folder: String

    func http(_ keys: YAMLKeys) -> HTTPFetch? {
        let url = keys.required("url").flatMap(WebAddressReading.address)
        let pages = keys.optional("page").flatMap(pages)
        let authentication = keys.optional("auth").flatMap(SecretReading(folder: folder).authentication)
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

    private func pages(_ value: YAMLValue) -> HTTPFetch.PageSeries? {
        value.mapping { keys in
            let parameter = keys.required("parameter")?.text()
            let from = keys.optional("from")?.integer(in: 0...1) ?? 1
            let until = keys.optional("until")?.choice(HTTPFetch.PageSeries.End.self) ?? .empty
            let limit = keys.optional("limit")?.integer(in: 1...1_000_000) ?? 10_000
            let size = keys.optional("size").flatMap(size)
            guard let parameter else { return nil }
            return HTTPFetch.PageSeries(parameter: parameter, from: from, until: until, size: size, limit: limit)
        }
    }

    private func size(_ value: YAMLValue) -> HTTPFetch.PageSeries.Size? {
        value.mapping { keys in
            let parameter = keys.required("parameter")?.text()
            let count = keys.required("count")?.integer(in: 1...100_000)
            guard let parameter, let count else { return nil }
            return HTTPFetch.PageSeries.Size(parameter: parameter, count: count)
        }
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
