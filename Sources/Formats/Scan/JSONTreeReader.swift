import Dossiers

/// Reads one JSON text into a tree, byte by byte as RFC 8259 has it.
struct JSONTreeReader: ~Escapable {
    private let bytes: Span<UInt8>
    private let limits: FormatLimits
    private var index = 0

    /// The value that `bytes` hold, blanks around it allowed.
    static func value(of bytes: Span<UInt8>, limits: FormatLimits) throws(RecordReaderError) -> RecordValue {
        var reader = JSONTreeReader(bytes, limits: limits)
        let value = try reader.value(depth: 0)
        reader.skipBlanks()
        guard reader.index == bytes.count else { throw reader.broken("something follows the value") }
        return value
    }

    @_lifetime(copy bytes)
    private init(_ bytes: Span<UInt8>, limits: FormatLimits) {
        self.bytes = bytes
        self.limits = limits
    }

    private mutating func value(depth: Int) throws(RecordReaderError) -> RecordValue {
        skipBlanks()
        switch next {
        case UInt8(ascii: "{"): return try object(depth: depth + 1)
        case UInt8(ascii: "["): return try list(depth: depth + 1)
        case UInt8(ascii: "\""): return .text(try text())
        case UInt8(ascii: "t"): return try word("true", .bool(true))
        case UInt8(ascii: "f"): return try word("false", .bool(false))
        case UInt8(ascii: "n"): return try word("null", .null)
        default: return .number(try number())
        }
    }

    // MARK: - Containers

    private mutating func object(depth: Int) throws(RecordReaderError) -> RecordValue {
        try enter(depth)
        var members: [RecordMember] = []
        if take("}") { return .object(members) }
        repeat {
            skipBlanks()
            guard members.count < limits.members else {
                throw RecordReaderError(.limitExceeded, "more than \(limits.members) members")
            }
            guard next == UInt8(ascii: "\"") else { throw broken("a name is expected") }
            let name = try text()
            guard take(":") else { throw broken("a colon is expected") }
            members.append(RecordMember(name: name, value: try value(depth: depth)))
        } while take(",")
        guard take("}") else { throw broken("a comma or a brace is expected") }
        return .object(members)
    }

    private mutating func list(depth: Int) throws(RecordReaderError) -> RecordValue {
        try enter(depth)
        var elements: [RecordValue] = []
        if take("]") { return .list(elements) }
        repeat {
            elements.append(try value(depth: depth))
        } while take(",")
        guard take("]") else { throw broken("a comma or a bracket is expected") }
        return .list(elements)
    }

    private mutating func enter(_ depth: Int) throws(RecordReaderError) {
        guard depth <= min(limits.depth, 512) else {
            throw RecordReaderError(.limitExceeded, "byte \(index): nested deeper than \(limits.depth)")
        }
        index += 1
    }

    // MARK: - Scalars

    private mutating func text() throws(RecordReaderError) -> String {
        let start = index + 1
        index = start
        while let byte = next, byte != UInt8(ascii: "\"") {
            guard byte >= 0x20 else { throw broken("a control character stands in a string") }
            index += byte == UInt8(ascii: "\\") ? 2 : 1
        }
        guard index < bytes.count else { throw broken("a string is never closed") }
        defer { index += 1 }
        guard index - start <= limits.textBytes else {
            throw RecordReaderError(.limitExceeded, "a text longer than \(limits.textBytes) bytes")
        }
        var text: [UInt8] = []
        guard JSONText.decode(bytes.extracting(start..<index), into: &text) else { throw broken("a broken escape") }
        guard let string = String(validating: text, as: UTF8.self) else {
            throw RecordReaderError(.invalidEncoding, "the bytes are no UTF-8")
        }
        return string
    }

    private mutating func word(_ word: StaticString, _ value: RecordValue) throws(RecordReaderError) -> RecordValue {
        for letter in "\(word)".utf8 {
            guard next == letter else { throw broken("a word that JSON does not know") }
            index += 1
        }
        return value
    }

    private mutating func number() throws(RecordReaderError) -> String {
        let start = index
        if next == UInt8(ascii: "-") { index += 1 }
        let isZero = next == UInt8(ascii: "0")
        guard let digits = skipDigits(), digits == 1 || !isZero else { throw broken("no value") }
        if next == UInt8(ascii: ".") {
            index += 1
            guard skipDigits() != nil else { throw broken("a fraction without digits") }
        }
        if next == UInt8(ascii: "e") || next == UInt8(ascii: "E") {
            index += 1
            if next == UInt8(ascii: "+") || next == UInt8(ascii: "-") { index += 1 }
            guard skipDigits() != nil else { throw broken("an exponent without digits") }
        }
        return String(decoding: (start..<index).map { bytes[$0] }, as: UTF8.self)
    }

    /// How many digits were skipped; nil for none.
    private mutating func skipDigits() -> Int? {
        let start = index
        while let byte = next, (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) { index += 1 }
        return index > start ? index - start : nil
    }

    // MARK: - Bytes

    private var next: UInt8? { index < bytes.count ? bytes[index] : nil }

    private mutating func skipBlanks() {
        while let byte = next, byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 { index += 1 }
    }

    private mutating func take(_ letter: Unicode.Scalar) -> Bool {
        skipBlanks()
        guard next == UInt8(ascii: letter) else { return false }
        index += 1
        return true
    }

    private func broken(_ detail: Sentence) -> RecordReaderError {
        RecordReaderError(.brokenSyntax, "byte \(index): \(detail)")
    }
}
