import Formats
import Settings

/// Reads a test on one value: `{ path: P, present: true }`, `{ path: P, blank: true }`, `{ path: P, is: [..] }`.
struct ConditionReading {
    let paths: PathReading

    func condition(_ value: YAMLValue) -> Condition? {
        value.mapping { keys in
            let path = keys.required("path").flatMap(paths.path)
            let test = keys.exactlyOne(of: ["present", "blank", "is"]).flatMap(self.test)
            guard let path, let test else { return nil }
            return Condition(path: path, test: test, line: value.line)
        }
    }

    private func test(_ value: YAMLValue) -> Condition.Test? {
        switch value.name {
        case "is": value.oneOrMore { $0.text() }.map(Condition.Test.isOneOf)
        case "present": value.boolean().map { $0 ? .present : .blank }
        default: value.boolean().map { $0 ? .blank : .present }
        }
    }
}
