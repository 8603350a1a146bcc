/// The secret under which identity numbers are hashed; SipHash-2-4 with a 128-bit key.
///
/// Twelve digits are few enough to try them all, so a hash without a key would reveal the number.
package struct IdentityKey: Sendable {
    private let low: UInt64
    private let high: UInt64

    /// A key from its 16 bytes; nil for any other count.
    package init?(_ bytes: [UInt8]) {
        guard bytes.count == 16 else { return nil }
        low = SipHash.word(bytes[0..<8])
        high = SipHash.word(bytes[8..<16])
    }

    /// The hash of an identity number without its blanks, dots and dashes; nil when nothing is left.
    package func hash(_ identity: String) -> UInt64? {
        let bytes = identity.utf8.filter { byte in
            (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte) || byte >= 0x80
        }
        guard !bytes.isEmpty else { return nil }
        return SipHash.hash(bytes.map { (0x61...0x7A).contains($0) ? $0 - 0x20 : $0 }, low: low, high: high)
    }
}

/// SipHash-2-4 of Aumasson and Bernstein.
enum SipHash {
    static func word(_ bytes: ArraySlice<UInt8>) -> UInt64 {
        bytes.reversed().reduce(0) { $0 << 8 | UInt64($1) }
    }

    static func hash(_ bytes: [UInt8], low: UInt64, high: UInt64) -> UInt64 {
        var state = SipState(low: low, high: high)
        var index = 0
        while index + 8 <= bytes.count {
            state.take(word(bytes[index..<(index + 8)]))
            index += 8
        }
        state.take(word(bytes[index...]) | UInt64(bytes.count & 0xFF) << 56)
        return state.finish()
    }
}

/// The four words of SipHash.
private struct SipState {
    private var a: UInt64
    private var b: UInt64
    private var c: UInt64
    private var d: UInt64

    init(low: UInt64, high: UInt64) {
        a = low ^ 0x736F_6D65_7073_6575
        b = high ^ 0x646F_7261_6E64_6F6D
        c = low ^ 0x6C79_6765_6E65_7261
        d = high ^ 0x7465_6462_7974_6573
    }

    mutating func take(_ word: UInt64) {
        d ^= word
        round()
        round()
        a ^= word
    }

    mutating func finish() -> UInt64 {
        c ^= 0xFF
        for _ in 0..<4 { round() }
        return a ^ b ^ c ^ d
    }

    private mutating func round() {
        a &+= b
        b = SipState.rotate(b, 13) ^ a
        a = SipState.rotate(a, 32)
        c &+= d
        d = SipState.rotate(d, 16) ^ c
        a &+= d
        d = SipState.rotate(d, 21) ^ a
        c &+= b
        b = SipState.rotate(b, 17) ^ c
        c = SipState.rotate(c, 32)
    }

    private static func rotate(_ word: UInt64, _ count: UInt64) -> UInt64 { word << count | word >> (64 - count) }
}
