import Dossiers

/// The last change of a record while its times come in, as `Dossier.lastChange` tells it.
struct LastChange {
    private var event: Int64?
    private var latest = DossierDigest.blankTime

    /// Local seconds; `DossierDigest.blankTime` when the record names no time.
    var seconds: Int64 { event ?? latest }

    /// Notes one time of the record, in local seconds; due dates never count.
    @inline(__always)
    mutating func note(_ seconds: Int64, of field: Field) {
        switch field {
        case .statusAt: event = seconds
        case .submittedAt, .receivedAt, .finishedAt, .returnedAt, .refusedAt: latest = max(latest, seconds)
        default: break
        }
    }
}
