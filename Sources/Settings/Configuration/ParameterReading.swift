import Dossiers

/// Reads the values of a question.
struct ParameterReading {
    let folder: String

    /// The keys of a value that is filled in.
    private static let filled = ["first_day", "last_day", "since", "dossier"]
    private static let secrets = ["env", "file", "credential"]

    /// Named values, in the order of the file.
    func parameters(_ value: YAMLValue) -> [HTTPFetch.Parameter] {
        (value.entries() ?? []).compactMap { key, value in
            guard let name = key.text(), !name.isEmpty else { return nil }
            return self.value(value, of: name).map { HTTPFetch.Parameter(name: name, value: $0) }
        }
    }

    /// A text, a place of a secret, or what is filled in; a text of a parameter whose name tells a secret is refused.
    func value(_ value: YAMLValue, of name: String) -> ParameterValue? {
        guard value.isMapping else {
            guard !SecretWords.nameSecret(name) else {
                return value.refuseSecret(
                    "the parameter `\(name)` carries a secret",
                    hint: "`{ env: NAME }`, `{ file: PATH }` or `{ credential: NAME }`"
                )
            }
            return value.text().map(ParameterValue.text)
        }
        if isSecret(value) { return SecretReading(folder: folder).secret(value).map(ParameterValue.secret) }
        return value.mapping { keys in
            guard let way = keys.exactlyOne(of: ParameterReading.filled) else { return nil }
            if way.name == "dossier" { return way.choice(among: [("code", ParameterValue.code)]) }
            guard let form = way.choice(DayPattern.self) else { return nil }
            switch way.name {
            case "first_day": return .firstDay(form)
            case "last_day": return .lastDay(form)
            default: return .since(form)
            }
        }
    }

    private func isSecret(_ value: YAMLValue) -> Bool {
        guard case .mapping(let entries) = value.node.content else { return false }
        return entries.contains { ParameterReading.secrets.contains($0.key) }
    }
}
