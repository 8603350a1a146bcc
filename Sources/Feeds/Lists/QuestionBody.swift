import Formats

/// What a question sends.
package enum QuestionBody: Sendable, Hashable {
    /// A JSON object of texts; a value that is left out leaves its name out.
    case json([Asked])
    /// A form.
    case form([Asked])
    /// The call of a SOAP 1.1 operation.
    case soap(SOAPCall)

    var contentType: String {
        switch self {
        case .json: "application/json; charset=utf-8"
        case .form: "application/x-www-form-urlencoded"
        case .soap: "text/xml; charset=utf-8"
        }
    }

    /// What is sent at a place.
    ///
    /// - Throws: when XML cannot say a value.
    func bytes(for place: AskedPlace) throws(XMLWriter.Problem) -> [UInt8] {
        switch self {
        case .json(let members): return QuestionBody.json(members, place)
        case .form(let pairs): return Array(QuestionBody.form(pairs, place).utf8)
        case .soap(let call): return try call.envelope(for: place)
        }
    }

    static func json(_ members: [Asked], _ place: AskedPlace) -> [UInt8] {
        var writer = JSONWriter()
        writer.beginObject()
        for member in members {
            guard let text = place.text(of: member.value) else { continue }
            writer.name(member.name)
            writer.text(text)
        }
        writer.endObject()
        return writer.bytes
    }

    private static func form(_ pairs: [Asked], _ place: AskedPlace) -> String {
        pairs.compactMap { pair in
            place.text(of: pair.value).map { "\(pair.name)=\(QueryText.escaped($0))" }
        }.joined(separator: "&")
    }
}
