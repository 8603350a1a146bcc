/// The tone marks gathered from one word, as a multiset.
struct ToneMarks {
    /// Huyền, sắc, hỏi, ngã, nặng.
    static let scalars: [UInt32] = [0x300, 0x301, 0x309, 0x303, 0x323]

    /// Twelve bits of count for each tone; a word of hostile length stops counting at the top.
    private var counts: UInt64 = 0

    /// Bits of the count of one tone.
    static let width: UInt64 = 12
    private static let limit: UInt64 = 4_095

    /// Notes one mark; `tone` counts from 1.
    mutating func add(_ tone: Int) {
        let shift = UInt64(tone - 1) * ToneMarks.width
        if counts >> shift & ToneMarks.limit < ToneMarks.limit { counts += 1 << shift }
    }

    /// Writes the marks of the word that has ended, in the order of `scalars`.
    @inline(__always)
    mutating func flush(into output: inout [UInt8]) {
        if counts != 0 { write(into: &output) }
    }

    private mutating func write(into output: inout [UInt8]) {
        for (index, scalar) in ToneMarks.scalars.enumerated() {
            let count = counts >> (UInt64(index) * ToneMarks.width) & ToneMarks.limit
            for _ in 0..<count { ScalarBytes.append(scalar, to: &output) }
        }
        counts = 0
    }
}
