/// SHA-256 (FIPS 180-4), fed in pieces; used to name files in the manifest, never for secrets.
package struct SHA256: Sendable {
    private var state: InlineArray<8, UInt32> = [
        0x6A09_E667, 0xBB67_AE85, 0x3C6E_F372, 0xA54F_F53A, 0x510E_527F, 0x9B05_688C, 0x1F83_D9AB, 0x5BE0_CD19,
    ]
    private var block = InlineArray<64, UInt8>(repeating: 0)
    private var filled = 0
    private var count: UInt64 = 0

    package init() {}

    /// Takes the next bytes.
    package mutating func update(_ bytes: Span<UInt8>) {
        count &+= UInt64(truncatingIfNeeded: bytes.count)
        for index in bytes.indices { take(bytes[index]) }
    }

    /// The digest of everything taken, as 64 lower-case hexadecimal digits.
    package consuming func hexadecimal() -> String {
        let bits = count &* 8
        take(0x80)
        while filled != 56 { take(0) }
        for shift in stride(from: UInt64(56), through: 0, by: -8) { take(UInt8(truncatingIfNeeded: bits >> shift)) }
        var text = ""
        for index in state.indices {
            let digits = String(state[index], radix: 16)
            text += String(repeating: "0", count: 8 - digits.count) + digits
        }
        return text
    }

    private mutating func take(_ byte: UInt8) {
        block[filled] = byte
        filled += 1
        guard filled == 64 else { return }
        compress()
        filled = 0
    }

    private mutating func compress() {
        let words = schedule()
        var (a, b, c, d) = (state[0], state[1], state[2], state[3])
        var (e, f, g, h) = (state[4], state[5], state[6], state[7])
        for round in 0..<64 {
            let choice = (e & f) ^ (~e & g)
            let first = h &+ SHA256.sum(e, 6, 11, 25) &+ choice &+ SHA256.constants[round] &+ words[round]
            let second = SHA256.sum(a, 2, 13, 22) &+ ((a & b) ^ (a & c) ^ (b & c))
            (h, g, f, e) = (g, f, e, d &+ first)
            (d, c, b, a) = (c, b, a, first &+ second)
        }
        add(a, b, c, d, e, f, g, h)
    }

    private mutating func add(_ values: UInt32...) {
        for (index, value) in values.enumerated() { state[index] &+= value }
    }

    private func schedule() -> InlineArray<64, UInt32> {
        var words = InlineArray<64, UInt32>(repeating: 0)
        for index in 0..<16 {
            for byte in 0..<4 { words[index] = words[index] << 8 | UInt32(block[4 * index + byte]) }
        }
        for index in 16..<64 {
            let old = words[index - 15]
            let new = words[index - 2]
            let small = SHA256.turn(old, 7) ^ SHA256.turn(old, 18) ^ (old >> 3)
            let large = SHA256.turn(new, 17) ^ SHA256.turn(new, 19) ^ (new >> 10)
            words[index] = words[index - 16] &+ small &+ words[index - 7] &+ large
        }
        return words
    }

    /// The first 32 bits of the fractional parts of the cube roots of the first 64 primes.
    private static let constants: InlineArray<64, UInt32> = [
        0x428A_2F98, 0x7137_4491, 0xB5C0_FBCF, 0xE9B5_DBA5, 0x3956_C25B, 0x59F1_11F1, 0x923F_82A4, 0xAB1C_5ED5,
        0xD807_AA98, 0x1283_5B01, 0x2431_85BE, 0x550C_7DC3, 0x72BE_5D74, 0x80DE_B1FE, 0x9BDC_06A7, 0xC19B_F174,
        0xE49B_69C1, 0xEFBE_4786, 0x0FC1_9DC6, 0x240C_A1CC, 0x2DE9_2C6F, 0x4A74_84AA, 0x5CB0_A9DC, 0x76F9_88DA,
        0x983E_5152, 0xA831_C66D, 0xB003_27C8, 0xBF59_7FC7, 0xC6E0_0BF3, 0xD5A7_9147, 0x06CA_6351, 0x1429_2967,
        0x27B7_0A85, 0x2E1B_2138, 0x4D2C_6DFC, 0x5338_0D13, 0x650A_7354, 0x766A_0ABB, 0x81C2_C92E, 0x9272_2C85,
        0xA2BF_E8A1, 0xA81A_664B, 0xC24B_8B70, 0xC76C_51A3, 0xD192_E819, 0xD699_0624, 0xF40E_3585, 0x106A_A070,
        0x19A4_C116, 0x1E37_6C08, 0x2748_774C, 0x34B0_BCB5, 0x391C_0CB3, 0x4ED8_AA4A, 0x5B9C_CA4F, 0x682E_6FF3,
        0x748F_82EE, 0x78A5_636F, 0x84C8_7814, 0x8CC7_0208, 0x90BE_FFFA, 0xA450_6CEB, 0xBEF9_A3F7, 0xC671_78F2,
    ]

    private static func turn(_ value: UInt32, _ bits: UInt32) -> UInt32 { value >> bits | value << (32 - bits) }

    private static func sum(_ value: UInt32, _ first: UInt32, _ second: UInt32, _ third: UInt32) -> UInt32 {
        turn(value, first) ^ turn(value, second) ^ turn(value, third)
    }
}
