import Dossiers

extension Configuration {
    /// Reads and checks the file at `path`.
    ///
    /// - Parameter overrides: settings of the command line and the environment; a later one of a name wins.
    /// - Throws: every finding in the file and the overrides, each at its place.
    package static func read(file path: String, overrides: [SettingOverride] = []) throws(Diagnostics) -> Configuration
    {
        try read(SourceText(reading: path), overrides: overrides)
    }

    /// Reads and checks `source`, paths seen from the folder of its file.
    package static func read(_ source: SourceText, overrides: [SettingOverride] = []) throws(Diagnostics)
        -> Configuration
    {
        let document = try YAMLDocument(source)
        var configuration = try YAMLReader.read(document) { root, _ in
            ConfigurationReading(file: source.file).configuration(root)
        }
        let written = SettingList.settings(of: document.root)
        configuration.settings = SettingList.completed(written, defaults: configuration.defaults)
        try configuration.apply(overrides)
        return configuration
    }

    /// What stands where the file is silent.
    private var defaults: [(path: String, value: String)] {
        var defaults = [
            ("mappings", mappings), ("state", state), ("output", output), ("portal.id", portal.source.id),
            ("guards.max_absent", "none"), ("guards.max_changes", "none"),
        ]
        if quietZone == nil { defaults.append(("quiet_zone", "as the rules say")) }
        if rulesPath == nil { defaults.append(("rules", "the standard rules")) }
        if window != nil { defaults.append(("window.carried_over", "true")) }
        if let batch = portal.delivery?.batch { defaults.append(("portal.delivery.batch", String(batch))) }
        for (index, source) in sources.enumerated() {
            let place = index < local.count ? "local[\(index)]" : "portal"
            defaults += source.fetch.defaults.map { ("\(place).fetch.\($0.path)", $0.value) }
        }
        return defaults
    }

    private mutating func apply(_ overrides: [SettingOverride]) throws(Diagnostics) {
        var problems: [Diagnostic] = []
        for override in overrides {
            if let message = apply(override) {
                problems.append(Diagnostic(file: override.origin.words, message: message))
                continue
            }
            let path = override.name.path
            settings.removeAll { $0.path == path }
            settings.append(ShownSetting(path: path, value: override.text, origin: override.origin))
        }
        guard problems.isEmpty else { throw Diagnostics(problems) }
    }

    /// Takes the override; what is wrong with it, or nil.
    private mutating func apply(_ override: SettingOverride) -> Sentence? {
        switch override.name {
        case .mappings: mappings = override.text
        case .state: state = override.text
        case .output: output = override.text
        case .rules: rulesPath = override.text
        case .quietZone:
            guard let length = Quantity.duration(override.text) else { return "must be a duration such as `2 hours`" }
            quietZone = length
        case .since, .until: return narrow(override)
        }
        return nil
    }

    private mutating func narrow(_ override: SettingOverride) -> Sentence? {
        guard let day = Quantity.day(override.text) else { return "must be a day written yyyy-MM-dd" }
        var from = window?.written.from
        var to = window?.written.to
        if override.name == .since { from = day } else { to = day }
        if let from, let to, to < from { return "the window ends on \(to.text), before it begins on \(from.text)" }
        window = Window(received: .days(from: from, to: to), carriedOver: window?.carriedOver ?? true)
        settings.removeAll { $0.path == "window.received" }
        return nil
    }
}

extension Fetch {
    fileprivate var defaults: [(path: String, value: String)] {
        [
            ("deadline", "30 minutes"), ("timeouts.connect", "10 s"), ("timeouts.stall", "30 s"),
            ("timeouts.total", "10 minutes"), ("max_size", "16 GiB"), ("retries", String(retries)),
        ]
    }
}

extension Window {
    /// The ends that the file writes as days; both nil for `last …`.
    fileprivate var written: (from: Instant?, to: Instant?) {
        guard case .days(let from, let to) = received else { return (nil, nil) }
        return (from, to)
    }
}

extension SettingOverride.Name {
    fileprivate var path: String {
        switch self {
        case .since: "window.received.from"
        case .until: "window.received.to"
        case .mappings, .state, .output, .rules, .quietZone: rawValue
        }
    }
}

extension SettingOrigin {
    /// How a message names the origin.
    package var words: String {
        switch self {
        case .file(let line): "line \(line)"
        case .standard: "default"
        case .flag(let name): name
        case .environment(let name): name
        }
    }
}
