/// A JSON value as a small reader of our own understands it: what clients send, and the notes of a world.
enum JSONValue: Sendable, Equatable {
    /// One name and its value; the order is that of the text.
    struct Member: Sendable, Equatable {
        let name: String
        var value: JSONValue
    }

    case null
    case bool(Bool)
    /// As it was written.
    case number(String)
    case text(String)
    case list([JSONValue])
    case object([Member])

    /// The value of a member of an object; nil for none and for everything that is no object.
    subscript(_ name: String) -> JSONValue? {
        guard case .object(let members) = self else { return nil }
        return members.last { $0.name == name }?.value
    }

    /// A text or a number as text; nil for everything else.
    var scalar: String? {
        switch self {
        case .text(let text), .number(let text): text
        case .null, .bool, .list, .object: nil
        }
    }

    /// A whole number, also one written as text; nil for everything else.
    var integer: Int? { scalar.flatMap { Int($0) } }

    /// The elements of a list; nil for everything else.
    var elements: [JSONValue]? {
        guard case .list(let elements) = self else { return nil }
        return elements
    }

    /// The object with another value for one member, which is put at the end where it was missing.
    func replacing(_ name: String, with value: JSONValue) -> JSONValue {
        guard case .object(var members) = self else { return self }
        if let place = members.lastIndex(where: { $0.name == name }) {
            members[place].value = value
        } else {
            members.append(Member(name: name, value: value))
        }
        return .object(members)
    }
}

extension ByteText {
    /// A value in its shortest form.
    mutating func append(_ value: JSONValue) {
        switch value {
        case .null: append("null")
        case .bool(let truth): append(truth ? "true" : "false")
        case .number(let digits): append(digits)
        case .text(let text): appendQuoted(text)
        case .list(let elements): appendList(elements)
        case .object(let members): appendObject(members)
        }
    }

    private mutating func appendList(_ elements: [JSONValue]) {
        append("[")
        for (place, element) in elements.enumerated() {
            if place > 0 { append(",") }
            append(element)
        }
        append("]")
    }

    private mutating func appendObject(_ members: [JSONValue.Member]) {
        append("{")
        for (place, member) in members.enumerated() {
            if place > 0 { append(",") }
            appendQuoted(member.name)
            append(":")
            append(member.value)
        }
        append("}")
    }

    /// A text in quotes, escaped where JSON wants it (RFC 8259, section 7).
    mutating func appendQuoted(_ text: String) {
        append("\"")
        for scalar in text.unicodeScalars {
            switch scalar.value {
            case 0x22: append("\\\"")
            case 0x5C: append("\\\\")
            case 0..<0x20: append("\\u00" + (scalar.value < 16 ? "0" : "") + String(scalar.value, radix: 16))
            default: append(String(scalar))
            }
        }
        append("\"")
    }
}
