import Dossiers

/// A text or several as numbers: they are equal exactly when their shapes are.
protocol MemoShape {
    /// Nothing that a record holds.
    init()
    func matches(_ other: Self) -> Bool
    /// Spreads shapes over the places of a memo: every bit counts.
    var spread: Int { get }
}

/// A short text as numbers.
struct TextShape: MemoShape {
    private var first: UInt64 = 0
    private var second: UInt64 = 0
    private var third: UInt64 = 0
    private var last: UInt64 = 0
    private var count: Int

    /// Longest text that has a shape, in bytes.
    static let longest = 32

    /// The shape of a text of at most `longest` bytes.
    @inline(__always)
    init(_ text: Span<UInt8>) {
        count = text.count
        if count <= 8 {
            first = ByteWord.whole(text)
        } else {
            first = ByteWord.load(text, at: 0)
            last = ByteWord.load(text, at: count - 8)
            if count > 16 {
                second = ByteWord.load(text, at: 8)
                third = ByteWord.load(text, at: count - 16)
            }
        }
    }

    /// No text.
    init() { count = -1 }

    @inline(__always)
    func matches(_ other: TextShape) -> Bool {
        (first ^ other.first) | (last ^ other.last) | (second ^ other.second) | (third ^ other.third)
            | UInt64(bitPattern: Int64(count ^ other.count)) == 0
    }

    @inline(__always)
    var spread: Int {
        let ends = (first ^ 0x9E37_79B9_7F4A_7C15).multipliedFullWidth(by: last ^ 0xA076_1D64_78BD_642F)
        let middle = (second ^ third.byteSwapped) &* 0xE703_7ED1_A0B4_28DB
        return Int(truncatingIfNeeded: (ends.high ^ ends.low ^ middle) >> 40)
    }
}

/// Two short texts as numbers.
struct PairShape: MemoShape {
    private let one: TextShape
    private let other: TextShape

    init(_ one: TextShape, _ other: TextShape) {
        self.one = one
        self.other = other
    }

    init() { self.init(TextShape(), TextShape()) }

    @inline(__always)
    func matches(_ other: PairShape) -> Bool { one.matches(other.one) && self.other.matches(other.other) }

    @inline(__always)
    var spread: Int { one.spread &* 31 &+ other.spread }
}

/// What a text, or several, gave the digest.
struct MemoResult {
    /// For `DossierDigest.hashes`; 0 is blank.
    var hash: UInt64 = 0
    /// For `DossierDigest.status`; 0 when the field is another.
    var status: UInt8 = 0
    /// The days on which the text comes to this.
    var days = DaySpan.always
}

/// What the texts of fields with few values came to, so that each is looked up once and not in every record.
struct ValueMemo<Shape: MemoShape> {
    private struct Place {
        var shape = Shape()
        var result = MemoResult()
    }

    private var places: [Place]

    /// Places of one rule, and of those the ones that a text may stand in; powers of two.
    private static var width: Int { 512 }
    private static var choices: Int { 4 }

    /// A memo of the texts of `rules` rules.
    init(rules: Int) { places = Array(repeating: Place(), count: rules * Self.width) }

    /// What the text came to the last time under that rule; nil when it is not known.
    @inline(__always)
    func result(of shape: Shape, rule: Int) -> MemoResult? {
        let first = place(of: shape, rule)
        var place = first
        while place < first &+ Self.choices {
            if places[place].shape.matches(shape) { return places[place].result }
            place &+= 1
        }
        return nil
    }

    /// Notes what a text came to; what stood in its first place moves on, and the oldest is forgotten.
    mutating func note(_ result: MemoResult, of shape: Shape, rule: Int) {
        let first = place(of: shape, rule)
        for place in stride(from: first + Self.choices - 1, to: first, by: -1) {
            places[place] = places[place - 1]
        }
        places[first] = Place(shape: shape, result: result)
    }

    /// The first place that a text may stand in.
    @inline(__always)
    private func place(of shape: Shape, _ rule: Int) -> Int {
        rule &* Self.width | shape.spread & (Self.width - Self.choices)
    }
}
