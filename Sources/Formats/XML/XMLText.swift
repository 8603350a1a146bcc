internal import CScan

/// Texts as they stand in XML.
package enum XMLText {
    /// Whether the bytes are UTF-8.
    static func isUTF8(_ bytes: Span<UInt8>) -> Bool {
        // SAFETY: the kernel reads `count` bytes during the call only.
        unsafe bytes.withUnsafeBufferPointer { buffer in
            guard let start = buffer.baseAddress else { return true }
            return unsafe cscan_utf8(ScanLevel.best.kernel, start, buffer.count)
        }
    }

    /// Appends a text or attribute value in its decoded form: references replaced, line ends turned into LF.
    ///
    /// The bytes are those of an `.escaped` slot of an XML record, which the scanner has checked; a reference that is none stays
    /// as it is.
    package static func append(_ bytes: Span<UInt8>, to text: inout [UInt8]) {
        var index = 0
        while index < bytes.count {
            let byte = bytes[index]
            index += 1
            switch byte {
            case UInt8(ascii: "\r"):
                if index < bytes.count, bytes[index] == UInt8(ascii: "\n") { index += 1 }
                text.append(UInt8(ascii: "\n"))
            case UInt8(ascii: "&"):
                let scalar = reference(in: bytes, from: &index)
                text.append(
                    contentsOf: scalar.flatMap { UTF8.encode($0) } ?? UTF8.encode("&")
                        ?? UTF8.encodedReplacementCharacter
                )
            default: text.append(byte)
            }
        }
    }

    /// The character that the reference behind an `&` stands for; `index` moves behind its semicolon.
    ///
    /// Nil when it is none that XML predefines or names no character that XML allows; `index` stays then.
    static func reference(in bytes: Span<UInt8>, from index: inout Int) -> Unicode.Scalar? {
        var end = index
        let last = min(bytes.count, index + 12)
        while end < last, bytes[end] != UInt8(ascii: ";") { end += 1 }
        guard end < last else { return nil }
        let body = bytes.extracting(index..<end)
        guard let scalar = body.isEmpty ? nil : scalar(named: body) else { return nil }
        index = end + 1
        return scalar
    }

    /// Whether every `&` begins a reference that XML predefines.
    static func hasWholeReferences(_ bytes: Span<UInt8>) -> Bool {
        var index = 0
        while index < bytes.count {
            index += 1
            if bytes[index - 1] == UInt8(ascii: "&"), reference(in: bytes, from: &index) == nil { return false }
        }
        return true
    }

    /// Whether the bytes behind an `&` are a reference; `index` moves behind its semicolon then.
    static func isReference(_ bytes: RawSpan, _ index: inout Int) -> Bool {
        reference(in: Span<UInt8>(_bytes: bytes), from: &index) != nil
    }

    private static func scalar(named name: Span<UInt8>) -> Unicode.Scalar? {
        if name[0] == UInt8(ascii: "#") { return scalar(numbered: name.extracting(1...)) }
        switch name.count {
        case 2 where name[1] == UInt8(ascii: "t"):
            return name[0] == UInt8(ascii: "l") ? "<" : name[0] == UInt8(ascii: "g") ? ">" : nil
        case 3 where equals(name, "amp"): return "&"
        case 4 where equals(name, "quot"): return "\""
        case 4 where equals(name, "apos"): return "'"
        default: return nil
        }
    }

    private static func equals(_ name: Span<UInt8>, _ word: StaticString) -> Bool {
        let expected = word.description.utf8
        return expected.count == name.count && zip(expected, name.indices).allSatisfy { $0 == name[$1] }
    }

    private static func scalar(numbered digits: Span<UInt8>) -> Unicode.Scalar? {
        guard !digits.isEmpty else { return nil }
        let isHexadecimal = digits[0] == UInt8(ascii: "x")
        let radix: UInt32 = isHexadecimal ? 16 : 10
        var value: UInt32 = 0
        let start = isHexadecimal ? 1 : 0
        guard start < digits.count else { return nil }
        for index in start..<digits.count {
            guard let digit = Self.digit(digits[index]), digit < radix else { return nil }
            value = value * radix + digit
            guard value <= 0x10_FFFF else { return nil }
        }
        return XMLCharacter.isAllowed(value) ? Unicode.Scalar(value) : nil
    }

    private static func digit(_ byte: UInt8) -> UInt32? {
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"): UInt32(byte - UInt8(ascii: "0"))
        case UInt8(ascii: "a")...UInt8(ascii: "f"): UInt32(byte - UInt8(ascii: "a") + 10)
        case UInt8(ascii: "A")...UInt8(ascii: "F"): UInt32(byte - UInt8(ascii: "A") + 10)
        default: nil
        }
    }
}
