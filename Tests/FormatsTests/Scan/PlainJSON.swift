/// RFC 8259 read once more, as plainly as can be, to compare with; nil is not JSON.
struct PlainJSON {
    indirect enum Value: Equatable {
        case null
        case bool(Bool)
        case number(String)
        case text(String)
        case list([Value])
        case object([(name: String, value: Value)])

        static func == (left: Value, right: Value) -> Bool { "\(left)" == "\(right)" }
    }

    private var rest: ArraySlice<Unicode.Scalar>

    static func value(of bytes: [UInt8]) -> Value? {
        guard let text = String(validating: bytes, as: UTF8.self) else { return nil }
        var reader = PlainJSON(rest: Array(text.unicodeScalars)[...])
        guard let value = reader.value() else { return nil }
        reader.skip()
        return reader.rest.isEmpty ? value : nil
    }

    private mutating func skip() { rest = rest.drop { " \t\r\n".unicodeScalars.contains($0) } }

    private mutating func take(_ text: String) -> Bool {
        guard rest.starts(with: text.unicodeScalars) else { return false }
        rest = rest.dropFirst(text.unicodeScalars.count)
        return true
    }

    private mutating func value() -> Value? {
        skip()
        if take("null") { return .null }
        if take("true") { return .bool(true) }
        if take("false") { return .bool(false) }
        if take("[") { return list() }
        if take("{") { return object() }
        return rest.first == "\"" ? string().map { .text($0) } : number()
    }

    private mutating func list() -> Value? {
        var elements: [Value] = []
        skip()
        if take("]") { return .list([]) }
        while true {
            guard let element = value() else { return nil }
            elements.append(element)
            skip()
            if take("]") { return .list(elements) }
            guard take(",") else { return nil }
        }
    }

    private mutating func object() -> Value? {
        var members: [(name: String, value: Value)] = []
        skip()
        if take("}") { return .object([]) }
        while true {
            skip()
            guard let name = string() else { return nil }
            skip()
            guard take(":"), let value = value() else { return nil }
            members.append((name, value))
            skip()
            if take("}") { return .object(members) }
            guard take(",") else { return nil }
        }
    }

    private mutating func string() -> String? {
        guard take("\"") else { return nil }
        var units: [UInt16] = []
        while let scalar = rest.popFirst() {
            if scalar == "\"" { return String(validating: units, as: UTF16.self) }
            guard scalar.value >= 0x20 else { return nil }
            if scalar != "\\" {
                units.append(contentsOf: Array(String(scalar).utf16))
            } else {
                guard let unit = escape() else { return nil }
                units.append(unit)
            }
        }
        return nil
    }

    private mutating func escape() -> UInt16? {
        let simple: [Unicode.Scalar: UInt16] = [
            "\"": 0x22, "\\": 0x5C, "/": 0x2F, "b": 8, "f": 12, "n": 10, "r": 13, "t": 9,
        ]
        guard let letter = rest.popFirst() else { return nil }
        guard letter == "u" else { return simple[letter] }
        let digits = rest.prefix(4)
        rest = rest.dropFirst(4)
        guard digits.count == 4, digits.allSatisfy({ $0.isASCII && $0.properties.isHexDigit }) else { return nil }
        return UInt16(String(String.UnicodeScalarView(digits)), radix: 16)
    }

    private mutating func number() -> Value? {
        let text = String(
            String.UnicodeScalarView(rest.prefix { $0.isASCII && "+-.eE0123456789".unicodeScalars.contains($0) })
        )
        guard text.wholeMatch(of: /-?(0|[1-9][0-9]*)(\.[0-9]+)?([eE][+-]?[0-9]+)?/) != nil else { return nil }
        rest = rest.dropFirst(text.count)
        return .number(text)
    }
}
