/// The keys of one mapping while it is read; remembers which were asked for.
package final class YAMLKeys {
    private let entries: [YAMLEntry]
    private let owner: YAMLValue
    private var asked: [String] = []

    init(entries: [YAMLEntry], owner: YAMLValue) {
        self.entries = entries
        self.owner = owner
    }

    /// The mapping itself, to refuse it as a whole.
    package var mapping: YAMLValue { owner }

    /// The value of a key; nil when the file leaves it out or writes nothing after it.
    package func optional(_ key: String) -> YAMLValue? {
        asked.append(key)
        guard let entry = entries.first(where: { $0.key == key }), !entry.value.isNull else { return nil }
        return YAMLValue(node: entry.value, name: key, context: owner.context)
    }

    /// The value of a key that must be there; a missing one is reported at the mapping.
    package func required(_ key: String) -> YAMLValue? {
        optional(key) ?? owner.refuse("the key `\(key)` is missing in \(owner.described)")
    }

    /// Whether the file writes this key at all, without asking for it.
    package func has(_ key: String) -> Bool { entries.contains { $0.key == key } }

    /// Those of `keys` that the file writes, in the order given; more or fewer than one is for the caller to judge.
    package func present(among keys: [String]) -> [YAMLValue] { keys.compactMap { optional($0) } }

    /// Exactly one of `keys`; none or several are reported and nil returned.
    package func exactlyOne(of keys: [String]) -> YAMLValue? {
        let present = present(among: keys)
        if present.count == 1 { return present[0] }
        let names = keys.map { "`\($0)`" }.joined(separator: ", ")
        guard let extra = present.dropFirst().first else {
            return owner.refuse("\(owner.described) needs one of \(names)")
        }
        return extra.refuse("\(owner.described) takes only one of \(names)")
    }

    /// Reports a key that is known but has no place here; the rest is not read.
    package func refuse(_ key: String, _ message: String, hint: String? = nil) {
        asked.append(key)
        guard let entry = entries.first(where: { $0.key == key }) else { return }
        owner.context.collector.report(owner.context.source.diagnostic(at: entry.keyMark, message, hint: hint))
    }

    /// Takes every key as asked for, where the mapping cannot be understood any further.
    package func ignoreRest() { asked += entries.map(\.key) }

    func refuseUnknown() {
        for entry in entries where !asked.contains(entry.key) {
            let missing = asked.filter { key in !entries.contains { $0.key == key } }
            let hint = NearestName.hint(for: entry.key, among: unique(missing.isEmpty ? asked : missing))
            let message = "unknown key `\(YAMLValue.short(entry.key))` in \(owner.described)"
            owner.context.collector.report(owner.context.source.diagnostic(at: entry.keyMark, message, hint: hint))
        }
    }

    private func unique(_ names: [String]) -> [String] {
        names.enumerated().filter { !names[..<$0.offset].contains($0.element) }.map(\.element)
    }
}
