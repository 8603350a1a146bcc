/// Reads one JSON text (RFC 8259); deeper than 64 levels is refused.
struct JSONReader {
    /// What is wrong with a text.
    struct Failure: Error, Hashable {
        /// Offset of the byte that does not fit.
        let offset: Int
    }

    private let bytes: [UInt8]
    private var place = 0
    private var depth = 0

    private init(_ bytes: [UInt8]) { self.bytes = bytes }

    /// The value of the whole text.
    ///
    /// - Throws: where the text is no JSON.
    static func value(_ bytes: [UInt8]) throws(Failure) -> JSONValue {
        var reader = JSONReader(bytes)
        let value = try reader.value()
        reader.skipBlanks()
        guard reader.place == bytes.count else { throw Failure(offset: reader.place) }
        return value
    }

    private mutating func value() throws(Failure) -> JSONValue {
        skipBlanks()
        switch peek {
        case 0x7B: return try nested(JSONReader.object)
        case 0x5B: return try nested(JSONReader.list)
        case 0x22: return .text(try text())
        case 0x74: return try word("true", .bool(true))
        case 0x66: return try word("false", .bool(false))
        case 0x6E: return try word("null", .null)
        default: return .number(try number())
        }
    }

    private var peek: UInt8? { place < bytes.count ? bytes[place] : nil }

    private mutating func skipBlanks() {
        while let byte = peek, [0x20, 0x09, 0x0A, 0x0D].contains(byte) { place += 1 }
    }

    private mutating func takes(_ byte: UInt8) -> Bool {
        skipBlanks()
        guard peek == byte else { return false }
        place += 1
        return true
    }

    private mutating func expect(_ byte: UInt8) throws(Failure) {
        guard takes(byte) else { throw Failure(offset: place) }
    }

    private mutating func word(_ word: String, _ value: JSONValue) throws(Failure) -> JSONValue {
        guard bytes[place...].starts(with: word.utf8) else { throw Failure(offset: place) }
        place += word.utf8.count
        return value
    }

    private mutating func nested(
        _ read: (inout JSONReader) throws(Failure) -> JSONValue
    ) throws(Failure) -> JSONValue {
        guard depth < 64 else { throw Failure(offset: place) }
        depth += 1
        place += 1
        let value = try read(&self)
        depth -= 1
        return value
    }

    private static func list(_ reader: inout JSONReader) throws(Failure) -> JSONValue {
        var elements: [JSONValue] = []
        if reader.takes(0x5D) { return .list(elements) }
        repeat { elements.append(try reader.value()) } while reader.takes(0x2C)
        try reader.expect(0x5D)
        return .list(elements)
    }

    private static func object(_ reader: inout JSONReader) throws(Failure) -> JSONValue {
        var members: [JSONValue.Member] = []
        if reader.takes(0x7D) { return .object(members) }
        repeat {
            reader.skipBlanks()
            let name = try reader.text()
            try reader.expect(0x3A)
            members.append(JSONValue.Member(name: name, value: try reader.value()))
        } while reader.takes(0x2C)
        try reader.expect(0x7D)
        return .object(members)
    }

    private mutating func number() throws(Failure) -> String {
        let start = place
        while let byte = peek, (0x30...0x39).contains(byte) || [0x2B, 0x2D, 0x2E, 0x45, 0x65].contains(byte) {
            place += 1
        }
        let digits = String(decoding: bytes[start..<place], as: UTF8.self)
        guard Double(digits) != nil else { throw Failure(offset: start) }
        return digits
    }
}

extension JSONReader {
    /// The text in quotes that begins here.
    private mutating func text() throws(Failure) -> String {
        guard peek == 0x22 else { throw Failure(offset: place) }
        place += 1
        var units: [UInt8] = []
        while let byte = peek, byte != 0x22 {
            guard byte >= 0x20 else { throw Failure(offset: place) }
            place += 1
            if byte == 0x5C { try escape(into: &units) } else { units.append(byte) }
        }
        guard peek == 0x22 else { throw Failure(offset: place) }
        place += 1
        return String(decoding: units, as: UTF8.self)
    }

    private mutating func escape(into units: inout [UInt8]) throws(Failure) {
        guard let byte = peek else { throw Failure(offset: place) }
        place += 1
        switch byte {
        case 0x22, 0x5C, 0x2F: units.append(byte)
        case 0x62: units.append(0x08)
        case 0x66: units.append(0x0C)
        case 0x6E: units.append(0x0A)
        case 0x72: units.append(0x0D)
        case 0x74: units.append(0x09)
        case 0x75: units.append(contentsOf: String(Character(try scalar())).utf8)
        default: throw Failure(offset: place - 1)
        }
    }

    /// The scalar of `\uXXXX`, or of two of them that make a pair.
    private mutating func scalar() throws(Failure) -> Unicode.Scalar {
        var value = try hexadecimal()
        if (0xD800..<0xDC00).contains(value), bytes[place...].starts(with: "\\u".utf8) {
            place += 2
            value = 0x10000 + (value - 0xD800) << 10 + (try hexadecimal() &- 0xDC00) & 0x3FF
        }
        return Unicode.Scalar(value) ?? "\u{FFFD}"
    }

    private mutating func hexadecimal() throws(Failure) -> UInt32 {
        let digits = String(decoding: bytes[place..<min(place + 4, bytes.count)], as: UTF8.self)
        guard digits.count == 4, let value = UInt32(digits, radix: 16) else { throw Failure(offset: place) }
        place += 4
        return value
    }
}
