package import Dossiers

/// What two sources are compared on: the fields that both carry, and the precision of each of the four times.
///
/// The precision is the coarser of the finest that each side may state. A time that is coarser than its profile makes the
/// entry `inexact`: it is then compared value by value.
package struct Profile: Sendable, Hashable {
    package let fields: ComparedFields
    /// The precisions of `ComparedField.times`, a byte each, so that a profile is plain memory.
    private let packed: UInt32

    package init(_ carried: CarriedFields) {
        fields = carried.fields
        packed = carried.precisions.reversed().reduce(0) { $0 << 8 | UInt32($1.rawValue) }
    }

    /// The fingerprint of a record under this profile.
    ///
    /// Field hashes are added, so that a profile is a choice among them; the key seeds the sum against chance.
    @inline(__always)
    package func fingerprint(of digest: borrowing DossierDigest) -> UInt64 {
        var sum = digest.keyLow &+ UInt64(digest.status) &* 0x9E37_79B9_7F4A_7C15
        sum &+= text(.procedure, digest) &+ text(.agency, digest) &+ text(.channel, digest)
        sum &+= text(.applicant, digest) &+ text(.resultLink, digest) &+ text(.digitised, digest)
        sum &+= time(0, .receivedAt, digest) &+ time(1, .dueAt, digest)
        sum &+= time(2, .finishedAt, digest) &+ time(3, .returnedAt, digest)
        return ByteHash.number(sum, seed: digest.keyHigh)
    }

    /// Whether a carried time of the record is coarser than the profile says.
    @inline(__always)
    package func isInexact(_ digest: borrowing DossierDigest) -> Bool {
        guard digest.isCoarse else { return false }
        if isInexact(0, .receivedAt, digest) { return true }
        if isInexact(1, .dueAt, digest) { return true }
        if isInexact(2, .finishedAt, digest) { return true }
        return isInexact(3, .returnedAt, digest)
    }

    @inline(__always)
    private func text(_ field: ComparedField, _ digest: borrowing DossierDigest) -> UInt64 {
        fields.has(field) ? digest.hashes[Int(field.rawValue)] : 0
    }

    @inline(__always)
    private func time(_ index: Int, _ field: ComparedField, _ digest: borrowing DossierDigest) -> UInt64 {
        let seconds = digest.times[index]
        guard fields.has(field), seconds != DossierDigest.blankTime else { return 0 }
        let precision = precision(index)
        let cut = precision == .second ? seconds : Instant.cut(seconds, to: precision)
        return ByteHash.number(UInt64(bitPattern: cut), seed: UInt64(index &+ 1))
    }

    private func isInexact(_ index: Int, _ field: ComparedField, _ digest: borrowing DossierDigest) -> Bool {
        guard fields.has(field), digest.times[index] != DossierDigest.blankTime else { return false }
        return digest.precisions[index] < precision(index)
    }

    /// The precision of one of `ComparedField.times`.
    @inline(__always)
    private func precision(_ index: Int) -> TimePrecision {
        switch packed >> (UInt32(index) &* 8) & 0xFF {
        case 0: .day
        case 1: .minute
        default: .second
        }
    }
}
