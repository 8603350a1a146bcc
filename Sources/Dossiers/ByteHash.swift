/// Hashes of bytes for keys and fingerprints; the same on every machine and in every run.
///
/// Not for secrets: personal identifiers go through the keyed hash of the mapping room instead.
public enum ByteHash {
    /// 128 bits over `bytes`; two halves of independent constants over one pass.
    public static func wide(_ bytes: Span<UInt8>) -> (high: UInt64, low: UInt64) {
        var high = seedHigh ^ UInt64(truncatingIfNeeded: bytes.count)
        var low = seedLow
        var index = 0
        while index + 8 <= bytes.count {
            let word = ByteWord.load(bytes, at: index)
            high = fold(high ^ word, primeA)
            low = fold(low ^ word, primeB)
            index += 8
        }
        let tail = rest(bytes, from: index)
        return (fold(fold(high ^ tail, primeA), primeC), fold(fold(low ^ tail, primeB), primeD))
    }

    /// 64 bits over `bytes`, seeded so that the same text in two fields counts differently.
    public static func narrow(_ bytes: Span<UInt8>, seed: UInt64) -> UInt64 {
        var state = fold(seed ^ seedLow, primeC) ^ UInt64(truncatingIfNeeded: bytes.count)
        var index = 0
        while index + 8 <= bytes.count {
            state = fold(state ^ ByteWord.load(bytes, at: index), primeA)
            index += 8
        }
        return fold(state ^ rest(bytes, from: index), primeB)
    }

    /// 64 bits over one number, seeded as `narrow(_:seed:)`.
    @inline(__always)
    public static func number(_ value: UInt64, seed: UInt64) -> UInt64 {
        fold(fold(value ^ seedHigh, primeA) ^ seed, primeD)
    }

    @inline(__always)
    private static func fold(_ left: UInt64, _ right: UInt64) -> UInt64 {
        let product = left.multipliedFullWidth(by: right)
        return product.high ^ product.low ^ left
    }

    /// The last bytes, fewer than eight, as a number, the first byte lowest.
    @inline(__always)
    private static func rest(_ bytes: Span<UInt8>, from start: Int) -> UInt64 {
        if start == 0 { return ByteWord.whole(bytes) }
        let left = UInt64(bytes.count &- start)
        return left == 0 ? 0 : ByteWord.load(bytes, at: bytes.count &- 8) >> (64 &- left &* 8)
    }

    private static let seedHigh: UInt64 = 0x9E37_79B9_7F4A_7C15
    private static let seedLow: UInt64 = 0xD1B5_4A32_D192_ED03
    private static let primeA: UInt64 = 0xA076_1D64_78BD_642F
    private static let primeB: UInt64 = 0xE703_7ED1_A0B4_28DB
    private static let primeC: UInt64 = 0x8EBC_6AF0_9C88_C6E3
    private static let primeD: UInt64 = 0x5899_65CC_7537_4CC3
}
