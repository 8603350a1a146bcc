import Dossiers

/// Hashes the folded form of names word by word, and remembers what the words of up to sixteen bytes came to: a feed has many
/// persons and few syllables.
///
/// The hash is `DigestHash.name` of the folded name; one value serves all names of a thread.
struct NameWords {
    private struct Word {
        var low: UInt64 = 0
        var high: UInt64 = 0
        /// Hash of the folded word.
        var hash: UInt64 = 0
    }

    private var folder = PlainNameFolder()
    private var words = [Word](repeating: Word(), count: NameWords.width)

    private static let width = 4_096

    /// The hash of the name in a part of a record; 0 for a blank one, nil for one that needs the long way.
    @inline(__always)
    mutating func hash(of range: Range<Int>, in bytes: Span<UInt8>, _ field: Int) -> UInt64? {
        var state: UInt64 = 0
        var index = range.lowerBound
        while index < range.upperBound {
            guard let (count, hash) = word(from: index, to: range.upperBound, in: bytes) else { return nil }
            if count > 0 { state = DigestHash.add(word: hash, to: state) }
            index &+= count &+ 1
        }
        return DigestHash.name(state, field)
    }

    /// The length of the word at a place, and the hash of its folded form; nil for one that needs the long way.
    @inline(__always)
    private mutating func word(from index: Int, to end: Int, in bytes: Span<UInt8>) -> (count: Int, hash: UInt64)? {
        guard index &+ 16 <= bytes.count else { return folded(from: index, to: end, in: bytes) }
        var low = ByteWord.load(bytes, at: index)
        var high = ByteWord.load(bytes, at: index &+ 8)
        let count = min(NameWords.blank(in: low) ?? (8 &+ (NameWords.blank(in: high) ?? 8)), end &- index)
        guard count < 16 else { return folded(from: index, to: end, in: bytes) }
        guard count > 0 else { return (0, 0) }
        if count <= 8 {
            low &= ~0 >> (64 &- UInt64(count) &* 8)
            high = 0
        } else {
            high &= ~0 >> (128 &- UInt64(count) &* 8)
        }
        let place = NameWords.place(of: low, high)
        if words[place].low == low, words[place].high == high { return (count, words[place].hash) }
        guard let found = folded(from: index, to: index &+ count, in: bytes) else { return nil }
        words[place] = Word(low: low, high: high, hash: found.hash)
        return found
    }

    @inline(never)
    private mutating func folded(from start: Int, to end: Int, in bytes: Span<UInt8>) -> (count: Int, hash: UInt64)? {
        var count = 0
        while start + count < end, bytes[start + count] != 0x20 { count += 1 }
        guard count > 0 else { return (0, 0) }
        guard folder.fold(bytes.extracting(start..<(start + count))) else { return nil }
        let word = folder.folded
        guard word.count > 0 else { return nil }
        for index in word.indices where word[index] == 0x20 { return nil }
        return (count, DigestHash.word(word))
    }

    /// Where the first blank of eight bytes stands.
    @inline(__always)
    private static func blank(in word: UInt64) -> Int? {
        let others = word ^ 0x2020_2020_2020_2020
        let found = (others &- 0x0101_0101_0101_0101) & ~others & 0x8080_8080_8080_8080
        return found == 0 ? nil : found.trailingZeroBitCount >> 3
    }

    @inline(__always)
    private static func place(of low: UInt64, _ high: UInt64) -> Int {
        let product = (low ^ 0x9E37_79B9_7F4A_7C15).multipliedFullWidth(by: high ^ 0xA076_1D64_78BD_642F)
        return Int(truncatingIfNeeded: (product.high ^ product.low) >> 52)
    }
}
