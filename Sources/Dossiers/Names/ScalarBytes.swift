/// UTF-8 scalar by scalar, for text that is known to be valid; broken bytes are handed on one by one, never trapped on.
enum ScalarBytes {
    /// The scalar at `index` and the count of its bytes.
    static func scalar(in text: Span<UInt8>, at index: Int) -> (UInt32, Int) {
        let lead = UInt32(text[index])
        let left = text.count - index
        switch lead {
        case 0xC2...0xDF where left > 1: return ((lead & 0x1F) << 6 | tail(text, index + 1), 2)
        case 0xE0...0xEF where left > 2:
            return ((lead & 0x0F) << 12 | tail(text, index + 1) << 6 | tail(text, index + 2), 3)
        case 0xF0...0xF4 where left > 3:
            let upper = (lead & 0x07) << 18 | tail(text, index + 1) << 12
            return (upper | tail(text, index + 2) << 6 | tail(text, index + 3), 4)
        default: return (lead, 1)
        }
    }

    private static func tail(_ text: Span<UInt8>, _ index: Int) -> UInt32 { UInt32(text[index] & 0x3F) }

    /// Appends the bytes of one scalar.
    static func append(_ scalar: UInt32, to output: inout [UInt8]) {
        switch scalar {
        case ..<0x80: output.append(UInt8(truncatingIfNeeded: scalar))
        case ..<0x800:
            output.append(UInt8(truncatingIfNeeded: 0xC0 | scalar >> 6))
            output.append(UInt8(truncatingIfNeeded: 0x80 | scalar & 0x3F))
        case ..<0x1_0000:
            output.append(UInt8(truncatingIfNeeded: 0xE0 | scalar >> 12))
            output.append(UInt8(truncatingIfNeeded: 0x80 | scalar >> 6 & 0x3F))
            output.append(UInt8(truncatingIfNeeded: 0x80 | scalar & 0x3F))
        default:
            output.append(UInt8(truncatingIfNeeded: 0xF0 | scalar >> 18))
            output.append(UInt8(truncatingIfNeeded: 0x80 | scalar >> 12 & 0x3F))
            output.append(UInt8(truncatingIfNeeded: 0x80 | scalar >> 6 & 0x3F))
            output.append(UInt8(truncatingIfNeeded: 0x80 | scalar & 0x3F))
        }
    }

    /// The combining mark U+0300...U+036F whose two bytes begin at `index`; nil when there is none.
    static func mark(in bytes: [UInt8], at index: Int) -> UInt32? {
        guard bytes[index] == 0xCC || (bytes[index] == 0xCD && bytes[index + 1] < 0xB0) else { return nil }
        return UInt32(bytes[index] & 0x1F) << 6 | UInt32(bytes[index + 1] & 0x3F)
    }

    /// Blanks beyond ASCII: NBSP, the typographic spaces, the ideographic space, the byte order mark.
    static func isBlank(_ scalar: UInt32) -> Bool {
        switch scalar {
        case 0xA0, 0x1680, 0x2000...0x200B, 0x2028, 0x2029, 0x202F, 0x205F, 0x3000, 0xFEFF: true
        default: false
        }
    }
}
