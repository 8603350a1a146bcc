/// One schema within a schema, read once.
final class JSONSchemaNode {
    /// What is asserted; all of it must hold.
    enum Assertion {
        case never
        case type(Set<String>)
        case oneOfValues([RecordValue])
        case required([String])
        case length(minimum: Int, maximum: Int)
        case count(minimum: Int, maximum: Int)
        case distinct
        case range(minimum: Double, maximum: Double)
        case pattern(Regex<AnyRegexOutput>)
        case members([String: JSONSchemaNode], others: JSONSchemaNode?)
        case names(JSONSchemaNode)
        case elements([JSONSchemaNode], others: JSONSchemaNode?)
        case all([JSONSchemaNode])
        case any([JSONSchemaNode])
        case one([JSONSchemaNode])
        /// The definition of that name, or the whole schema.
        case reference(String?)
    }

    private(set) var assertions: [(keyword: String, assertion: Assertion)] = []
    /// Definitions that this schema or one inside it refers to; nil for the whole.
    private(set) var references: [String?] = []

    private static let annotations: Set<String> = [
        "$schema", "$id", "$comment", "$defs", "title", "description", "default", "examples", "deprecated", "readOnly",
        "writeOnly",
        "format",
    ]

    /// Reads a schema that stands at `path`.
    init(_ schema: RecordValue, at path: [String]) throws(JSONSchemaCheck.Violation) {
        if case .bool(let isValid) = schema {
            if !isValid { assertions = [("false", .never)] }
            return
        }
        guard case .object(let members) = schema else {
            throw JSONSchemaCheck.Violation(path, "", "a schema is an object or a boolean")
        }
        for member in members where !Self.annotations.contains(member.name) {
            guard let assertion = try assertion(member, of: schema, at: path) else { continue }
            assertions.append((member.name, assertion))
        }
    }

    private func assertion(
        _ member: RecordMember,
        of schema: RecordValue,
        at path: [String]
    ) throws(JSONSchemaCheck.Violation) -> Assertion? {
        let place = path + [member.name]
        switch member.name {
        case "type": return .type(try types(member.value, at: place))
        case "enum": return .oneOfValues(try list(member.value, at: place))
        case "const": return .oneOfValues([member.value])
        case "required": return .required(try texts(member.value, at: place))
        case "minLength": return .length(minimum: Int(try number(member.value, at: place)), maximum: .max)
        case "maxLength": return .length(minimum: 0, maximum: Int(try number(member.value, at: place)))
        case "minItems": return .count(minimum: Int(try number(member.value, at: place)), maximum: .max)
        case "maxItems": return .count(minimum: 0, maximum: Int(try number(member.value, at: place)))
        case "uniqueItems": return member.value == .bool(true) ? .distinct : nil
        case "minimum": return .range(minimum: try number(member.value, at: place), maximum: .infinity)
        case "maximum": return .range(minimum: -.infinity, maximum: try number(member.value, at: place))
        case "pattern": return .pattern(try pattern(member.value, at: place))
        case "allOf": return .all(try nodes(member.value, at: place))
        case "anyOf": return .any(try nodes(member.value, at: place))
        case "oneOf": return .one(try nodes(member.value, at: place))
        case "$ref": return .reference(try reference(member.value, at: place))
        default: return try applicator(member, of: schema, at: path)
        }
    }

    /// Keywords about members and elements, which belong together in twos.
    private func applicator(
        _ member: RecordMember,
        of schema: RecordValue,
        at path: [String]
    ) throws(JSONSchemaCheck.Violation) -> Assertion? {
        switch member.name {
        case "properties":
            return .members(
                try named(member.value, at: path),
                others: try node("additionalProperties", of: schema, at: path)
            )
        case "additionalProperties":
            guard schema["properties"] == nil else { return nil }
            return .members([:], others: try node(member.name, of: schema, at: path))
        case "propertyNames": return .names(try child(member.value, at: path + [member.name]))
        case "prefixItems":
            let first = try nodes(member.value, at: path + [member.name])
            return .elements(first, others: try node("items", of: schema, at: path))
        case "items":
            guard schema["prefixItems"] == nil else { return nil }
            return .elements([], others: try node(member.name, of: schema, at: path))
        default:
            throw JSONSchemaCheck.Violation(path, member.name, "this keyword is not known")
        }
    }

