import Dossiers

/// Reads the root of a `doisoat.yaml`.
struct ConfigurationReading {
    let file: String

    private var folder: String { Folder.of(file) }

    func configuration(_ root: YAMLValue) -> Configuration? {
        root.mapping { keys in
            _ = keys.required("doisoat")?.integer(in: 1...1)
            let sources = SourcesReading(folder: folder)
            let unit = keys.required("unit").flatMap(unit)
            let local = keys.required("local").map(sources.local) ?? []
            let portal = keys.required("portal").flatMap { sources.portal($0, besides: local) }
            let window = keys.optional("window").flatMap(window)
            let mappings = path(keys.optional("mappings"))
            let state = path(keys.optional("state"))
            let output = path(keys.optional("output"))
            let quietZone = keys.optional("quiet_zone")?.duration()
            let guards = GuardsReading(ids: sources.findings.ids).guards(keys.optional("guards"))
            let rules = path(keys.optional("rules"))
            if !keys.has("window") || window.map({ $0.isOpenAtStart }) == true {
                for fetch in sources.findings.windowed { fetch.report(ConfigurationReading.needsWindow) }
            }
            guard let unit, let portal else { return nil }
            return Configuration(
                file: file,
                unit: unit,
                window: window,
                mappings: mappings ?? Folder.resolve("mappings", from: folder),
                state: state ?? Folder.resolve("state", from: folder),
                output: output ?? Folder.resolve("out", from: folder),
                local: local,
                portal: portal,
                quietZone: quietZone,
                guards: guards,
                rulesPath: rules,
                settings: [],
                transportPlace: sources.findings.transport
            )
        }
    }

    private static let needsWindow: Sentence =
        "this source is asked by days of receipt: `window` must say from which day on"

    private func path(_ value: YAMLValue?) -> String? {
        value?.text().map { Folder.resolve($0, from: folder) }
    }

    private func unit(_ value: YAMLValue) -> Configuration.Unit? {
        value.mapping { keys in
            let code = keys.required("code").flatMap(AgencyReading.code)
            let name = keys.optional("name")?.text()
            return code.map { Configuration.Unit(code: $0, name: name) }
        }
    }

    private func window(_ value: YAMLValue) -> Window? {
        value.mapping { keys in
            let carried = keys.optional("carried_over")?.boolean() ?? true
            let received = keys.required("received")?
                .converted("`FROM..TO` in days written yyyy-MM-dd, or `last 400 days`", Window.received)
            return received.map { Window(received: $0, carriedOver: carried) }
        }
    }
}

/// Reads canonical agency codes.
enum AgencyReading {
    static func code(_ value: YAMLValue) -> String? {
        value.converted("an agency code, province first", hint: "H23.23.18") { text in
            let parts = text.split(separator: ".", omittingEmptySubsequences: false)
            let isPlain = parts.allSatisfy { part in
                !part.isEmpty && part.utf8.allSatisfy { (0x30...0x39).contains($0) || (0x41...0x5A).contains($0) }
            }
            guard isPlain, let first = text.utf8.first, (0x41...0x5A).contains(first), text.utf8.count <= 35 else {
                return nil
            }
            return text
        }
    }
}

/// Reads `guards`.
struct GuardsReading {
    /// Ids of the sources.
    let ids: [String]

    func guards(_ value: YAMLValue?) -> Configuration.Guards {
        var guards = Configuration.Guards()
        _ = value?.mapping { keys -> Void? in
            guards.maxAbsent = keys.optional("max_absent")?.percent()
            guards.maxChanges = keys.optional("max_changes")?.percent()
            guards.minRecords = keys.optional("min_records").map(minima) ?? [:]
            guards.sentinels = keys.optional("sentinels")?.list(SentinelReading.code) ?? []
            if let share = keys.optional("min_of_weekday") {
                guards.weekdayShare = share.plainText == "none" ? nil : share.percent()
            }
        }
        return guards
    }

    private func minima(_ value: YAMLValue) -> [String: Int] {
        var minima: [String: Int] = [:]
        let known = Set(ids)
        for (key, value) in value.entries() ?? [] {
            guard let id = key.text() else { continue }
            if !known.contains(id) {
                key.report("there is no source `\(YAMLValue.short(id))`", hint: NearestName.hint(for: id, among: ids))
            }
            minima[id] = value.integer(in: 0...1_000_000_000)
        }
        return minima
    }
}

/// Reads codes of dossiers that must be there.
enum SentinelReading {
    static func code(_ value: YAMLValue) -> String? {
        value.converted("a dossier code") { text in
            DossierCode(text).flatMap { code in code.canonical.contains { $0.isNumber } ? code.canonical : nil }
        }
    }
}
