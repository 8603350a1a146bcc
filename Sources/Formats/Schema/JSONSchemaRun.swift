/// One check of one value.
struct JSONSchemaRun {
    private let root: JSONSchemaNode
    private let definitions: [String: JSONSchemaNode]
    private(set) var violations: [JSONSchemaCheck.Violation] = []
    private var path: [String] = []
    private var depth = 0

    init(root: JSONSchemaNode, definitions: [String: JSONSchemaNode]) {
        self.root = root
        self.definitions = definitions
    }

    /// Adds what a value breaks.
    mutating func check(_ value: RecordValue, against node: JSONSchemaNode) {
        depth += 1
        defer { depth -= 1 }
        guard depth <= 256 else { return add("$ref", "the schema refers to itself without an end") }
        for (keyword, assertion) in node.assertions { check(value, assertion, keyword) }
    }

    private mutating func check(_ value: RecordValue, _ assertion: JSONSchemaNode.Assertion, _ keyword: String) {
        switch assertion {
        case .members(let members, let others): checkMembers(value, members, others)
        case .names(let node): checkNames(value, node)
        case .elements(let first, let others): checkElements(value, first, others)
        case .all(let nodes): for node in nodes { check(value, against: node) }
        case .any(let nodes): if matching(value, nodes) == 0 { add(keyword, "no alternative fits") }
        case .one(let nodes): checkOne(value, nodes)
        case .reference(let name): if let node = name.map({ definitions[$0] }) ?? root { check(value, against: node) }
        default: if let detail = Self.complaint(value, assertion) { add(keyword, detail) }
        }
    }

    private mutating func checkMembers(
        _ value: RecordValue,
        _ known: [String: JSONSchemaNode],
        _ others: JSONSchemaNode?
    ) {
        guard case .object(let members) = value else { return }
        for member in members {
            guard let node = known[member.name] ?? others else { continue }
            within(member.name) { $0.check(member.value, against: node) }
        }
    }

    private mutating func checkNames(_ value: RecordValue, _ node: JSONSchemaNode) {
        guard case .object(let members) = value else { return }
        for member in members { within(member.name) { $0.check(.text(member.name), against: node) } }
    }

    private mutating func checkElements(_ value: RecordValue, _ first: [JSONSchemaNode], _ others: JSONSchemaNode?) {
        guard case .list(let elements) = value else { return }
        for (index, element) in elements.enumerated() {
            guard let node = index < first.count ? first[index] : others else { continue }
            within(String(index)) { $0.check(element, against: node) }
        }
    }

    private mutating func checkOne(_ value: RecordValue, _ nodes: [JSONSchemaNode]) {
        let count = matching(value, nodes)
        if count != 1 { add("oneOf", count == 0 ? "no alternative fits" : "more than one alternative fits") }
    }

    /// How many of the schemas a value fits.
    private func matching(_ value: RecordValue, _ nodes: [JSONSchemaNode]) -> Int {
        nodes.count { node in
            var trial = self
            trial.violations = []
            trial.check(value, against: node)
            return trial.violations.isEmpty
        }
    }

    private mutating func within(_ name: String, _ body: (inout JSONSchemaRun) -> Void) {
        path.append(name)
        body(&self)
        path.removeLast()
    }

    private mutating func add(_ keyword: String, _ detail: String) {
        violations.append(JSONSchemaCheck.Violation(path, keyword, detail))
    }

    /// What is wrong with a value by itself; nil when nothing is.
    private static func complaint(_ value: RecordValue, _ assertion: JSONSchemaNode.Assertion) -> String? {
        switch (assertion, value) {
        case (.never, _): return "nothing may stand here"
        case (.type(let names), _):
            return fits(value, names) ? nil : "not of the type \(names.sorted().joined(separator: " or "))"
        case (.oneOfValues(let values), _):
            return values.contains { same($0, value) } ? nil : "not one of the values allowed"
        case (.required(let names), .object(let members)):
            let missing = names.filter { name in !members.contains { $0.name == name } }
            return missing.isEmpty ? nil : "missing: \(missing.joined(separator: ", "))"
        case (.length(let minimum, let maximum), .text(let text)):
            return complaint(text.unicodeScalars.count, minimum, maximum, "characters")
        case (.count(let minimum, let maximum), .list(let elements)):
            return complaint(elements.count, minimum, maximum, "elements")
        case (.distinct, .list(let elements)):
            let isRepeated = elements.indices.contains { last in elements[..<last].contains { same($0, elements[last]) }
            }
            return isRepeated ? "an element occurs twice" : nil
        case (.range(let minimum, let maximum), .number(let digits)):
            guard let number = Double(digits) else { return "not a number" }
            return number < minimum ? "less than \(minimum)" : number > maximum ? "more than \(maximum)" : nil
        case (.pattern(let regex), .text(let text)):
            return text.firstMatch(of: regex) == nil ? "not of the pattern" : nil
        default: return nil
        }
    }

    private static func complaint(_ count: Int, _ minimum: Int, _ maximum: Int, _ what: String) -> String? {
        if count < minimum { return "fewer than \(minimum) \(what)" }
        return count > maximum ? "more than \(maximum) \(what)" : nil
    }

    private static func fits(_ value: RecordValue, _ names: Set<String>) -> Bool {
        switch value {
        case .null: names.contains("null")
        case .bool: names.contains("boolean")
        case .text: names.contains("string")
        case .list: names.contains("array")
        case .object: names.contains("object")
        case .number(let digits): names.contains("number") || names.contains("integer") && isWhole(digits)
        }
    }

    private static func isWhole(_ digits: String) -> Bool {
        Double(digits).map { $0 == $0.rounded() } ?? false
    }

    /// Whether two values are equal as JSON: numbers by their value, objects whatever their order.
    private static func same(_ left: RecordValue, _ right: RecordValue) -> Bool {
        switch (left, right) {
        case (.number(let one), .number(let other)): one == other || Double(one) == Double(other)
        case (.list(let one), .list(let other)): one.count == other.count && zip(one, other).allSatisfy(same)
        case (.object(let one), .object(let other)):
            one.count == other.count
                && one.allSatisfy { member in right[member.name].map { same(member.value, $0) } ?? false }
        default: left == right
        }
    }
}
