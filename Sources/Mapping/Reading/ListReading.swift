import Formats
import Settings

/// Reads lists whose elements are filled by rules.
struct ListReading {
    let rules: ValueReading

    private static let stepKinds: [(name: String, kind: ValueKind)] = [
        ("status", .status), ("at", .time), ("person", .text), ("title", .text), ("department", .text),
        ("content", .text), ("started_at", .time), ("due_at", .time),
    ]

    /// The rule of `steps`.
    func steps(_ value: YAMLValue) -> ListRule? {
        list(value) { key in
            guard let name = key.text() else { return nil }
            if let step = Self.stepKinds.first(where: { $0.name == name }) { return step.kind }
            let known = Self.stepKinds.map(\.name)
            return key.refuse(
                "unknown name `\(YAMLValue.short(name))` of a step",
                hint: NearestName.hint(for: name, among: known)
            )
        }
    }

    /// A list whose member names `kind` judges; nil for an unknown one, which it reports.
    func list(_ value: YAMLValue, kind: (YAMLValue) -> ValueKind?) -> ListRule? {
        guard rules.paths.syntax != .csv else {
            return value.refuse("\(value.described) is a list, and a csv row holds none")
        }
        return value.mapping { keys in
            let list = keys.required("list").flatMap(rules.paths.path)
            let members = keys.required("of")?.entries()?.compactMap { member($0, $1, kind: kind) }
            guard let list, let members else { return nil }
            return ListRule(list: list, of: members, line: value.line)
        }
    }

    private func member(_ key: YAMLValue, _ value: YAMLValue, kind: (YAMLValue) -> ValueKind?) -> MemberRule? {
        guard let name = key.text(), let kind = kind(key), let rule = rules.rule(value, kind) else { return nil }
        return MemberRule(name: name, value: rule)
    }
}
