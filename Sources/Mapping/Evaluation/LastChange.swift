import Dossiers

/// What a time of a record tells beside its own value.
struct TimeRole {
    /// Whether it says when the status began (`status_at`).
    let isEvent: Bool
    /// Whether something happened then: every time but due dates.
    let isChange: Bool
    /// Whether it is the day that tables with spans look at: receipt, else submission.
    let isReceipt: Bool
    let isSubmission: Bool

    init(of field: Field) {
        isEvent = field == .statusAt
        isReceipt = field == .receivedAt
        isSubmission = field == .submittedAt
        isChange = [.submittedAt, .receivedAt, .finishedAt, .returnedAt, .refusedAt].contains(field)
    }
}

/// The last change of a record while its times come in, as `Dossier.lastChange` tells it.
struct LastChange {
    private var event = DossierDigest.blankTime
    private var latest = DossierDigest.blankTime

    /// Local seconds; `DossierDigest.blankTime` when the record names no time.
    @inline(__always)
    var seconds: Int64 { event == DossierDigest.blankTime ? latest : event }

    /// Notes one time of the record, in local seconds; due dates never count.
    @inline(__always)
    mutating func note(_ seconds: Int64, _ role: TimeRole) {
        if role.isEvent { event = seconds }
        if role.isChange { latest = max(latest, seconds) }
    }
}
