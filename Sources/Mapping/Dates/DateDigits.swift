/// Decimal digits of a date text.
enum DateDigits {
    /// The number of two digits at `start`.
    ///
    /// Negative when they are none; the text must reach that far.
    @inline(__always)
    static func two(_ text: Span<UInt8>, _ start: Int) -> Int {
        let tens = Int(text[start]) - 0x30
        let ones = Int(text[start + 1]) - 0x30
        guard (0...9).contains(tens), (0...9).contains(ones) else { return -1 }
        return tens * 10 + ones
    }

    /// The number of four digits at `start`.
    ///
    /// Negative when they are none; the text must reach that far.
    @inline(__always)
    static func four(_ text: Span<UInt8>, _ start: Int) -> Int {
        let high = two(text, start)
        let low = two(text, start + 2)
        return (high | low) < 0 ? -1 : high * 100 + low
    }

    /// End of the run of digits that begins at `start`.
    static func end(_ text: Span<UInt8>, _ start: Int) -> Int {
        var index = start
        while index < text.count, (0x30...0x39).contains(text[index]) { index += 1 }
        return index
    }

    /// Takes as many digits as `counts` allows; false when there are too few.
    static func take(
        _ counts: ClosedRange<Int>,
        of text: Span<UInt8>,
        _ index: inout Int,
        into number: inout Int
    ) -> Bool {
        let end = min(end(text, index), index + counts.upperBound)
        guard end - index >= counts.lowerBound else { return false }
        number = 0
        while index < end {
            number = number * 10 + Int(text[index]) - 0x30
            index += 1
        }
        return true
    }
}

/// Texts that stand for no date whatever the format.
enum DatePlaceholder {
    private static let prefixes: [[UInt8]] = [
        Array("0000-00-00".utf8), Array("00/00/0000".utf8), Array("01/01/0001".utf8), Array("0001-01-01".utf8),
        Array("1/1/0001".utf8),
    ]

    /// Whether `text` begins with one of them.
    static func matches(_ text: Span<UInt8>) -> Bool {
        prefixes.contains { prefix in
            guard text.count >= prefix.count else { return false }
            return prefix.indices.allSatisfy { text[$0] == prefix[$0] }
        }
    }
}
