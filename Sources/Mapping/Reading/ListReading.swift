import Dossiers
import Formats
import Settings

/// Reads lists whose elements are filled by rules.
struct ListReading {
    /// What the name of a member promises.
    enum Member {
        case value(ValueKind)
        /// A list inside the element; the names of its members are judged in turn.
        case list(judge: (YAMLValue) -> Member?)
    }

    let rules: ValueReading

    private static let stepKinds: [(name: String, kind: ValueKind)] = [
        ("status", .status), ("at", .time), ("person", .text), ("title", .text), ("department", .text),
        ("content", .text), ("started_at", .time), ("due_at", .time),
    ]

    /// The rule of `steps`.
    func steps(_ value: YAMLValue) -> ListRule? {
        list(value) { key in
            guard let name = key.text() else { return nil }
            if let step = Self.stepKinds.first(where: { $0.name == name }) { return .value(step.kind) }
            let known = Self.stepKinds.map(\.name)
            return key.refuse(
                "unknown name `\(YAMLValue.short(name))` of a step",
                hint: NearestName.hint(for: name, among: known)
            )
        }
    }

    /// A list whose member names `judge` knows; it answers nil for an unknown one, which it reports.
    func list(_ value: YAMLValue, judge: (YAMLValue) -> Member?) -> ListRule? {
        guard rules.paths.syntax != .csv else {
            return value.refuse("\(value.described) is a list, and a csv row holds none")
        }
        return value.mapping { keys in
            let list = keys.required("list").flatMap(rules.paths.path)
            let entries = keys.required("of")?.entries()
            guard let list, let entries else { return nil }
            var rule = ListRule(list: list, of: [], line: value.line)
            for (key, value) in entries { add(key, value, judge, to: &rule) }
            return rule
        }
    }

    private func add(_ key: YAMLValue, _ value: YAMLValue, _ judge: (YAMLValue) -> Member?, to rule: inout ListRule) {
        guard let name = key.text(), let member = judge(key) else { return }
        switch member {
        case .value(let kind):
            if let value = rules.rule(value, kind) { rule.of.append(MemberRule(name: name, value: value)) }
        case .list(let judge):
            if let list = list(value, judge: judge) { rule.lists.append(NestedListRule(name: name, list: list)) }
        }
    }
}