    private func child(_ schema: RecordValue, at path: [String]) throws(JSONSchemaCheck.Violation) -> JSONSchemaNode {
        let node = try JSONSchemaNode(schema, at: path)
        references += node.references
        return node
    }

    private func node(
        _ name: String,
        of schema: RecordValue,
        at path: [String]
    ) throws(JSONSchemaCheck.Violation) -> JSONSchemaNode? {
        guard let inner = schema[name] else { return nil }
        return try child(inner, at: path + [name])
    }

    private func nodes(_ value: RecordValue, at path: [String]) throws(JSONSchemaCheck.Violation) -> [JSONSchemaNode] {
        var nodes: [JSONSchemaNode] = []
        for (index, schema) in try list(value, at: path).enumerated() {
            nodes.append(try child(schema, at: path + [String(index)]))
        }
        return nodes
    }

    private func named(
        _ value: RecordValue,
        at path: [String]
    ) throws(JSONSchemaCheck.Violation) -> [String: JSONSchemaNode] {
        guard case .object(let members) = value else {
            throw JSONSchemaCheck.Violation(path, "properties", "an object is expected")
        }
        var nodes: [String: JSONSchemaNode] = [:]
        for member in members { nodes[member.name] = try child(member.value, at: path + ["properties", member.name]) }
        return nodes
    }

    private func list(_ value: RecordValue, at path: [String]) throws(JSONSchemaCheck.Violation) -> [RecordValue] {
        guard case .list(let elements) = value else {
            throw JSONSchemaCheck.Violation(path, path.last ?? "", "a list is expected")
        }
        return elements
    }

    private func texts(_ value: RecordValue, at path: [String]) throws(JSONSchemaCheck.Violation) -> [String] {
        if case .text(let text) = value { return [text] }
        var texts: [String] = []
        for element in try list(value, at: path) {
            guard case .text(let text) = element else {
                throw JSONSchemaCheck.Violation(path, path.last ?? "", "texts are expected")
            }
            texts.append(text)
        }
        return texts
    }

    private func types(_ value: RecordValue, at path: [String]) throws(JSONSchemaCheck.Violation) -> Set<String> {
        let names = Set(try texts(value, at: path))
        let known: Set<String> = ["null", "boolean", "string", "array", "object", "number", "integer"]
        guard names.isSubset(of: known) else {
            throw JSONSchemaCheck.Violation(path, "type", "a type that is not known")
        }
        return names
    }

    private func number(_ value: RecordValue, at path: [String]) throws(JSONSchemaCheck.Violation) -> Double {
        guard case .number(let digits) = value, let number = Double(digits), abs(number) < 1e15 else {
            throw JSONSchemaCheck.Violation(path, path.last ?? "", "a number is expected")
        }
        return number
    }

    private func pattern(
        _ value: RecordValue,
        at path: [String]
    ) throws(JSONSchemaCheck.Violation) -> Regex<AnyRegexOutput> {
        guard case .text(let text) = value, let regex = try? Regex(text) else {
            throw JSONSchemaCheck.Violation(path, "pattern", "a regular expression is expected")
        }
        return regex.matchingSemantics(.unicodeScalar).asciiOnlyDigits()
    }

    private func reference(_ value: RecordValue, at path: [String]) throws(JSONSchemaCheck.Violation) -> String? {
        guard case .text(let text) = value, text == "#" || text.hasPrefix("#/$defs/") else {
            throw JSONSchemaCheck.Violation(path, "$ref", "only # and #/$defs/NAME are known")
        }
        let name = text == "#" ? nil : String(text.dropFirst("#/$defs/".count))
        references.append(name)
        return name
    }
}
