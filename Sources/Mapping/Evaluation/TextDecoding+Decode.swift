extension TextDecoding {
    /// The bytes that `text` packs; nil when it is not packed so.
    func decode(_ text: [UInt8]) -> [UInt8]? {
        switch self {
        case .base64: Base64Text.decode(text)
        case .html: HTMLText.decode(text)
        case .uri: PercentText.decode(text)
        }
    }
}

/// Base64 with the standard alphabet; blanks are skipped, padding may be missing.
private enum Base64Text {
    static func decode(_ text: [UInt8]) -> [UInt8]? {
        var digits = text.filter { !($0 == 0x20 || (0x09...0x0D).contains($0)) }
        let padding = digits.reversed().prefix { $0 == UInt8(ascii: "=") }.count
        guard padding <= 2 else { return nil }
        digits.removeLast(padding)
        guard digits.count % 4 != 1, padding == 0 || (digits.count + padding).isMultiple(of: 4) else { return nil }
        var output: [UInt8] = []
        var word: UInt32 = 0
        for (index, digit) in digits.enumerated() {
            guard let value = value(digit) else { return nil }
            word = word << 6 | value
            let bits = (index + 1) * 6
            if bits % 8 < 6 { output.append(UInt8(truncatingIfNeeded: word >> UInt32(bits % 8))) }
        }
        return output
    }

    private static func value(_ digit: UInt8) -> UInt32? {
        switch digit {
        case 0x41...0x5A: UInt32(digit) - 0x41
        case 0x61...0x7A: UInt32(digit) - 0x61 + 26
        case 0x30...0x39: UInt32(digit) - 0x30 + 52
        case UInt8(ascii: "+"): 62
        case UInt8(ascii: "/"): 63
        default: nil
        }
    }
}

/// Percent encoding (RFC 3986); `+` stands for itself.
private enum PercentText {
    static func decode(_ text: [UInt8]) -> [UInt8]? {
        var output: [UInt8] = []
        var index = 0
        while index < text.count {
            guard text[index] == UInt8(ascii: "%") else {
                output.append(text[index])
                index += 1
                continue
            }
            guard index + 2 < text.count, let high = digit(text[index + 1]), let low = digit(text[index + 2]) else {
                return nil
            }
            output.append(high << 4 | low)
            index += 3
        }
        return output
    }

    private static func digit(_ byte: UInt8) -> UInt8? {
        switch byte {
        case 0x30...0x39: byte - 0x30
        case 0x41...0x46: byte - 0x41 + 10
        case 0x61...0x66: byte - 0x61 + 10
        default: nil
        }
    }
}
