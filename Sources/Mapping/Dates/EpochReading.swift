import Dossiers

/// Dates written as milliseconds since 1970 UTC.
enum EpochReading {
    /// Milliseconds from year 2 to year 9999; what lies outside is a placeholder or no date.
    private static let range: ClosedRange<Int64> = -62_104_060_800_000...253_402_300_799_999
    /// `0001-01-01T00:00:00Z`, the blank of .NET, give or take a zone.
    private static let blanks: ClosedRange<Int64> = -62_135_640_000_000 ... -62_135_550_000_000

    /// An optional sign and up to 15 digits.
    static func milliseconds(_ text: Span<UInt8>) -> DateReading {
        var index = 0
        guard let number = number(text, &index), index == text.count else { return .malformed }
        return instant(number)
    }

    /// `/Date(…)/`; a zone inside says how the sender would print it and does not move the moment.
    static func wcf(_ text: Span<UInt8>) -> DateReading {
        guard text.count > 8, startsWithHead(text), text[text.count - 2] == 0x29, text[text.count - 1] == 0x2F else {
            return DatePlaceholder.matches(text) ? .blank : .malformed
        }
        var index = head.count
        guard let number = number(text, &index) else { return .malformed }
        if index < text.count - 2 {
            guard text[index] == UInt8(ascii: "+") || text[index] == UInt8(ascii: "-") else { return .malformed }
            index += 1
            let end = DateDigits.end(text, index)
            guard end - index == 4, end == text.count - 2 else { return .malformed }
        }
        return instant(number)
    }

    private static let head = Array("/Date(".utf8)

    private static func startsWithHead(_ text: Span<UInt8>) -> Bool {
        head.indices.allSatisfy { text[$0] == head[$0] }
    }

    private static func instant(_ milliseconds: Int64) -> DateReading {
        if blanks.contains(milliseconds) { return .blank }
        guard range.contains(milliseconds) else { return .malformed }
        let seconds = (milliseconds - (milliseconds % 1_000 + 1_000) % 1_000) / 1_000
        return .instant(Instant(localSeconds: seconds + Instant.offset, precision: .second))
    }

    private static func number(_ text: Span<UInt8>, _ index: inout Int) -> Int64? {
        let isNegative = index < text.count && text[index] == UInt8(ascii: "-")
        if isNegative { index += 1 }
        let end = DateDigits.end(text, index)
        guard (1...15).contains(end - index) else { return nil }
        var number: Int64 = 0
        while index < end {
            number = number * 10 + Int64(text[index]) - 0x30
            index += 1
        }
        return isNegative ? -number : number
    }
}
