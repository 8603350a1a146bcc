/// What NuSOAP services share: the envelope, the fault, and how a question is read (protocol 5).
enum SOAP {
    /// An envelope around one operation's answer; `namespace` is that of the service.
    static func envelope(_ body: String, namespace: String, encoding: String) -> String {
        "<?xml version=\"1.0\" encoding=\"\(encoding)\"?><SOAP-ENV:Envelope "
            + "SOAP-ENV:encodingStyle=\"http://schemas.xmlsoap.org/soap/encoding/\" "
            + "xmlns:SOAP-ENV=\"http://schemas.xmlsoap.org/soap/envelope/\" "
            + "xmlns:xsd=\"http://www.w3.org/2001/XMLSchema\" xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\" "
            + "xmlns:SOAP-ENC=\"http://schemas.xmlsoap.org/soap/encoding/\" xmlns:tns=\"\(namespace)\">"
            + "<SOAP-ENV:Body>\(body)</SOAP-ENV:Body></SOAP-ENV:Envelope>"
    }

    /// A fault; NuSOAP sends it with HTTP status 500.
    static func fault(_ message: String, namespace: String, status: Int = 500) -> Answer {
        let fault =
            "<SOAP-ENV:Fault><faultcode xsi:type=\"xsd:string\">SOAP-ENV:Client</faultcode>"
            + "<faultactor xsi:type=\"xsd:string\"></faultactor>"
            + "<faultstring xsi:type=\"xsd:string\">\(escaped(message))</faultstring>"
            + "<detail xsi:type=\"xsd:string\"></detail></SOAP-ENV:Fault>"
        return .xml(Array(envelope(fault, namespace: namespace, encoding: "ISO-8859-1").utf8), status: status)
    }

    /// The name of the operation that an envelope calls; nil when it calls none.
    static func operation(_ text: String) -> String? {
        guard let body = text.ranges(of: /<(?:[A-Za-z0-9_-]+:)?Body[^>]*>/).first else { return nil }
        return text[body.upperBound...].firstMatch(of: /\A\s*<(?:[A-Za-z0-9_-]+:)?([A-Za-z0-9_]+)/).map { String($0.1) }
    }

    /// The text of a parameter; nil when the envelope has none of that name.
    static func parameter(_ name: String, of text: String) -> String? {
        for match in text.matches(of: /<(?:[A-Za-z0-9_-]+:)?([A-Za-z0-9_]+)(?:\s[^>]*)?>([^<]*)<\//)
        where match.1 == name {
            return unescaped(match.2)
        }
        return nil
    }

    private static let entities = [("&", "&amp;"), ("<", "&lt;"), (">", "&gt;"), ("\"", "&quot;"), ("'", "&apos;")]

    /// The text as it may stand between two tags.
    static func escaped(_ text: String) -> String {
        entities.reduce(text) { $0.replacing($1.0, with: $1.1) }
    }

    private static func unescaped(_ text: Substring) -> String {
        entities.reversed().reduce(String(text)) { $0.replacing($1.1, with: $1.0) }
    }
}
