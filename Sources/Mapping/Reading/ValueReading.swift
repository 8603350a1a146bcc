import Dossiers
import Formats
import Settings

/// Reads the rule of one value: where it stands, how it is unpacked, what it means.
struct ValueReading {
    let paths: PathReading
    let shelf: TableShelf
    let zone: Int
    let literalZIsLocal: Bool

    private static let sources = ["path", "first", "join", "constant", "decide"]

    /// The rule written as a mapping of keys.
    func rule(_ value: YAMLValue, _ kind: ValueKind) -> ValueRule? {
        value.mapping { keys in
            let source = keys.exactlyOne(of: Self.sources).flatMap { self.source($0, kind) }
            let meaning = MeaningReading(values: self, kind: kind).meaning(keys, source: source)
            guard let source else {
                Self.skipTexts(keys)
                return nil
            }
            var rule = ValueRule(source: source, line: value.line)
            readTexts(keys, into: &rule)
            guard let meaning else { return nil }
            rule.meaning = meaning
            return rule
        }
    }

    /// A test on a record.
    func condition(_ value: YAMLValue) -> Condition? { ConditionReading(paths: paths).condition(value) }

    private func source(_ value: YAMLValue, _ kind: ValueKind) -> ValueSource? {
        switch value.name {
        case "path":
            guard value.isList else { return paths.path(value).map(ValueSource.path) }
            return value.oneOrMore(paths.path).map(ValueSource.compound)
        case "first": return value.oneOrMore(paths.path).map(ValueSource.first)
        case "join": return join(value)
        case "constant":
            guard let text = value.text() else { return nil }
            if let (message, hint) = kind.problem(with: text) { value.report(message, hint: hint) }
            return .constant(text)
        default:
            guard let name = value.text() else { return nil }
            shelf.check(name, at: value, DecisionTableCheck(paths: paths, kind: kind).check)
            return .decide(table: name)
        }
    }

    private func join(_ value: YAMLValue) -> ValueSource? {
        value.mapping { keys in
            let parts = keys.required("paths")?.oneOrMore(paths.path)
            let separator = keys.optional("with")?.text() ?? " "
            return parts.map { .join($0, with: separator) }
        }
    }

    private func readTexts(_ keys: YAMLKeys, into rule: inout ValueRule) {
        rule.decode = keys.optional("decode")?.oneOrMore { $0.choice(TextDecoding.self) } ?? []
        rule.split = keys.optional("split").flatMap(split)
        rule.stripPrefix = keys.optional("strip_prefix")?.text()
        rule.stripSuffix = keys.optional("strip_suffix")?.text()
        rule.addPrefix = keys.optional("add_prefix")?.text()
        rule.addSuffix = keys.optional("add_suffix")?.text()
        rule.absent = keys.optional("absent")?.oneOrMore { $0.text() } ?? []
    }

    private static func skipTexts(_ keys: YAMLKeys) {
        _ = keys.present(
            among: ["decode", "split", "strip_prefix", "strip_suffix", "add_prefix", "add_suffix", "absent"]
        )
    }

    private func split(_ value: YAMLValue) -> SplitRule? {
        value.mapping { keys in
            let separator = keys.required("by").flatMap { by in
                by.converted("a text that separates") { $0.isEmpty ? nil : $0 }
            }
            let take = keys.required("take").flatMap(piece)
            guard let separator, let take else { return nil }
            return SplitRule(separator: separator, take: take)
        }
    }

    private func piece(_ value: YAMLValue) -> SplitRule.Piece? {
        switch value.plainText {
        case "first": .first
        case "last": .last
        default: value.converted("`first`, `last` or a number from 1") { Int($0).flatMap { $0 > 0 ? .at($0) : nil } }
        }
    }
}
