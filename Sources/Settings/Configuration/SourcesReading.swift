import Dossiers

/// Reads `local` and `portal`.
struct SourcesReading {
    let folder: String
    let findings = SourceFindings()

    /// What is found on the way that is no error yet.
    final class SourceFindings {
        /// Ids of all sources, of those that could not be read as well.
        var ids: [String] = []
        /// Where the portal's `transport` stands.
        var transport: Diagnostic?
        /// The fetches that can only be asked by days of receipt.
        var windowed: [YAMLValue] = []
    }

    /// The local sources; two of one id are reported.
    func local(_ value: YAMLValue) -> [Configuration.Source] {
        var ids: Set<String> = []
        let sources = value.list { item in
            item.mapping { keys -> Configuration.Source? in
                guard let source = source(keys, defaultID: nil) else { return nil }
                if !ids.insert(source.id).inserted { item.report("two sources are called `\(source.id)`") }
                return source
            }
        }
        if case .sequence(let items) = value.node.content, items.isEmpty {
            value.report("`local` must name at least one source")
        }
        return sources ?? []
    }

    /// The portal's side; an id that a local source has is reported.
    func portal(_ value: YAMLValue, besides local: [Configuration.Source]) -> Configuration.Portal? {
        value.mapping { keys in
            let source = source(keys, defaultID: "portal")
            let transport = keys.optional("transport")
            let delivery = keys.optional("delivery").flatMap(delivery)
            findings.transport = transport.map { $0.context.source.diagnostic(at: $0.node.mark, "") }
            if let source, local.contains(where: { $0.id == source.id }) {
                value.report("two sources are called `\(source.id)`", hint: "name the portal with `id`")
            }
            return source.map { Configuration.Portal(source: $0, transport: transport?.text(), delivery: delivery) }
        }
    }

    private func source(_ keys: YAMLKeys, defaultID: String?) -> Configuration.Source? {
        let id = (defaultID == nil ? keys.required("id") : keys.optional("id"))?.converted(
            "a name of letters, digits, `-` and `_`",
            SourcesReading.identifier
        )
        findings.ids += [id ?? defaultID].compactMap(\.self)
        let level = keys.optional("level")?.choice(Configuration.Source.Level.self)
        let mapping = keys.required("mapping")?.text()
        let units = keys.optional("units")?.oneOrMore(AgencyReading.code)
        let written = keys.required("fetch")
        let fetch = written.flatMap(FetchReading(folder: folder).fetch)
        if let written, let fetch, fetch.method.windowDays != nil { findings.windowed.append(written) }
        if defaultID == nil, let written, fetch?.method.codes == .local { refuseLocalCodes(of: written) }
        let age = keys.optional("max_age")?.duration()
        let sentinels = keys.optional("sentinels")?.list(SentinelReading.code) ?? []
        guard let id = id ?? defaultID, let mapping, let fetch else { return nil }
        return Configuration.Source(
            id: id,
            level: level,
            mapping: mapping,
            units: units.map(Set.init),
            fetch: fetch,
            maxAge: age,
            sentinels: sentinels,
            line: keys.mapping.line
        )
    }

    /// The codes of the local side are for the portal to look up.
    private func refuseLocalCodes(of fetch: YAMLValue) {
        guard case .mapping(let entries) = fetch.node.content, let codes = entries.first(where: { $0.key == "codes" })
        else { return }
        YAMLValue(node: codes.value, name: codes.key, context: fetch.context).report(
            "a local source cannot look up the dossiers of the local sources",
            hint: "`{ file: PATH }`; `local` is for the portal"
        )
    }

    private func delivery(_ value: YAMLValue) -> Configuration.Delivery? {
        value.mapping { keys in
            let transport = keys.required("transport")?.choice(Configuration.Delivery.Transport.self)
            let batch = keys.optional("batch")?.integer(in: 1...1_000) ?? 50
            return transport.map { Configuration.Delivery(transport: $0, batch: batch) }
        }
    }

    /// Ids name files and appear in reports.
    static func identifier(_ text: String) -> String? {
        let isPlain = text.utf8.allSatisfy { byte in
            (0x30...0x39).contains(byte) || (0x61...0x7A).contains(byte) || (0x41...0x5A).contains(byte) || byte == 0x2D
                || byte == 0x5F
        }
        return isPlain && !text.isEmpty && text.utf8.count <= 64 && text.first != "-" ? text : nil
    }
}
