package import Dossiers

/// A value that is about to be read; every reader reports what does not fit and returns nil then.
package struct YAMLValue {
    /// What stands in the file.
    package let node: YAMLNode
    /// How messages call it: its key, or «item of» its list.
    package let name: String
    /// The file and where findings go.
    package let context: YAMLContext

    package init(node: YAMLNode, name: String, context: YAMLContext) {
        self.node = node
        self.name = name
        self.context = context
    }

    /// 1-based line of the value.
    package var line: Int { node.mark.line }

    /// Reports a finding at this value.
    package func report(_ message: @autoclosure () -> Sentence, hint: @autoclosure () -> Sentence? = nil) {
        context.collector.report(context.source.diagnostic(at: node.mark, message(), hint: hint()))
    }

    /// Reports a finding at this value and returns nil, so that a reader can end with it.
    package func refuse<Value>(
        _ message: @autoclosure () -> Sentence,
        hint: @autoclosure () -> Sentence? = nil
    ) -> Value? {
        report(message(), hint: hint())
        return nil
    }

    /// Any scalar as written, `12` and `true` included; empty texts only when quoted.
    package func text() -> String? {
        guard case .scalar(let text, let isQuoted) = node.content, isQuoted || !node.isNull else {
            return refuse("\(described) must be a text\(found)")
        }
        return text
    }

    /// A whole number within `bounds`.
    package func integer(in bounds: ClosedRange<Int>) -> Int? {
        guard let digits = plainText, let number = Int(digits) else {
            return refuse("\(described) must be a whole number\(found)")
        }
        guard bounds.contains(number) else {
            return refuse(
                "\(described) must lie between \(bounds.lowerBound) and \(bounds.upperBound), found \(number)"
            )
        }
        return number
    }

    /// `true` or `false`.
    package func boolean() -> Bool? {
        switch plainText {
        case "true": true
        case "false": false
        default: refuse("\(described) must be true or false\(found)")
        }
    }

    /// A text that `convert` understands; `expected` completes «must be …».
    package func converted<Value>(_ expected: Sentence, hint: Sentence? = nil, _ convert: (String) -> Value?) -> Value?
    {
        guard let text = text() else { return nil }
        guard let value = convert(text) else {
            return refuse("\(described) must be \(expected), found `\(YAMLValue.short(text))`", hint: hint)
        }
        return value
    }

    /// One of the named values; a misspelt name is answered with the nearest.
    package func choice<Value>(among named: [(name: String, value: Value)]) -> Value? {
        guard let text = text() else { return nil }
        if let match = named.first(where: { $0.name == text }) { return match.value }
        return refuse(
            "`\(YAMLValue.short(text))` is not known as \(described)",
            hint: NearestName.hint(for: text, among: named.map(\.name))
        )
    }

    /// A case of `type` by its raw value.
    package func choice<Value>(_ type: Value.Type) -> Value?
    where Value: RawRepresentable & CaseIterable, Value.RawValue == String {
        choice(among: type.allCases.map { ($0.rawValue, $0) })
    }

    /// Every item read by `read`; items that do not fit are reported and left out.
    package func list<Item>(_ read: (YAMLValue) -> Item?) -> [Item]? {
        guard case .sequence(let nodes) = node.content else { return refuse("\(described) must be a list\(found)") }
        return items(nodes).compactMap(read)
    }

    /// A list, or a single item in its place.
    package func oneOrMore<Item>(_ read: (YAMLValue) -> Item?) -> [Item]? {
        guard case .sequence(let nodes) = node.content else { return read(self).map { [$0] } }
        guard !nodes.isEmpty else { return refuse("\(described) must not be empty") }
        return items(nodes).compactMap(read)
    }

    /// A mapping of keys that the reader knows; keys that `read` does not ask for are reported as unknown.
    package func mapping<Value>(_ read: (YAMLKeys) -> Value?) -> Value? {
        guard case .mapping(let entries) = node.content else { return refuse("\(described) must be a mapping\(found)") }
        let keys = YAMLKeys(entries: entries, owner: self)
        let value = read(keys)
        keys.refuseUnknown()
        return value
    }

    /// A mapping whose keys are data: each key as a text value of its own, with its value.
    package func entries() -> [(key: YAMLValue, value: YAMLValue)]? {
        guard case .mapping(let entries) = node.content else { return refuse("\(described) must be a mapping\(found)") }
        return entries.map { entry in
            let key = YAMLNode(.scalar(entry.key, isQuoted: true), at: entry.keyMark)
            return (
                YAMLValue(node: key, name: "key of \(name)", context: context),
                YAMLValue(node: entry.value, name: entry.key, context: context)
            )
        }
    }

    private func items(_ nodes: [YAMLNode]) -> [YAMLValue] {
        nodes.map {
            YAMLValue(node: $0, name: name.hasPrefix("item of") ? name : "item of `\(name)`", context: context)
        }
    }
}

extension YAMLValue {
    /// Whether the value is a mapping.
    package var isMapping: Bool {
        guard case .mapping = node.content else { return false }
        return true
    }

    /// Whether the value is a list.
    package var isList: Bool {
        guard case .sequence = node.content else { return false }
        return true
    }

    /// How messages begin: the key in backticks, or the plain name of an item.
    package var described: Sentence {
        if name.hasPrefix("item of ") { return "item of \(name.dropFirst("item of ".count))" }
        if name.hasPrefix("key of ") { return "key of \(name.dropFirst("key of ".count))" }
        return name.contains(" ") ? Sentence(said: name) : "`\(name)`"
    }

    /// The scalar when it is not quoted.
    package var plainText: String? {
        guard case .scalar(let text, isQuoted: false) = node.content else { return nil }
        return text
    }

    /// What stands here instead, for the end of a message.
    package var found: Sentence {
        switch node.content {
        case .scalar where node.isNull: ", nothing is written"
        case .scalar(let text, let isQuoted):
            isQuoted ? ", found \"\(YAMLValue.short(text))\"" : ", found `\(YAMLValue.short(text))`"
        case .sequence: ", found a list"
        case .mapping: ", found a mapping"
        }
    }

    /// At most 60 characters of a text, for messages.
    package static func short(_ text: String) -> String { text.count <= 60 ? text : "\(text.prefix(60))…" }
}
