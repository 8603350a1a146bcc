import Dossiers
import Formats
import Settings

/// Reads paths as the syntax of the source wants them.
struct PathReading {
    let syntax: LayoutReading.Syntax
    let namespaces: [String: String]

    /// Whether records are trees: with lists inside and an envelope around them.
    var hasTree: Bool { syntax == .json || syntax == .xml }

    /// A path from the record to a value.
    func path(_ value: YAMLValue) -> SlotPath? {
        value.text().flatMap { path($0, at: value) }
    }

    /// The path that `text` writes, findings at `value`.
    func path(_ text: String, at value: YAMLValue) -> SlotPath? {
        let (path, problem) = parse(text)
        if let problem { value.report(problem) }
        return path
    }

    /// The names on the way to the records, without lists.
    func names(_ value: YAMLValue) -> [String]? {
        guard let path = path(value) else { return nil }
        guard path.components.allSatisfy({ !$0.isList && !$0.name.hasPrefix("@") }) else {
            return value.refuse("`records` takes names only, without `[]` and `@`")
        }
        return path.components.map(\.name)
    }

    /// The path, or what is wrong with its text.
    func parse(_ text: String) -> (path: SlotPath?, problem: Sentence?) {
        guard syntax != .csv else {
            return text.isEmpty ? (nil, "a column title must not be empty") : (SlotPath(column: text), nil)
        }
        guard let path = SlotPath(text) else {
            return (nil, "`\(YAMLValue.short(text))` is no path: a name is missing between dots")
        }
        if let problem = problem(in: path) { return (nil, problem) }
        return (path, nil)
    }

    private func problem(in path: SlotPath) -> Sentence? {
        if path.components.contains(where: { $0.name.contains("[") || $0.name.contains("]") }) {
            return "`\(YAMLValue.short(path.text))` is no path: `[]` stands at the end of a name"
        }
        if path.components.contains(where: { $0.name.contains { $0.isWhitespace } && syntax == .xml }) {
            return "`\(YAMLValue.short(path.text))` is no path: an XML name has no blanks"
        }
        if path.components.dropLast().contains(where: { $0.name.hasPrefix("@") }) {
            return "`\(YAMLValue.short(path.text))` is no path: an attribute has nothing below it"
        }
        return syntax == .xml ? undeclaredPrefix(in: path) : nil
    }

    private func undeclaredPrefix(in path: SlotPath) -> Sentence? {
        for component in path.components {
            let name = component.name.hasPrefix("@") ? component.name.dropFirst() : component.name[...]
            guard let colon = name.firstIndex(of: ":") else { continue }
            let prefix = String(name[..<colon])
            guard namespaces[prefix] == nil else { continue }
            return "the prefix `\(prefix)` is not declared under `xml: { namespaces: … }`"
        }
        return nil
    }
}
