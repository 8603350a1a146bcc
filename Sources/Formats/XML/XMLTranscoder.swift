/// Turns the bytes of a page into UTF-8, piece by piece; nothing is lost where a piece cuts a character.
struct XMLTranscoder: Sendable {
    let encoding: XMLEncoding
    /// Bytes and code units that wait for what follows them.
    private var half: UInt8?
    private var highSurrogate: UInt16?
    /// Whether something was met that is no character; it was turned into U+FFFF, which no XML reader lets pass.
    private(set) var isBroken = false

    init(from encoding: XMLEncoding) { self.encoding = encoding }

    /// Appends a piece as UTF-8; UTF-8 itself is passed on as it is.
    mutating func append(_ piece: Span<UInt8>, to text: inout [UInt8]) {
        for index in piece.indices {
            switch encoding {
            case .utf8: text.append(piece[index])
            case .latin1: append(scalar: UInt32(piece[index]), to: &text)
            case .windows1252: append(scalar: Self.windows1252(piece[index]), to: &text)
            case .utf16LittleEndian, .utf16BigEndian: appendHalf(piece[index], to: &text)
            }
        }
    }

    /// A character cut by the end of the page is a broken one.
    mutating func finish(_ text: inout [UInt8]) {
        guard half != nil || highSurrogate != nil else { return }
        append(scalar: nil, to: &text)
        half = nil
        highSurrogate = nil
    }

    private mutating func appendHalf(_ byte: UInt8, to text: inout [UInt8]) {
        guard let first = half else {
            half = byte
            return
        }
        half = nil
        let (low, high) = encoding == .utf16LittleEndian ? (first, byte) : (byte, first)
        append(unit: UInt16(high) << 8 | UInt16(low), to: &text)
    }

    private mutating func append(unit: UInt16, to text: inout [UInt8]) {
        if let high = highSurrogate {
            highSurrogate = nil
            guard !UTF16.isTrailSurrogate(unit) else {
                return append(scalar: 0x1_0000 + UInt32(high - 0xD800) << 10 + UInt32(unit - 0xDC00), to: &text)
            }
            append(scalar: nil, to: &text)
        }
        if UTF16.isLeadSurrogate(unit) {
            highSurrogate = unit
        } else {
            append(scalar: UInt32(unit), to: &text)
        }
    }

    private mutating func append(scalar value: UInt32?, to text: inout [UInt8]) {
        let scalar = value.flatMap(Unicode.Scalar.init)
        if scalar == nil { isBroken = true }
        text.append(contentsOf: UTF8.encode(scalar ?? "\u{FFFF}") ?? UTF8.encodedReplacementCharacter)
    }

    /// The high half of windows-1252, where it is not Latin-1 (the five unused codes stay controls).
    private static let high: [UInt16] = [
        0x20AC, 0x81, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, 0x8D,
        0x017D, 0x8F,
        0x90, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0x9D,
        0x017E, 0x0178,
    ]

    private static func windows1252(_ byte: UInt8) -> UInt32 {
        (0x80...0x9F).contains(byte) ? UInt32(high[Int(byte) - 0x80]) : UInt32(byte)
    }
}
