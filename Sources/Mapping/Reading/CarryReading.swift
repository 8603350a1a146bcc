import Settings

/// Reads `carry`: what a payload needs beyond the canonical fields, by national name.
struct CarryReading {
    let rules: ValueReading

    func rules(_ value: YAMLValue) -> [CarryRule] {
        (value.entries() ?? []).compactMap { key, value in rule(key, value) }
    }

    private func rule(_ key: YAMLValue, _ value: YAMLValue) -> CarryRule? {
        guard let name = key.text() else { return nil }
        if let members = NationalFields.lists[name] {
            return ListReading(rules: rules).list(value) { known($0, among: members) }
                .map { CarryRule.list(name: name, $0) }
        }
        guard known(key, among: NationalFields.values + NationalFields.lists.keys.sorted()) != nil else { return nil }
        return rules.rule(value, .any).map { CarryRule.value(name: name, $0) }
    }

    private func known(_ key: YAMLValue, among names: [String]) -> ValueKind? {
        guard let name = key.text() else { return nil }
        if names.contains(name) { return .any }
        return key.refuse(
            "`\(YAMLValue.short(name))` is no national field here",
            hint: NearestName.hint(for: name, among: names)
        )
    }
}
