/// Looks for the beginning of a record in bytes from the middle of a JSON page.
///
/// It guesses; the scan of the part before the cut proves the guess or finds it wrong.
enum JSONCutSearch {
    private static let enoughRecords = 16

    /// The name that an object begins with, as it is written.
    static func firstName(in object: Span<UInt8>) -> [UInt8]? {
        let quote = firstByte(in: object, from: 1)
        guard quote < object.count, isQuote(object[quote]) else { return nil }
        let end = endOfText(in: object, from: quote)
        guard end < object.count else { return nil }
        var name: [UInt8] = []
        for index in (quote + 1)..<end { name.append(object[index]) }
        return name
    }

    /// The first byte of an object of the outermost list that can be seen, if it begins with the name of the others.
    ///
    /// Objects of a list inside a record lie deeper than the record behind it.
    static func firstRecord(in bytes: Span<UInt8>, named name: [UInt8]) -> Int? {
        guard var index = firstObject(in: bytes, named: name) else { return nil }
        var levels = CutLevels()
        var last = UInt8(ascii: ",")
        while index < bytes.count, levels.count < enoughRecords {
            let byte = bytes[index]
            switch byte {
            case UInt8(ascii: "{"), UInt8(ascii: "["):
                if last == UInt8(ascii: ","), begins(bytes, at: index, named: name) { levels.note(index) }
                levels.open()
            case UInt8(ascii: "}"), UInt8(ascii: "]"): levels.close()
            case UInt8(ascii: "\""): index = endOfText(in: bytes, from: index)
            default: break
            }
            if !isBlank(byte) { last = byte }
            index += 1
        }
        return levels.first
    }

    /// The first object behind a comma that begins with the name; inside a text its quotes would be escaped.
    private static func firstObject(in bytes: Span<UInt8>, named name: [UInt8]) -> Int? {
        var last: UInt8 = 0
        for index in bytes.indices where !isBlank(bytes[index]) {
            if last == UInt8(ascii: ","), begins(bytes, at: index, named: name) { return index }
            last = bytes[index]
        }
        return nil
    }

    /// Whether an object that begins with the name begins at a byte.
    private static func begins(_ bytes: Span<UInt8>, at start: Int, named name: [UInt8]) -> Bool {
        guard bytes[start] == UInt8(ascii: "{") else { return false }
        let quote = firstByte(in: bytes, from: start + 1)
        let end = quote + 1 + name.count
        guard end < bytes.count, isQuote(bytes[quote]), isQuote(bytes[end]) else { return false }
        for offset in name.indices where bytes[quote + 1 + offset] != name[offset] { return false }
        let colon = firstByte(in: bytes, from: end + 1)
        return colon < bytes.count && bytes[colon] == UInt8(ascii: ":")
    }

    /// The closing quote of the text that begins at a quote; behind the bytes when it is not there.
    private static func endOfText(in bytes: Span<UInt8>, from quote: Int) -> Int {
        var index = quote + 1
        while index < bytes.count, !isQuote(bytes[index]) {
            index += bytes[index] == UInt8(ascii: "\\") ? 2 : 1
        }
        return index
    }

    private static func firstByte(in bytes: Span<UInt8>, from start: Int) -> Int {
        var index = start
        while index < bytes.count, isBlank(bytes[index]) { index += 1 }
        return index
    }

    private static func isQuote(_ byte: UInt8) -> Bool { byte == UInt8(ascii: "\"") }

    private static func isBlank(_ byte: UInt8) -> Bool {
        byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09
    }
}

/// What looks like a record on the outermost level met so far, while one walks through nested levels.
struct CutLevels {
    private var level = 0
    private var lowest = 0
    /// Where the first one begins.
    private(set) var first: Int?
    /// How many there are.
    private(set) var count = 0

    /// A level begins inside the one at hand.
    mutating func open() { level += 1 }

    /// The level at hand ends; what was noted deeper than what follows counts no more.
    mutating func close() {
        level -= 1
        guard level < lowest else { return }
        lowest = level
        first = nil
        count = 0
    }

    /// Notes what begins on the level at hand.
    mutating func note(_ place: Int) {
        guard level == lowest else { return }
        first = first ?? place
        count += 1
    }
}
