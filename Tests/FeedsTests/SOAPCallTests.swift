import Dossiers
import Formats
import Testing
import Transport

@testable import Feeds

/// Envelopes of SOAP 1.1, read back by our own reader of XML.
struct SOAPCallTests {
    private static let place = AskedPlace(slice: .code("H23-1 & <2>"), number: 1, numberAfter: 2)

    private static func envelope(_ call: SOAPCall, at place: AskedPlace = place) throws -> (
        text: String, tree: RecordValue
    ) {
        let bytes = try call.envelope(for: place)
        return (String(decoding: bytes, as: UTF8.self), try XMLTree.document(bytes.span, limits: FormatLimits()))
    }

    private static func call(_ parameters: [SOAPCall.Parameter], isLiteral: Bool = false) -> SOAPCall {
        var call = SOAPCall(operation: "selecttrangthai", namespace: "http://soapinterop.org/")
        call.parameters = parameters
        call.isLiteral = isLiteral
        return call
    }

    /// Name and text of each parameter, as a reader sees them.
    private static func parameters(_ tree: RecordValue) throws -> [String: String] {
        let operation = try #require(Self.operation(tree))
        guard case .object(let members) = operation else { return [:] }
        var texts: [String: String] = [:]
        for member in members where !member.name.hasPrefix("@") {
            texts[member.name] = member.value.scalarText ?? member.value["#text"]?.scalarText ?? ""
        }
        return texts
    }

    private static func operation(_ tree: RecordValue) -> RecordValue? {
        let body = tree["Envelope"]?["Body"] ?? tree["Body"]
        return body?["selecttrangthai"]
    }

    @Test func anEncodedCallLooksAsNuSOAPWantsIt() throws {
        let call = Self.call([
            .init("username", .value(.fixed("u"))), .init("password", .value(.secret(Hidden("p")))),
            .init("masohoso", .value(.code)),
        ])
        let envelope = try Self.envelope(call)
        #expect(
            envelope.text.hasSuffix(
                """
                <soapenv:Header></soapenv:Header><soapenv:Body><call:selecttrangthai xmlns:call="http://soapinterop.org/">\
                <username xsi:type="xsd:string">u</username><password xsi:type="xsd:string">p</password>\
                <masohoso xsi:type="xsd:string">H23-1 &amp; &lt;2&gt;</masohoso></call:selecttrangthai>\
                </soapenv:Body></soapenv:Envelope>

                """
            ),
            "\(envelope.text)"
        )
        #expect(envelope.text.contains("soapenv:encodingStyle=\"http://schemas.xmlsoap.org/soap/encoding/\""))
        #expect(envelope.text.contains("xmlns:soapenv=\"http://schemas.xmlsoap.org/soap/envelope/\""))
        #expect(
            try Self.parameters(envelope.tree) == ["username": "u", "password": "p", "masohoso": "H23-1 & <2>"]
        )
    }

    @Test func aLiteralCallHasItsParametersInTheNamespaceAndNoTypes() throws {
        let envelope = try Self.envelope(Self.call([.init("masohoso", .value(.code))], isLiteral: true))
        #expect(envelope.text.contains("<call:masohoso>H23-1 &amp; &lt;2&gt;</call:masohoso>"))
        #expect(!envelope.text.contains("xsi:type") && !envelope.text.contains("encodingStyle"))
        #expect(try Self.parameters(envelope.tree) == ["masohoso": "H23-1 & <2>"])
    }

    @Test func anOperationWithoutANamespaceStandsBare() throws {
        var call = SOAPCall(operation: "selecttrangthai", namespace: "")
        call.parameters = [.init("a", .value(.fixed("1")))]
        for isLiteral in [false, true] {
            call.isLiteral = isLiteral
            let envelope = try Self.envelope(call)
            #expect(!envelope.text.contains("call:"))
            #expect(try Self.parameters(envelope.tree) == ["a": "1"])
        }
    }

    @Test(arguments: [
        "hồ sơ & <x> \"y\" 'z'", "a]]>b", "]]>", "]]", "]]]]>>", "", "  blank  ", "tab\tline\nend", "<![CDATA[x]]>",
    ])
    func everyTextArrivesWhateverItsEncoding(text: String) throws {
        let parameters = SOAPCall.Encoding.allCases.map { encoding in
            SOAPCall.Parameter("p-\(encoding.rawValue)", .value(.fixed(text)), encoding)
        }
        let found = try Self.parameters(Self.envelope(Self.call(parameters)).tree)
        #expect(found["p-text"] == text)
        #expect(found["p-cdata"] == text)
        #expect(found["p-base64"] == Base64.text(text))
    }

    @Test(arguments: SOAPCall.Encoding.allCases) func objectsTravelAsTexts(encoding: SOAPCall.Encoding) throws {
        let json = SOAPCall.Content.json([
            Asked("ma", .code), Asked("note", .fixed("\"]]>\" <&>")), Asked("page", .cursor), Asked("n", .number),
        ])
        let call = Self.call([.init("data", json, encoding)])
        let text = #"{"ma":"H23-1 & <2>","note":"\"]]>\" <&>","n":"1"}"#
        let found = try Self.parameters(Self.envelope(call).tree)["data"]
        #expect(found == (encoding == .base64 ? Base64.text(text) : text))
    }

    @Test func whatSaysNothingHereIsLeftOut() throws {
        let call = Self.call([
            .init("from", .value(.firstDay(.dashed))), .init("ma", .value(.code)),
            .init("since", .value(.since(.dashed))),
        ])
        #expect(try Self.parameters(Self.envelope(call).tree) == ["ma": "H23-1 & <2>"])
    }

    @Test(arguments: ["a\u{0}b", "\u{1B}", "\u{FFFE}"]) func whatXMLCannotSayIsRefused(text: String) {
        let call = Self.call([.init("p", .value(.fixed(text)))])
        #expect(throws: XMLWriter.Problem.self) { try call.envelope(for: Self.place) }
    }

    @Test func aNameThatIsNoneIsRefused() {
        #expect(throws: XMLWriter.Problem.self) {
            try Self.call([.init("a b", .value(.fixed("1")))]).envelope(for: Self.place)
        }
    }
}
