/// The short ways of folding for text that is ASCII alone, as most codes are.
enum ASCIIFolding {
    /// Appends the key form of `text`; false, with nothing appended, when it is not ASCII alone.
    static func appendKey(_ text: Span<UInt8>, to output: inout [UInt8]) -> Bool {
        var union: UInt8 = 0
        for index in text.indices { union |= text[index] }
        guard union < 0x80 else { return false }
        var start = 0
        var end = text.count
        while start < end, isBlank(text[start]) { start += 1 }
        while end > start, isBlank(text[end - 1]) { end -= 1 }
        appendLowercased(text, start..<end, to: &output)
        return true
    }

    /// Appends the ASCII bytes of a range, capital letters as small ones.
    @inline(__always)
    static func appendLowercased(_ text: Span<UInt8>, _ range: Range<Int>, to output: inout [UInt8]) {
        output.append(addingCapacity: range.count) { free in
            for index in range {
                let byte = text[index]
                free.append((0x41...0x5A).contains(byte) ? byte | 0x20 : byte)
            }
        }
    }

    /// Whether a byte is a letter or a digit of ASCII.
    @inline(__always)
    static func isAlphanumeric(_ byte: UInt8) -> Bool {
        (0x61...0x7A).contains(byte | 0x20) || (0x30...0x39).contains(byte)
    }

    private static func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || (0x09...0x0D).contains(byte) }
}
