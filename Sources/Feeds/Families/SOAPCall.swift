import Formats

/// A call of one SOAP 1.1 operation.
package struct SOAPCall: Sendable, Hashable {
    /// How a parameter travels.
    package enum Encoding: String, Sendable, Hashable, CaseIterable {
        case text
        case base64
        case cdata
    }

    /// One parameter, in the order in which the service wants it.
    package struct Parameter: Sendable, Hashable {
        package var name: String
        package var content: Content
        package var encoding: Encoding

        package init(_ name: String, _ content: Content, _ encoding: Encoding = .text) {
            self.name = name
            self.content = content
            self.encoding = encoding
        }
    }

    /// What a parameter says.
    package enum Content: Sendable, Hashable {
        case value(AskedValue)
        /// A JSON object of texts, nested as a text.
        case json([Asked])
    }

    /// Local name of the element in the body.
    package var operation: String
    /// Namespace of the operation; empty: none.
    package var namespace: String
    /// `SOAPAction` without its quotes; empty where the service names none.
    package var action: String = ""
    package var parameters: [Parameter] = []
    /// Whether parameters stand in the namespace of the operation without types (document/literal), instead of bare and typed
    /// (rpc/encoded).
    package var isLiteral = false

    package init(operation: String, namespace: String) {
        self.operation = operation
        self.namespace = namespace
    }

    private static let spaces = [
        ("xmlns:soapenv", "http://schemas.xmlsoap.org/soap/envelope/"),
        ("xmlns:xsd", "http://www.w3.org/2001/XMLSchema"),
        ("xmlns:xsi", "http://www.w3.org/2001/XMLSchema-instance"),
    ]
    private static let encoding = ("soapenv:encodingStyle", "http://schemas.xmlsoap.org/soap/encoding/")

    /// The envelope of the call; parameters that are left out here are not in it.
    ///
    /// - Throws: when a value holds a character that XML cannot say, or a name is none.
    func envelope(for place: AskedPlace) throws(XMLWriter.Problem) -> [UInt8] {
        var writer = XMLWriter()
        try writer.open("soapenv:Envelope", attributes: SOAPCall.spaces + (isLiteral ? [] : [SOAPCall.encoding]))
        try writer.open("soapenv:Header")
        writer.close()
        try writer.open("soapenv:Body")
        if namespace.isEmpty {
            try writer.open(operation)
        } else {
            try writer.open("call:\(operation)", attributes: [("xmlns:call", namespace)])
        }
        for parameter in parameters { try write(parameter, place, to: &writer) }
        return writer.finished()
    }

    private func write(
        _ parameter: Parameter,
        _ place: AskedPlace,
        to writer: inout XMLWriter
    ) throws(XMLWriter.Problem) {
        guard let text = text(of: parameter.content, place) else { return }
        let isQualified = isLiteral && !namespace.isEmpty
        try writer.open(
            isQualified ? "call:\(parameter.name)" : parameter.name,
            attributes: isLiteral ? [] : [("xsi:type", "xsd:string")]
        )
        switch parameter.encoding {
        case .text: try writer.text(text)
        case .base64: try writer.text(Base64.text(text))
        case .cdata: try writer.cdata(text)
        }
        writer.close()
    }

    private func text(of content: Content, _ place: AskedPlace) -> String? {
        switch content {
        case .value(let value): place.text(of: value)
        case .json(let members): String(decoding: QuestionBody.json(members, place), as: UTF8.self)
        }
    }
}
