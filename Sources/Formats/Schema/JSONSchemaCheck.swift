/// A JSON Schema (draft 2020-12) that values are checked against.
///
/// It knows `type`, `enum`, `const`, `properties`, `required`, `additionalProperties`, `propertyNames`, `items`, `prefixItems`,
/// `minItems`, `maxItems`, `uniqueItems`, `minLength`, `maxLength`, `pattern`, `minimum`, `maximum`, `$ref` to `#` and
/// `#/$defs/NAME`, `oneOf`, `anyOf` and `allOf`; annotations are passed over (`format` is one), and any other keyword is an error
/// of the schema. Patterns are Swift regular expressions over Unicode scalars, with ASCII digits.
package struct JSONSchemaCheck {
    /// A place where a value breaks the schema, or where the schema itself is broken.
    package struct Violation: Error, Sendable, Hashable {
        /// JSON pointer (RFC 6901) into the value, or into the schema; empty for the whole.
        package let pointer: String
        /// The keyword concerned.
        package let keyword: String
        /// In English, for a person; free of data of the value.
        package let detail: String

        init(_ path: [String], _ keyword: String, _ detail: String) {
            pointer = path.map { "/" + $0.replacing("~", with: "~0").replacing("/", with: "~1") }.joined()
            self.keyword = keyword
            self.detail = detail
        }
    }

    private let root: JSONSchemaNode
    private let definitions: [String: JSONSchemaNode]

    /// Reads a schema.
    ///
    /// - Throws: the first thing wrong with it, among that a keyword that is not known and a `$ref` that leads nowhere.
    package init(schema: RecordValue) throws(Violation) {
        var definitions: [String: JSONSchemaNode] = [:]
        if case .object(let members)? = schema["$defs"] {
            for member in members {
                definitions[member.name] = try JSONSchemaNode(member.value, at: ["$defs", member.name])
            }
        }
        root = try JSONSchemaNode(schema, at: [])
        self.definitions = definitions
        for node in [root] + definitions.values {
            for name in node.references where name != nil {
                guard let name, definitions[name] == nil else { continue }
                throw Violation([], "$ref", "there is no definition named \(name)")
            }
        }
    }

    /// What a value breaks, in the order of the value; empty when it is valid.
    package func violations(in value: RecordValue) -> [Violation] {
        var run = JSONSchemaRun(root: root, definitions: definitions)
        run.check(value, against: root)
        return run.violations
    }
}
