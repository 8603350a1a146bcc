/// What the hot path keeps of one record: the key, hashes of the normalised compared fields, times, status and flags.
///
/// One value is reused for every record of a thread; nothing in it points into the record.
public struct DossierDigest: Sendable {
    /// 128-bit hash of the canonical code.
    package var keyHigh: UInt64 = 0
    package var keyLow: UInt64 = 0
    /// Hash of the normalised text of each compared field that is no time, by `ComparedField.rawValue`; 0 is blank.
    package var hashes = InlineArray<10, UInt64>(repeating: 0)
    /// Local seconds of `ComparedField.times`, at the precision of the value; `blankTime` is blank.
    package var times = InlineArray<4, Int64>(repeating: DossierDigest.blankTime)
    /// Whether any of `times` is coarser than a second.
    package private(set) var isCoarse = false
    /// Precision of each of `times`.
    package private(set) var precisions = InlineArray<4, TimePrecision>(repeating: .second)
    /// National status 1...10; 0 when the record was quarantined.
    package var status: UInt8 = 0
    /// Local seconds of the record's last change (event time, else its latest past date); `blankTime` when it names none.
    package var lastChange: Int64 = DossierDigest.blankTime
    /// Whether the source says that this record never reaches the portal.
    package var isNotExpected = false

    /// Stands for a time that the record does not give.
    @inline(__always)
    public static var blankTime: Int64 { .min }

    package init() {}

    /// Takes one of `times` with its precision.
    package mutating func set(_ instant: Instant, at index: Int) {
        times[index] = instant.seconds
        precisions[index] = instant.precision
        if instant.precision != .second { isCoarse = true }
    }

    /// Back to blank, for the next record.
    package mutating func clear() {
        keyHigh = 0
        keyLow = 0
        for index in hashes.indices { hashes[index] = 0 }
        for index in times.indices { times[index] = DossierDigest.blankTime }
        if isCoarse {
            for index in precisions.indices { precisions[index] = .second }
            isCoarse = false
        }
        status = 0
        lastChange = DossierDigest.blankTime
        isNotExpected = false
    }
}

/// Which compared fields a source carries and how finely it states times; static per mapping.
package struct CarriedFields: Sendable, Hashable {
    /// The compared fields that the mapping fills.
    package var fields: ComparedFields
    /// The finest precision that the declared formats of each of `ComparedField.times` allow.
    package var precisions: [TimePrecision]

    package init(fields: ComparedFields, precisions: [TimePrecision]) {
        self.fields = fields
        self.precisions = precisions
    }

    /// What two sources can be compared on: fields that both carry, times at the coarser precision.
    package func common(with other: CarriedFields) -> CarriedFields {
        CarriedFields(
            fields: fields.intersection(other.fields),
            precisions: zip(precisions, other.precisions).map { min($0, $1) }
        )
    }
}
