import Synchronization
import Testing

@testable import Formats

@Suite(.serialized)
struct XSDCheckTests {
    private let schema = """
        <xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema">
          <xs:element name="DS"><xs:complexType><xs:sequence>
            <xs:element name="Ma" maxOccurs="unbounded"><xs:simpleType><xs:restriction base="xs:string">
              <xs:pattern value="[A-Z][0-9]+"/></xs:restriction></xs:simpleType></xs:element>
            <xs:element name="So" type="xs:int" minOccurs="0"/>
          </xs:sequence></xs:complexType></xs:element>
        </xs:schema>
        """

    private func violations(_ document: String) throws -> [XSDCheck.Violation] {
        let check = try XSDCheck(schema: Array(schema.utf8).span)
        return check.violations(in: Array(document.utf8).span)
    }

    @Test func aValidDocumentHasNoViolations() throws {
        #expect(try violations("<DS><Ma>A1</Ma><Ma>B2</Ma><So>3</So></DS>").isEmpty)
    }

    @Test(arguments: [
        ("<DS>\n<Ma>a1</Ma>\n</DS>", 2, "a value that does not have the pattern of the schema"),
        ("<DS><Ma>A1</Ma>\n<So>x</So></DS>", 2, "a value that is not of the type that the schema gives"),
        ("<DS></DS>", 1, "an element that the schema does not expect here, or one is missing"),
        ("<Khac/>", 1, "the root element is not in the schema"),
        ("<DS><Ma>A1</Ma></Ds>", 1, "an end tag does not belong to its start tag"),
        ("<!DOCTYPE DS><DS/>", 0, "document type declarations are refused"),
        (
            "<DS xmlns:i='http://www.w3.org/2001/XMLSchema-instance' i:schemaLocation='u file:///x'/>", 0,
            "schemas are not loaded from elsewhere"
        ),
    ])
    func aViolationHasItsLineAndOurWords(document: String, line: Int, detail: String) throws {
        let first = try #require(try violations(document).first)
        #expect(first.line == line && first.detail == detail)
    }

    @Test(arguments: [
        "", "<DS/>", "<xs:schema xmlns:xs='http://www.w3.org/2001/XMLSchema'><xs:element/></xs:schema>",
        "<xs:schema xmlns:xs='http://www.w3.org/2001/XMLSchema'><xs:import namespace='u' schemaLocation='file:///etc/passwd'/></xs:schema>",
    ])
    func aBrokenSchemaIsAnError(schema: String) {
        #expect(throws: XSDCheck.Violation.self) {
            let check = try XSDCheck(schema: Array(schema.utf8).span)
            return check.violations(in: Span()).count
        }
    }

    @Test func schemasAreReleased() throws {
        let before = XSDCheck.live.load(ordering: .relaxed)
        for _ in 0..<50 { _ = try violations("<DS/>") }
        #expect(XSDCheck.live.load(ordering: .relaxed) == before)
    }
}
