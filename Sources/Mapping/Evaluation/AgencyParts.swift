import Dossiers

/// The distinct agency parts of dossier codes: what stands before the first dash, where that is dotted.
package struct AgencyParts: Sendable {
    /// Each part once, in the order in which they came.
    package private(set) var texts: [String] = []
    /// Hashes of parts that came lately, so that most codes need no look into `seen`.
    private var recent = [UInt64](repeating: 0, count: AgencyParts.places)
    private var seen: Set<UInt64> = []

    private static let places = 1_024

    package init() {}

    /// Notes the part of a canonical code.
    ///
    /// Cost: a hash of the part; a text only for a new one.
    @inline(__always)
    mutating func note(_ code: Span<UInt8>) {
        guard let (hash, end) = AgencyParts.part(of: code) ?? AgencyParts.longPart(of: code) else { return }
        let place = Int(truncatingIfNeeded: hash >> 54)
        if recent[place] != hash { note(hash, code, end: end) }
    }

    private mutating func note(_ hash: UInt64, _ code: Span<UInt8>, end: Int) {
        recent[Int(truncatingIfNeeded: hash >> 54)] = hash
        guard seen.insert(hash).inserted else { return }
        let text = TextBytes.string(code.extracting(0..<end))
        if text.contains(".") { texts.append(text) }
    }

    /// The hash and the length of a part of up to fifteen bytes; nil for any other.
    @inline(__always)
    private static func part(of code: Span<UInt8>) -> (hash: UInt64, end: Int)? {
        guard code.count >= 16 else { return nil }
        let first = ByteWord.load(code, at: 0)
        let second = ByteWord.load(code, at: 8)
        if let end = dash(in: first) { return end == 0 ? nil : (hash(first & ~(~0 << UInt64(end &* 8)), 0), end) }
        guard let end = dash(in: second) else { return nil }
        return (hash(first, second & ~(~0 << UInt64(end &* 8))), end &+ 8)
    }

    private static func longPart(of code: Span<UInt8>) -> (hash: UInt64, end: Int)? {
        guard let end = code.indices.first(where: { code[$0] == 0x2D }), end > 0 else { return nil }
        guard end > 15 || code.count < 16 else { return nil }
        return (ByteHash.narrow(code.extracting(0..<end), seed: 0), end)
    }

    /// Where the first dash of a word stands.
    @inline(__always)
    private static func dash(in word: UInt64) -> Int? {
        let others = word ^ 0x2D2D_2D2D_2D2D_2D2D
        let found = (others &- 0x0101_0101_0101_0101) & ~others & 0x8080_8080_8080_8080
        return found == 0 ? nil : found.trailingZeroBitCount >> 3
    }

    @inline(__always)
    private static func hash(_ first: UInt64, _ second: UInt64) -> UInt64 {
        ByteHash.number(first, seed: second &* 0x9E37_79B9_7F4A_7C15)
    }
}
