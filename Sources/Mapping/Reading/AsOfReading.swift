import Dossiers
import Formats
import Settings

/// Reads `as_of`.
struct AsOfReading {
    let rules: ValueReading
    let fields: [FieldRule]
    let hasEnvelope: Bool

    func rule(_ value: YAMLValue?) -> AsOfRule {
        guard let value else { return .newestLastChange }
        return (value.isMapping ? written(value) : named(value)) ?? .newestLastChange
    }

    /// `newest PATH`: dates are read as the field at that path is, else as all fields are where they agree.
    private func named(_ value: YAMLValue) -> AsOfRule? {
        guard let text = value.text() else { return nil }
        let parts = text.split(separator: " ", maxSplits: 1)
        guard parts.count == 2, parts[0] == "newest", let path = rules.paths.path(String(parts[1]), at: value) else {
            return parts.count == 2 && parts[0] == "newest"
                ? nil
                : value.refuse(
                    "`as_of` is `newest PATH` or `{ path: PATH, date: FORMAT }`, found `\(YAMLValue.short(text))`"
                )
        }
        guard let meaning = meaning(at: path) else {
            return value.refuse(
                "no field tells how the date at `\(path.text)` is written",
                hint: "as_of: { newest: \(path.text), date: FORMAT }"
            )
        }
        var rule = ValueRule(source: .path(path), line: value.line)
        rule.meaning = meaning
        return .newest(rule)
    }

    private func meaning(at path: SlotPath) -> ValueMeaning? {
        let dates = fields.filter { $0.value.meaning.isDate }
        if let field = dates.first(where: { $0.value.source == .path(path) }) { return field.value.meaning }
        let meanings = Set(dates.map(\.value.meaning))
        return meanings.count == 1 ? meanings.first : nil
    }

    /// `{ path: …, date: … }` of the envelope, `{ newest: …, date: … }` of the records.
    private func written(_ value: YAMLValue) -> AsOfRule? {
        value.mapping { keys in
            let place = keys.exactlyOne(of: ["newest", "path"])
            let path = place.flatMap(rules.paths.path)
            let meaning = MeaningReading(values: rules, kind: .time).meaning(keys, source: path.map(ValueSource.path))
            guard let place, let path, let meaning else { return nil }
            var rule = ValueRule(source: .path(path), line: value.line)
            rule.meaning = meaning
            if place.name == "newest" { return .newest(rule) }
            guard hasEnvelope else {
                return place.refuse("these pages have no envelope", hint: "as_of: { newest: …, date: … }")
            }
            return .declared(rule)
        }
    }
}

extension ValueMeaning {
    fileprivate var isDate: Bool {
        guard case .date = self else { return false }
        return true
    }
}
