/// The inside of a JSON string (RFC 8259 section 7).
enum JSONText {
    /// Appends the text that `bytes`, what stands between the quotes, means; false when an escape is broken.
    ///
    /// Half a surrogate pair is broken: it is no text in UTF-8. Bytes that are no escapes are taken as they are.
    static func decode(_ bytes: Span<UInt8>, into text: inout [UInt8]) -> Bool {
        var index = 0
        while index < bytes.count {
            let byte = bytes[index]
            if byte != UInt8(ascii: "\\") {
                text.append(byte)
                index += 1
            } else {
                guard let (scalar, length) = escape(in: bytes, at: index) else { return false }
                text.append(contentsOf: Array(String(Character(scalar)).utf8))
                index += length
            }
        }
        return true
    }

    /// The scalar that the escape at `index` stands for and the bytes that it takes; nil when it is broken.
    static func escape(in bytes: Span<UInt8>, at index: Int) -> (scalar: Unicode.Scalar, length: Int)? {
        guard index + 1 < bytes.count else { return nil }
        switch bytes[index + 1] {
        case UInt8(ascii: "\""): return ("\"", 2)
        case UInt8(ascii: "\\"): return ("\\", 2)
        case UInt8(ascii: "/"): return ("/", 2)
        case UInt8(ascii: "b"): return ("\u{8}", 2)
        case UInt8(ascii: "f"): return ("\u{C}", 2)
        case UInt8(ascii: "n"): return ("\n", 2)
        case UInt8(ascii: "r"): return ("\r", 2)
        case UInt8(ascii: "t"): return ("\t", 2)
        case UInt8(ascii: "u"): return unicodeEscape(in: bytes, at: index)
        default: return nil
        }
    }

    private static func unicodeEscape(in bytes: Span<UInt8>, at index: Int) -> (scalar: Unicode.Scalar, length: Int)? {
        guard let unit = codeUnit(in: bytes, at: index) else { return nil }
        if let scalar = Unicode.Scalar(unit) { return (scalar, 6) }
        guard unit < 0xDC00, let low = codeUnit(in: bytes, at: index + 6), (0xDC00..<0xE000).contains(low) else {
            return nil
        }
        return Unicode.Scalar(0x10000 + (unit - 0xD800) << 10 + (low - 0xDC00)).map { ($0, 12) }
    }

    private static func codeUnit(in bytes: Span<UInt8>, at index: Int) -> UInt32? {
        guard index + 6 <= bytes.count, bytes[index] == UInt8(ascii: "\\"), bytes[index + 1] == UInt8(ascii: "u") else {
            return nil
        }
        var unit: UInt32 = 0
        for place in (index + 2)..<(index + 6) {
            guard let digit = hexDigit(bytes[place]) else { return nil }
            unit = unit << 4 | digit
        }
        return unit
    }

    private static func hexDigit(_ byte: UInt8) -> UInt32? {
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"): UInt32(byte - UInt8(ascii: "0"))
        case UInt8(ascii: "a")...UInt8(ascii: "f"): UInt32(byte - UInt8(ascii: "a") + 10)
        case UInt8(ascii: "A")...UInt8(ascii: "F"): UInt32(byte - UInt8(ascii: "A") + 10)
        default: nil
        }
    }
}
