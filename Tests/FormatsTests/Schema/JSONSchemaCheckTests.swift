import Testing

@testable import Formats

struct JSONSchemaCheckTests {
    private func value(_ json: String) throws -> RecordValue {
        try RecordTree.json(Array(json.utf8).span, limits: FormatLimits())
    }

    private func broken(_ schema: String, _ json: String) throws -> [String] {
        try JSONSchemaCheck(schema: value(schema)).violations(in: value(json)).map { "\($0.pointer) \($0.keyword)" }
    }

    @Test(arguments: [
        (#"{"type":"string"}"#, #""a""#, "1"),
        (#"{"type":["integer","null"]}"#, "2.0", "2.5"),
        (#"{"enum":["a",1]}"#, "1.0", "2"),
        (#"{"const":{"a":1,"b":[2]}}"#, #"{"b":[2],"a":1}"#, #"{"a":1}"#),
        (#"{"required":["a"]}"#, #"{"a":null}"#, "{}"),
        (#"{"minLength":2,"maxLength":3}"#, #""ếà""#, #""ế""#), (#"{"minItems":1,"maxItems":2}"#, "[1]", "[1,2,3]"),
        (#"{"minimum":1,"maximum":3}"#, "3", "3.5"), (#"{"pattern":"^[0-9]{3}$"}"#, #""123""#, #""1234""#),
        (#"{"pattern":"b"}"#, #""abc""#, #""ac""#), (#"{"anyOf":[{"type":"string"},{"minimum":5}]}"#, "7", "3"),
        (#"{"oneOf":[{"minimum":5},{"maximum":9}]}"#, "4", "7"),
        (#"{"allOf":[{"minimum":5},{"maximum":9}]}"#, "7", "4"),
        (##"{"$ref":"#/$defs/n","$defs":{"n":{"type":"number"}}}"##, "1", "null"), ("false", "1", "1"),
        (#"{"additionalProperties":{"type":"number"}}"#, #"{"x":1}"#, #"{"x":"1"}"#),
        (#"{"items":{"type":"number"}}"#, "[1]", "[true]"),
        (#"{"uniqueItems":true}"#, "[1,2]", "[1,1.0]"),
        (#"{"propertyNames":{"maxLength":1}}"#, #"{"a":1}"#, #"{"ab":1}"#),
    ])
    func aKeywordAcceptsAndRefuses(schema: String, good: String, bad: String) throws {
        #expect(try broken(schema, good).isEmpty || schema == "false")
        #expect(try !broken(schema, bad).isEmpty)
    }

    @Test func violationsPointToTheirPlace() throws {
        let schema = """
            {"type":"object","properties":{"a/b":{"type":"array",
            "prefixItems":[{"type":"string"}],"items":{"type":"integer"}}},
            "additionalProperties":false}
            """
        #expect(try broken(schema, #"{"a/b":["x",1,"y"],"c":1}"#) == ["/a~1b/2 type", "/c false"])
    }

    @Test func aSchemaMayReferToItself() throws {
        let schema = ##"{"properties":{"next":{"$ref":"#"}},"required":["n"]}"##
        #expect(try broken(schema, #"{"n":1,"next":{"n":2,"next":{}}}"#) == ["/next/next required"])
        #expect(try broken(##"{"$ref":"#"}"##, "1") == [" $ref"])
    }

    @Test(arguments: [
        #"{"not":{}}"#, #"{"properties":{"a":{"dependentRequired":{}}}}"#,
        #"{"type":"strin"}"#, "1",
        ##"{"$ref":"#/$defs/none"}"##,
        ##"{"$ref":"other.json"}"##,
        ##"{"pattern":"["}"##,
        ##"{"minLength":"1"}"##,
        ##"{"required":[1]}"##,
    ])
    func whatASchemaCannotSayIsAnErrorOfTheSchema(schema: String) {
        #expect(throws: JSONSchemaCheck.Violation.self) {
            try JSONSchemaCheck(schema: value(schema)).violations(in: .null)
        }
    }

    @Test func annotationsSayNothing() throws {
        #expect(
            try broken(#"{"$schema":"x","title":"t","description":"d","format":"date","default":1}"#, "null").isEmpty
        )
    }
}
