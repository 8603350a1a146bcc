import Dossiers

/// A short text as numbers: texts are equal exactly when their shapes are.
struct TextShape {
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

    /// Spreads shapes over the places of a memo: every bit of the text counts.
    @inline(__always)
    var spread: Int {
        let ends = (first ^ 0x9E37_79B9_7F4A_7C15).multipliedFullWidth(by: last ^ 0xA076_1D64_78BD_642F)
        let middle = (second ^ third.byteSwapped) &* 0xE703_7ED1_A0B4_28DB
        return Int(truncatingIfNeeded: (ends.high ^ ends.low ^ middle) >> 40)
    }
}

/// What the texts of fields with few values came to, so that each is looked up once and not in every record.
struct ValueMemo {
    /// What a text gave the digest.
    struct Result {
        /// For `DossierDigest.hashes`; 0 is blank.
        var hash: UInt64 = 0
        /// For `DossierDigest.status`; 0 when the field is another.
        var status: UInt8 = 0
        /// The days on which the text comes to this.
        var days = DaySpan.always
    }

    private struct Place {
        var shape = TextShape()
        var result = Result()
    }

    private var places: [Place]

    /// Places of one rule, and of those the ones that a text may stand in; powers of two.
    private static let width = 512
    private static let choices = 4

    /// A memo of the texts of `rules` rules.
    init(rules: Int) { places = Array(repeating: Place(), count: rules * ValueMemo.width) }

    /// What the text came to the last time under that rule; nil when it is not known.
    @inline(__always)
    func result(of shape: TextShape, rule: Int) -> Result? {
        let first = place(of: shape, rule)
        var place = first
        while place < first &+ ValueMemo.choices {
            if places[place].shape.matches(shape) { return places[place].result }
            place &+= 1
        }
        return nil
    }

    /// Notes what a text came to; what stood in its first place moves on, and the oldest is forgotten.
    mutating func note(_ result: Result, of shape: TextShape, rule: Int) {
        let first = place(of: shape, rule)
        for place in stride(from: first + ValueMemo.choices - 1, to: first, by: -1) {
            places[place] = places[place - 1]
        }
        places[first] = Place(shape: shape, result: result)
    }

    /// The first place that a text may stand in.
    @inline(__always)
    private func place(of shape: TextShape, _ rule: Int) -> Int {
        rule &* ValueMemo.width | shape.spread & (ValueMemo.width - ValueMemo.choices)
    }
}
