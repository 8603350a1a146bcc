import Dossiers

extension Rules {
    /// Reads `rules.yaml` in the folder at `path`, or the file itself when `path` ends with `.yaml`; what it leaves out is standard.
    ///
    /// - Throws: every finding in the file, each at its place.
    package static func read(at path: String) throws(Diagnostics) -> Rules {
        let file = path.hasSuffix(".yaml") ? path : Folder.resolve("rules.yaml", from: path)
        return try YAMLReader.read(path: file) { root, _ in RulesReading.rules(root) }
    }

    /// Reads rules from a text, for instance one that is not a file yet.
    package static func read(_ source: SourceText) throws(Diagnostics) -> Rules {
        try YAMLReader.read(YAMLDocument(source)) { root, _ in RulesReading.rules(root) }
    }
}

/// Reads the keys of a rules file.
private enum RulesReading {
    static func rules(_ root: YAMLValue) -> Rules? {
        root.mapping { keys in
            var rules = Rules.standard
            _ = keys.required("rules")?.integer(in: 1...1)
            rules.quietZone = keys.optional("quiet_zone")?.duration() ?? rules.quietZone
            if let value = keys.optional("fields") { readFields(value, into: &rules.owners) }
            if let value = keys.optional("severity") { readSeverities(value, into: &rules.severities) }
            if let value = keys.optional("actions") { readActions(value, into: &rules.actions) }
            if let value = keys.optional("rewritten") { rules.rewritten = rewritten(value) }
            return rules
        }
    }

    private static func readFields(_ value: YAMLValue, into owners: inout [ComparedField: Side]) {
        let fields = ComparedField.allCases.map { (name: $0.field.rawValue, value: $0) }
        let answers: [(name: String, value: Side?)] = [("local", .local), ("portal", .portal), ("not-compared", nil)]
        for (key, value) in value.entries() ?? [] {
            guard let field = known(key, as: "compared field", among: fields) else { continue }
            guard let owner = value.choice(among: answers) else { continue }
            owners[field] = owner
        }
    }

    private static func readSeverities(_ value: YAMLValue, into severities: inout [Situation: Severity]) {
        let names: [(name: String, value: Severity)] = [("info", .info), ("warning", .warning), ("error", .error)]
        for (key, value) in value.entries() ?? [] {
            guard let situation = situation(key), let severity = value.choice(among: names) else { continue }
            severities[situation] = severity
        }
    }

    private static func readActions(_ value: YAMLValue, into actions: inout RuleActions) {
        for (key, value) in value.entries() ?? [] {
            switch situation(key) {
            case .onlyLocal: actions.createsOnlyLocal = isDone(value, "create") ?? actions.createsOnlyLocal
            case .portalBehind: actions.updatesPortalBehind = isDone(value, "update") ?? actions.updatesPortalBehind
            case .fieldsDiffer: actions.updatesFieldsDiffer = isDone(value, "update") ?? actions.updatesFieldsDiffer
            case let situation?: refuseAction(value, situation)
            case nil: continue
            }
        }
    }

    private static func isDone(_ value: YAMLValue, _ action: String) -> Bool? {
        value.choice(among: [(name: action, value: true), (name: "none", value: false)])
    }

    /// Nothing is ever sent for the other situations, so only `none` may stand there.
    private static func refuseAction(_ value: YAMLValue, _ situation: Situation) {
        guard let text = value.text(), text != "none" else { return }
        value.report("nothing is ever sent for `\(situation.rawValue)`", hint: "only `none` may stand here")
    }

    private static func rewritten(_ value: YAMLValue) -> [String: Set<StatusRewrite>] {
        var rewritten: [String: Set<StatusRewrite>] = [:]
        for (key, value) in value.entries() ?? [] {
            guard let name = key.text() else { continue }
            rewritten[name] = Set((value.entries() ?? []).flatMap(rewrites))
        }
        return rewritten
    }

    private static func rewrites(_ key: YAMLValue, _ value: YAMLValue) -> [StatusRewrite] {
        let local = status(key)
        let portal = value.oneOrMore(status) ?? []
        guard let local else { return [] }
        if portal.contains(local) { value.report("a status that stays the same is no rewrite") }
        return portal.map { StatusRewrite(local: local, portal: $0) }
    }

    private static func status(_ value: YAMLValue) -> NationalStatus? {
        value.converted("a national status from 1 to 10") { UInt8($0).flatMap(NationalStatus.init) }
    }

    private static func situation(_ key: YAMLValue) -> Situation? {
        known(key, as: "situation", among: Situation.allCases.map { ($0.rawValue, $0) })
    }

    private static func known<Value>(_ key: YAMLValue, as kind: String, among names: [(name: String, value: Value)])
        -> Value?
    {
        guard let text = key.text() else { return nil }
        if let match = names.first(where: { $0.name == text }) { return match.value }
        return key.refuse(
            "unknown \(kind) `\(YAMLValue.short(text))`",
            hint: NearestName.hint(for: text, among: names.map(\.name))
        )
    }
}
