import Dossiers
import Settings

/// Reads `fields`.
struct FieldsReading {
    let rules: ValueReading

    func read(_ value: YAMLValue, into definition: inout MappingDefinition) {
        guard let entries = value.entries() else { return }
        var found: [Field: ValueRule] = [:]
        var named: Set<Field> = []
        for (key, value) in entries {
            guard let field = self.field(key) else { continue }
            named.insert(field)
            guard !Self.lists.contains(field) else {
                key.report("`\(field.rawValue)` is a list; a payload takes it from `carry`")
                continue
            }
            if field == .steps {
                definition.steps = ListReading(rules: rules).steps(value)
            } else {
                found[field] = rules.rule(value, ValueKind(field))
            }
        }
        for field in [Field.code, .status] where !named.contains(field) {
            value.report("the field `\(field.rawValue)` is missing", hint: "every record needs a code and a status")
        }
        definition.fields = Field.allCases.compactMap { field in found[field].map { FieldRule(field: field, value: $0) }
        }
    }

    /// Canonical fields that hold several records and no rule of their own.
    private static let lists: Set<Field> = [.pauses, .attachments, .fees, .supplements]

    private func field(_ key: YAMLValue) -> Field? {
        guard let name = key.text() else { return nil }
        if let field = Field(rawValue: name) { return field }
        let known = Field.allCases.filter { !Self.lists.contains($0) }.map(\.rawValue)
        return key.refuse("unknown field `\(YAMLValue.short(name))`", hint: nearest(name, known))
    }

    private func nearest(_ name: String, _ known: [String]) -> Sentence? {
        NearestName.hint(for: name, among: known) ?? "the guide «Writing a mapping» lists the canonical fields"
    }
}
