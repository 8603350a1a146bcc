/// Numbers that look random and depend on nothing but the seed, the place and the purpose they are drawn for.
struct Noise: Sendable {
    private let seed: UInt64

    init(seed: UInt64) { self.seed = Noise.mix(seed ^ 0x9E37_79B9_7F4A_7C15) }

    /// The number drawn at a place for one purpose; the same in any order of asking.
    func draw(_ place: Int, _ purpose: UInt64) -> UInt64 {
        Noise.mix(Noise.mix(seed &+ purpose &* 0xD6E8_FEB8_6659_FD93) &+ UInt64(truncatingIfNeeded: place))
    }

    /// SplitMix64's finaliser: each bit of the answer depends on each bit of `value`.
    static func mix(_ value: UInt64) -> UInt64 {
        var mixed = value &+ 0x9E37_79B9_7F4A_7C15
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}

/// A supply of small choices, each taken from its own bits of one drawn number.
struct Choices {
    private var rest: UInt64

    init(_ number: UInt64) { rest = number }

    /// A number in `0..<bound`, nearly even for the small bounds used here.
    mutating func below(_ bound: Int) -> Int {
        let (high, low) = rest.multipliedFullWidth(by: UInt64(bound))
        rest = Noise.mix(low ^ rest)
        return Int(high)
    }

    /// True about `percent` times in a hundred.
    mutating func happens(_ percent: Int) -> Bool { below(100) < percent }
}
