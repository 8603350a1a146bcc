/// Eight bytes at a time.
///
/// Every buffer read here has `padding` bytes behind its last one.
enum XMLBytes {
    /// Bytes that must be readable behind the last one.
    static let padding = 64

    private static let ones: UInt64 = 0x0101_0101_0101_0101
    private static let highs: UInt64 = 0x8080_8080_8080_8080

    /// What was met before a `<`.
    struct Run: Sendable {
        /// Where the `<` stands, or behind the bytes.
        var end: Int
        /// Whether there is an `&`, a `>` or a control character (blanks but U+0020 count).
        var isSpecial: Bool
        /// Whether there are bytes of 128 and more.
        var isWide: Bool
    }

    @inline(__always)
    static func byte(_ bytes: RawSpan, _ index: Int) -> UInt8 {
        // SAFETY: the access is checked against the span.
        unsafe bytes.unsafeLoad(fromByteOffset: index, as: UInt8.self)
    }

    @inline(__always)
    static func word(_ bytes: RawSpan, _ index: Int) -> UInt64 {
        // SAFETY: the access is checked against the span.
        unsafe UInt64(littleEndian: bytes.unsafeLoadUnaligned(fromByteOffset: index, as: UInt64.self))
    }

    /// Whether `count` bytes are the same.
    @inline(__always)
    static func equal(_ left: RawSpan, _ leftStart: Int, _ right: RawSpan, _ rightStart: Int, _ count: Int) -> Bool {
        var done = 0
        while done + 8 <= count {
            if word(left, leftStart + done) != word(right, rightStart + done) { return false }
            done += 8
        }
        let rest = UInt64(count - done) * 8
        guard rest > 0 else { return true }
        return (word(left, leftStart + done) ^ word(right, rightStart + done)) << (64 - rest) == 0
    }

    /// Reads on to the next `<` before `end`.
    @inline(__always)
    static func run(_ bytes: RawSpan, from start: Int, to end: Int) -> Run {
        var index = start
        var special: UInt64 = 0
        var wide: UInt64 = 0
        while index < end {
            let next = word(bytes, index)
            let less = zeros(next ^ (ones &* 0x3C))
            guard less == 0 else {
                let before = (less & (0 &- less)) &- 1
                let kept = next & (before >> 7) | (ones &* 0x20) & ~(before >> 7)
                return Run(
                    end: index + less.trailingZeroBitCount / 8,
                    isSpecial: special | specials(kept) != 0,
                    isWide: (wide | kept) & highs != 0
                )
            }
            special |= specials(next)
            wide |= next
            index += 8
        }
        return Run(end: end, isSpecial: special != 0, isWide: wide & highs != 0)
    }

    @inline(__always)
    private static func zeros(_ word: UInt64) -> UInt64 { (word &- ones) & ~word & highs }

    @inline(__always)
    private static func specials(_ word: UInt64) -> UInt64 {
        let control = (word &- ones &* 0x20) & ~word & highs
        return control | zeros(word ^ (ones &* 0x26)) | zeros(word ^ (ones &* 0x3E))
    }

    /// Whether a byte ends the name of an element in its start tag.
    @inline(__always)
    static func endsName(_ byte: UInt8) -> Bool {
        byte == UInt8(ascii: ">") || byte == UInt8(ascii: "/") || isBlank(byte)
    }

    /// Whether a byte is white space in XML.
    @inline(__always)
    static func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x0A || byte == 0x09 || byte == 0x0D }

    /// Bytes of the plain name (ASCII letters, digits, `-`, `.`, `_`, one `:` inside) at `start`; 0 when there is none.
    static func nameCount(_ bytes: RawSpan, at start: Int, to end: Int) -> Int {
        var index = start
        var partStart = start
        var colons = 0
        while index < end {
            let next = byte(bytes, index)
            let isStart = isLetter(next)
            if next == UInt8(ascii: ":"), index > partStart {
                colons += 1
                partStart = index + 1
            } else if !isStart, index == partStart || !isNameRest(next) {
                break
            }
            index += 1
        }
        return colons > 1 || index == partStart ? 0 : index - start
    }

    @inline(__always)
    private static func isLetter(_ byte: UInt8) -> Bool {
        (byte | 0x20) &- 0x61 < 26 || byte == UInt8(ascii: "_")
    }

    @inline(__always)
    private static func isNameRest(_ byte: UInt8) -> Bool {
        byte &- 0x30 < 10 || byte == UInt8(ascii: "-") || byte == UInt8(ascii: ".")
    }
}

extension XMLBytes {
    /// Whether two ranges of the same bytes are equal.
    static func equal(_ bytes: RawSpan, _ left: Range<Int>, _ right: Range<Int>) -> Bool {
        left.count == right.count && equal(bytes, left.lowerBound, bytes, right.lowerBound, left.count)
    }

    /// Whether a range of the bytes is a given text.
    static func equal(_ bytes: RawSpan, _ range: Range<Int>, _ text: [UInt8]) -> Bool {
        guard range.count == text.count else { return false }
        return zip(range, text).allSatisfy { byte(bytes, $0) == $1 }
    }

    /// The part of a written name behind its colon, or all of it.
    static func localName(_ bytes: RawSpan, _ name: Range<Int>) -> Range<Int> {
        let colon = name.first { byte(bytes, $0) == UInt8(ascii: ":") }
        return colon.map { ($0 + 1)..<name.upperBound } ?? name
    }

    /// Whether the bytes are UTF-8 and hold none of the two characters beyond ASCII that XML forbids, U+FFFE and U+FFFF.
    static func isText(_ bytes: RawSpan, _ range: Range<Int>) -> Bool {
        let part = Span<UInt8>(_bytes: bytes.extracting(range))
        return XMLText.isUTF8(part) && !hasNoncharacter(bytes, range)
    }

    private static func hasNoncharacter(_ bytes: RawSpan, _ range: Range<Int>) -> Bool {
        var index = range.lowerBound
        while index < range.upperBound {
            let next = word(bytes, index)
            if zeros(next ^ (ones &* 0xEF)) != 0, hasNoncharacterNearby(bytes, index) { return true }
            index += 8
        }
        return false
    }

    private static func hasNoncharacterNearby(_ bytes: RawSpan, _ start: Int) -> Bool {
        (start..<(start + 8)).contains { word(bytes, $0) & 0xFE_FFFF == 0xBE_BFEF }
    }
}
