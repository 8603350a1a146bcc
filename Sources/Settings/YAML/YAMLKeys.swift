package import Dossiers

/// The keys of one mapping while it is read; remembers which were asked for.
package final class YAMLKeys {
    private let entries: [YAMLEntry]
    private let owner: YAMLValue
    private let places: [String: Int]
    private var asked: [String] = []
    private var isUnderstood = true

    init(entries: [YAMLEntry], owner: YAMLValue) {
        self.entries = entries
        self.owner = owner
        places = Dictionary(entries.enumerated().map { ($1.key, $0) }, uniquingKeysWith: { first, _ in first })
    }

    /// The mapping itself, to refuse it as a whole.
    package var mapping: YAMLValue { owner }

    /// The value of a key; nil when the file leaves it out or writes nothing after it.
    package func optional(_ key: String) -> YAMLValue? {
        asked.append(key)
        guard let entry = entry(key), !entry.value.isNull else { return nil }
        return YAMLValue(node: entry.value, name: key, context: owner.context)
    }

    /// The value of a key that must be there; a missing one is reported at the mapping.
    package func required(_ key: String) -> YAMLValue? {
        optional(key) ?? owner.refuse("the key `\(key)` is missing in \(owner.described)")
    }

    /// Whether the file writes this key at all, without asking for it.
    package func has(_ key: String) -> Bool { places[key] != nil }

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
    package func refuse(_ key: String, _ message: Sentence, hint: Sentence? = nil) {
        asked.append(key)
        guard let entry = entry(key) else { return }
        owner.context.collector.report(owner.context.source.diagnostic(at: entry.keyMark, message, hint: hint))
    }

    /// Leaves unknown keys alone, where the mapping cannot be understood any further.
    package func ignoreRest() { isUnderstood = false }

    func refuseUnknown() {
        guard isUnderstood else { return }
        let known = unique(asked)
        let free = known.filter { places[$0] == nil }
        let names = free.isEmpty ? known : free
        for entry in entries where !known.contains(entry.key) {
            owner.context.collector.report(
                owner.context.source.diagnostic(
                    at: entry.keyMark,
                    "unknown key `\(YAMLValue.short(entry.key))` in \(owner.described)",
                    hint: NearestName.hint(for: entry.key, among: names)
                )
            )
        }
    }

    private func entry(_ key: String) -> YAMLEntry? { places[key].map { entries[$0] } }

    private func unique(_ names: [String]) -> [String] {
        var seen: Set<String> = []
        return names.filter { seen.insert($0).inserted }
    }
}
