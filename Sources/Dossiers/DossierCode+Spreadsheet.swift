extension DossierCode {
    /// The part of a text inside `="…"`, which exports write to keep a spreadsheet from changing a code; else the whole text.
    static func unwrapped(_ text: Span<UInt8>) -> Range<Int> {
        var (start, end) = (0, text.count)
        while start < end, isBlank(text[start]) { start += 1 }
        while end > start, isBlank(text[end - 1]) { end -= 1 }
        guard end - start > 3, text[start] == 0x3D, text[start + 1] == 0x22, text[end - 1] == 0x22 else {
            return 0..<text.count
        }
        return (start + 2)..<(end - 1)
    }

    /// Whether a text is a number in scientific notation, `1.23E+15`, as a spreadsheet shows a long one; its digits are lost.
    package static func isRounded(_ text: String) -> Bool {
        isRounded(Array(text.uppercased().utf8.filter { !isBlank($0) })[...])
    }

    /// One digit, a fraction or none, `E`, a sign, the exponent; without a fraction the sign must be there.
    static func isRounded(_ text: ArraySlice<UInt8>) -> Bool {
        guard let mark = text.firstIndex(of: 0x45), let first = text.first, isDigit(first) else { return false }
        let fraction = text[text.startIndex + 1..<mark]
        if let point = fraction.first, point != 0x2E && point != 0x2C { return false }
        guard fraction.count != 1, fraction.dropFirst().allSatisfy(isDigit) else { return false }
        let power = text[(mark + 1)...]
        let hasSign = power.first == 0x2B || power.first == 0x2D
        guard hasSign || !fraction.isEmpty else { return false }
        let digits = hasSign ? power.dropFirst() : power
        return (1...3).contains(digits.count) && digits.allSatisfy(isDigit)
    }

    private static func isDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) }

    private static func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || (0x09...0x0D).contains(byte) }
}
