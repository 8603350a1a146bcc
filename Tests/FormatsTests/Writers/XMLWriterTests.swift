import Testing

@testable import Formats

struct XMLWriterTests {
    private func written(_ body: (inout XMLWriter) throws -> Void) throws -> String {
        var writer = XMLWriter(declaration: false)
        try body(&writer)
        return String(decoding: writer.finished(), as: UTF8.self)
    }

    @Test func elementsNestAndAttributesKeepTheirOrder() throws {
        let document = try written {
            try $0.open("a", attributes: [("z", "1"), ("b", "2")])
            try $0.element("p:b", "x")
            try $0.element("c", "")
        }
        #expect(document == "<a z=\"1\" b=\"2\"><p:b>x</p:b><c></c></a>\n")
    }

    @Test func whatMarkupWouldBeIsEscaped() throws {
        let document = try written {
            try $0.element("a", "<&>\"'\r\n]]>", attributes: [("b", "<&>\"'\t\n\r")])
        }
        let attribute = "&lt;&amp;&gt;&quot;'&#9;&#10;&#13;"
        #expect(document == "<a b=\"\(attribute)\">&lt;&amp;&gt;\"'&#13;\n]]&gt;</a>\n")
    }

    @Test func thePrettyLayoutLeavesTextsAlone() throws {
        var writer = XMLWriter(layout: .pretty)
        try writer.open("a")
        try writer.open("b")
        try writer.element("c", " x ")
        try writer.element("d", "y")
        writer.close()
        let expected =
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<a>\n  <b>\n    <c> x </c>\n    <d>y</d>\n  </b>\n</a>\n"
        #expect(String(decoding: writer.finished(), as: UTF8.self) == expected)
    }

    @Test(arguments: [0x0, 0x1, 0x8, 0xB, 0xC, 0x1F, 0xFFFE, 0xFFFF] as [UInt32])
    func forbiddenCharactersAreRefused(value: UInt32) throws {
        let text = String(try #require(Unicode.Scalar(value)))
        #expect(throws: XMLWriter.Problem.forbiddenCharacter(value)) { try written { try $0.element("a", text) } }
        #expect(throws: XMLWriter.Problem.forbiddenCharacter(value)) {
            try written { try $0.open("a", attributes: [("b", text)]) }
        }
    }

    @Test(arguments: ["", "1a", "a b", "a<", "a:b:c", ":a", "a:", "-a"])
    func namesThatAreNoneAreRefused(name: String) {
        #expect(throws: XMLWriter.Problem.malformedName(name)) { try written { try $0.open(name) } }
    }
}
