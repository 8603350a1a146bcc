import Dossiers
import Settings

/// Reads `carry`: what a payload needs beyond the canonical fields, by national name.
struct CarryReading {
    let rules: ValueReading

    func rules(_ value: YAMLValue) -> [CarryRule] {
        (value.entries() ?? []).compactMap { key, value in rule(key, value) }
    }

    private func rule(_ key: YAMLValue, _ value: YAMLValue) -> CarryRule? {
        guard let name = key.text() else { return nil }
        if let members = NationalList.members[name] {
            return list(value, members).map { CarryRule.list(name: name, $0) }
        }
        guard known(key, among: NationalFields.values + NationalList.members.keys.sorted()) != nil else { return nil }
        return rules.rule(value, .any).map { CarryRule.value(name: name, $0) }
    }

    /// A list, with the lists that stand inside its elements.
    private func list(_ value: YAMLValue, _ members: [String]) -> ListRule? {
        ListReading(rules: rules).list(value) { member($0, among: members) }
    }

    private func member(_ key: YAMLValue, among members: [String]) -> ListReading.Member? {
        if let name = key.text(), members.contains(name), let nested = NationalList.nested[name] {
            return .list { member($0, among: nested) }
        }
        return known(key, among: members).map(ListReading.Member.value)
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
