package import Dossiers

/// What two sources are compared on: the fields that both carry, and the precision of each of the four times.
///
/// The precision is the coarser of the finest that each side may state. A time that is coarser than its profile makes the
/// entry `inexact`: it is then compared value by value.
package struct Profile: Sendable, Hashable {
    package let fields: ComparedFields
    package let precisions: [TimePrecision]

    package init(_ carried: CarriedFields) {
        fields = carried.fields
        precisions = carried.precisions
    }

    /// The fingerprint of a record under this profile.
    ///
    /// Field hashes are added, so that a profile is a choice among them; the key seeds the sum against chance.
    package func fingerprint(of digest: borrowing DossierDigest) -> UInt64 {
        var sum = digest.keyLow &+ UInt64(digest.status) &* 0x9E37_79B9_7F4A_7C15
        for field in Profile.texts where fields.has(field) {
            sum &+= digest.hashes[Int(field.rawValue)]
        }
        for (index, field) in ComparedField.times.enumerated() where fields.has(field) {
            sum &+= Profile.timeHash(digest.times[index], precisions[index], seed: UInt64(index + 1))
        }
        return ByteHash.number(sum, seed: digest.keyHigh)
    }

    /// Whether a carried time of the record is coarser than the profile says.
    package func isInexact(_ digest: borrowing DossierDigest) -> Bool {
        for (index, field) in ComparedField.times.enumerated() where fields.has(field) {
            if digest.times[index] != DossierDigest.blankTime, digest.precisions[index] < precisions[index] { return true }
        }
        return false
    }

    @inline(__always)
    private static func timeHash(_ seconds: Int64, _ precision: TimePrecision, seed: UInt64) -> UInt64 {
        guard seconds != DossierDigest.blankTime else { return 0 }
        return ByteHash.number(UInt64(bitPattern: Instant.cut(seconds, to: precision)), seed: seed)
    }

    private static let texts: [ComparedField] = [.procedure, .agency, .channel, .applicant, .resultLink, .digitised]
}
