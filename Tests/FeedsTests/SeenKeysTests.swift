import Testing

@testable import Feeds

/// Dossiers on two pages of a list, against a plain dictionary.
struct SeenKeysTests {
    @Test(arguments: 1...20) func whatAPlainDictionaryFindsIsFound(_ seed: UInt64) {
        var random = SplitMix(seed)
        var seen = SeenKeys()
        var known: [UInt64: Int] = [:]
        for page in 1...60 {
            let keys = (0..<Int.random(in: 0...90, using: &random)).map { _ in
                UInt64.random(in: 0..<20_000, using: &random) &* 0x9E37_79B9_7F4A_7C15
            }
            let expected = Set(keys.compactMap { known[$0] }.filter { $0 != page })
            for key in keys where known[key] == nil { known[key] = page }
            #expect(seen.add(keys, ofPage: page) == expected)
        }
    }

    @Test func ofALongListTheEndsAndWhatLiesCloseAreKept() {
        var seen = SeenKeys()
        for page in 1...1_000 {
            let keys = (0..<500).map { UInt64(page) << 20 | UInt64($0) }
            #expect(seen.add(keys, ofPage: page).isEmpty)
        }
        #expect(seen.add([1 << 20], ofPage: 1_001) == [1])
        #expect(seen.add([950 << 20, 999 << 20 | 7], ofPage: 1_002) == [950, 999])
        #expect(seen.add([2 << 20], ofPage: 1_003).isEmpty)
    }
}

private struct SplitMix: RandomNumberGenerator {
    private var state: UInt64

    init(_ seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var word = state
        word = (word ^ word >> 30) &* 0xBF58_476D_1CE4_E5B9
        word = (word ^ word >> 27) &* 0x94D0_49BB_1331_11EB
        return word ^ word >> 31
    }
}
