/// Another order of `0..<count`, computed place by place without a table: a Feistel network over the next power of four.
struct Shuffle: Sendable {
    private let count: Int
    private let halfBits: UInt64
    private let noise: Noise

    init(count: Int, seed: UInt64) {
        self.count = count
        let bits = UInt64(Int.bitWidth - max(count - 1, 1).leadingZeroBitCount)
        halfBits = (bits + 1) / 2
        noise = Noise(seed: seed)
    }

    /// What stands at a place of the other order; every number below `count` stands at exactly one place.
    func index(at place: Int) -> Int {
        var value = place
        repeat { value = permuted(value) } while value >= count
        return value
    }

    private func permuted(_ value: Int) -> Int {
        let mask = (UInt64(1) << halfBits) - 1
        var left = UInt64(value) >> halfBits
        var right = UInt64(value) & mask
        for round in 0..<4 as Range<UInt64> {
            (left, right) = (right, left ^ (noise.draw(Int(right), round) & mask))
        }
        return Int((left << halfBits) | right)
    }
}
