/// Takes the blanks out from between the tokens of a JSON text, so that a record is one line; its texts stay as they
/// are.
///
/// What is broken stays broken. Where a blank parts two words, one stays; a line feed inside a text, which JSON
/// forbids, becomes another forbidden character. Squeezed once more, a line stays as it is.
struct BlankSqueeze {
    private static let lineFeed = UInt8(ascii: "\n")
    private static let verticalTab: UInt8 = 0x0B

    private var isInText = false
    private var isEscaped = false
    private var hasBlank = false
    private var last = UInt8(ascii: ",")

    init() {}

    /// Appends what is left of the next bytes of the text.
    mutating func pass(_ bytes: Span<UInt8>, into line: inout [UInt8]) {
        var state = self
        line.append(addingCapacity: bytes.count + 1) { free in
            for index in bytes.indices { state.take(bytes[index], into: &free) }
        }
        self = state
    }

    @inline(__always)
    private mutating func take(_ byte: UInt8, into free: inout OutputSpan<UInt8>) {
        if isInText {
            takeInText(byte, into: &free)
        } else if byte == 0x20 || byte == BlankSqueeze.lineFeed || byte == 0x0D || byte == 0x09 {
            hasBlank = true
        } else {
            takeToken(byte, into: &free)
        }
    }

    @inline(__always)
    private mutating func takeInText(_ byte: UInt8, into free: inout OutputSpan<UInt8>) {
        free.append(byte == BlankSqueeze.lineFeed ? BlankSqueeze.verticalTab : byte)
        if isEscaped {
            isEscaped = false
        } else if byte == UInt8(ascii: "\\") {
            isEscaped = true
        } else if byte == UInt8(ascii: "\"") {
            isInText = false
        }
    }

    @inline(__always)
    private mutating func takeToken(_ byte: UInt8, into free: inout OutputSpan<UInt8>) {
        if hasBlank {
            if !BlankSqueeze.isMark(last), !BlankSqueeze.isMark(byte) { free.append(0x20) }
            hasBlank = false
        }
        free.append(byte)
        last = byte
        isInText = byte == UInt8(ascii: "\"")
    }

    /// Whether a token ends and begins with this byte, so that blanks beside it mean nothing.
    @inline(__always)
    private static func isMark(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "{"), UInt8(ascii: "}"), UInt8(ascii: "["), UInt8(ascii: "]"), UInt8(ascii: ","),
            UInt8(ascii: ":"), UInt8(ascii: "\""):
            true
        default: false
        }
    }
}
