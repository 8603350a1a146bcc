import Dossiers

/// Small questions about UTF-8 bytes.
enum TextBytes {
    /// The form in which keys compare (`NameFolding.key`).
    static func key(_ text: Substring) -> [UInt8] {
        var bytes: [UInt8] = []
        NameFolding.key(String(text).utf8.span, into: &bytes)
        return bytes
    }

    /// The text of UTF-8 bytes; broken ones are shown as U+FFFD.
    static func string(_ bytes: Span<UInt8>) -> String {
        if let text = try? UTF8Span(validating: bytes) { return String(copying: text) }
        var copy: [UInt8] = []
        append(bytes, to: &copy)
        return String(decoding: copy, as: UTF8.self)
    }

    /// Appends all of `bytes`.
    static func append(_ bytes: Span<UInt8>, to output: inout [UInt8]) {
        output.reserveCapacity(output.count + bytes.count)
        for index in 0..<bytes.count { output.append(bytes[index]) }
    }

    /// Whether `part` occurs in `text`; the empty text occurs everywhere.
    static func contains(_ text: [UInt8], _ part: [UInt8]) -> Bool {
        text.count >= part.count && (0...(text.count - part.count)).contains { text[$0...].starts(with: part) }
    }

    /// Whether `text` is exactly `other`.
    @inline(__always)
    static func equal(_ text: Span<UInt8>, _ other: [UInt8]) -> Bool {
        guard text.count == other.count else { return false }
        for index in 0..<text.count where text[index] != other[index] { return false }
        return true
    }

    /// Whether `text` is exactly `other`.
    static func equal(_ text: Span<UInt8>, _ other: String) -> Bool {
        let bytes = other.utf8.span
        guard text.count == bytes.count else { return false }
        for index in 0..<text.count where text[index] != bytes[index] { return false }
        return true
    }

    /// The range of `text` without the blanks around it: ASCII blanks, NBSP and the byte order mark.
    @inline(__always)
    static func trimmed(_ text: Span<UInt8>) -> Range<Int> {
        var start = 0
        var end = text.count
        while start < end {
            let width = leadingBlank(text, start, end)
            if width == 0 { break }
            start += width
        }
        while end > start {
            let width = trailingBlank(text, start, end)
            if width == 0 { break }
            end -= width
        }
        return start..<end
    }

    @inline(__always)
    private static func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || (0x09...0x0D).contains(byte) }

    @inline(__always)
    private static func leadingBlank(_ text: Span<UInt8>, _ start: Int, _ end: Int) -> Int {
        let byte = text[start]
        if isBlank(byte) { return 1 }
        guard byte >= 0xC2 else { return 0 }
        if byte == 0xC2, end - start > 1, text[start + 1] == 0xA0 { return 2 }
        if byte == 0xEF, end - start > 2, text[start + 1] == 0xBB, text[start + 2] == 0xBF { return 3 }
        return 0
    }

    @inline(__always)
    private static func trailingBlank(_ text: Span<UInt8>, _ start: Int, _ end: Int) -> Int {
        let byte = text[end - 1]
        if isBlank(byte) { return 1 }
        return byte == 0xA0 && end - start > 1 && text[end - 2] == 0xC2 ? 2 : 0
    }
}
