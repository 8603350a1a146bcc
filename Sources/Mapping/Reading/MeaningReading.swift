import Dossiers
import Formats
import Settings

/// Reads what a text means: `as`, `date`, `values`, `table`.
struct MeaningReading {
    let values: ValueReading
    let kind: ValueKind

    private static let named: [(name: String, value: ValueMeaning)] = [
        ("dossier-code", .dossierCode), ("procedure-code", .procedureCode), ("person-name", .personName),
        ("identity", .identity), ("text", .text), ("boolean", .boolean), ("present", .present), ("status", .status),
    ]

    /// The meaning that `keys` give, or the default of the kind; findings where neither does.
    func meaning(_ keys: YAMLKeys, source: ValueSource?) -> ValueMeaning? {
        let present = keys.present(among: ["as", "date", "values", "table"])
        checkCompanions(keys, of: present.first?.name)
        if let extra = present.dropFirst().first {
            return extra.refuse("\(keys.mapping.described) takes only one of `as`, `date`, `values`, `table`")
        }
        if case .compound? = source, present.first?.name != "table" {
            keys.mapping.report(
                "several paths together need a `table`",
                hint: "for the first that is present: `first: […]`"
            )
        }
        guard let value = present.first else { return defaultMeaning(keys, source: source) }
        guard let meaning = meaning(value, keys, source: source) else { return nil }
        guard kind.accepts(meaning) else {
            return value.refuse(
                "\(keys.mapping.described) cannot be read by `\(value.name)`",
                hint: "it takes \(kind.wanted)"
            )
        }
        return meaning
    }

    private func meaning(_ value: YAMLValue, _ keys: YAMLKeys, source: ValueSource?) -> ValueMeaning? {
        switch value.name {
        case "as":
            guard let meaning = value.choice(among: Self.named) else { return nil }
            if meaning == .procedureCode { values.shelf.offer("procedure-aliases", ProcedureAliasCheck.check) }
            return meaning
        case "date": return date(value, keys)
        case "values": return pairs(value).map(ValueMeaning.values)
        default: return table(value, keys, source: source)
        }
    }

    private func defaultMeaning(_ keys: YAMLKeys, source: ValueSource?) -> ValueMeaning? {
        guard let source else { return nil }
        var isFixed = false
        switch source {
        case .constant, .decide: isFixed = true
        case .path, .compound, .first, .join: isFixed = false
        }
        guard let meaning = kind.defaultMeaning(constant: isFixed) else {
            return keys.mapping.refuse(
                "\(keys.mapping.described) does not say what its text means",
                hint: "add \(kind.wanted)"
            )
        }
        return meaning
    }

    private func checkCompanions(_ keys: YAMLKeys, of meaning: String?) {
        if meaning != "date" {
            for key in ["zone", "literal_z_is_local"] { keys.refuse(key, "`\(key)` belongs to `date` only") }
        }
        if meaning != "table" { keys.refuse("key", "`key` belongs to `table` only") }
    }

    /// Formats with the zone and the reading of `Z` that the rule gives or inherits.
    func date(_ value: YAMLValue, _ keys: YAMLKeys) -> ValueMeaning? {
        let zone = keys.optional("zone")?.zone() ?? values.zone
        let literal = keys.optional("literal_z_is_local")?.boolean() ?? values.literalZIsLocal
        guard let formats = value.oneOrMore(format) else { return nil }
        return .date(formats, zone: zone, literalZIsLocal: literal)
    }

    private func format(_ value: YAMLValue) -> DateFormat? {
        guard let text = value.text() else { return nil }
        if let (message, hint) = DateFormatCheck.problem(with: text) { return value.refuse(message, hint: hint) }
        return DateFormat(text) ?? value.refuse("`\(YAMLValue.short(text))` is no date format")
    }

    private func pairs(_ value: YAMLValue) -> [ValuePair]? {
        guard let entries = value.entries() else { return nil }
        if entries.isEmpty { value.report("`values` must not be empty") }
        var seen: Set<String> = []
        return entries.compactMap { key, value in
            guard let from = key.text(), let to = value.text() else { return nil }
            if from.allSatisfy(\.isWhitespace) { key.report("a blank value fills nothing, so it cannot stand here") }
            if !seen.insert(TableKey.normalised(from)).inserted { key.report("`\(from)` stands here twice") }
            if let (message, hint) = kind.problem(with: to) { value.report(message, hint: hint) }
            return ValuePair(from: from, to: to)
        }
    }

    private func table(_ value: YAMLValue, _ keys: YAMLKeys, source: ValueSource?) -> ValueMeaning? {
        let byName = keys.optional("key")?.choice(among: [(name: "name", value: true), (name: "code", value: false)])
        guard let name = value.text() else { return nil }
        var count = 1
        if case .compound(let paths)? = source { count = paths.count }
        let check = CodeTableCheck(
            keyColumns: source == nil ? nil : count,
            kind: kind,
            mappingFile: value.context.source.file
        )
        values.shelf.check(name, at: value, check.check)
        return .table(name, byName: byName ?? false)
    }
}
