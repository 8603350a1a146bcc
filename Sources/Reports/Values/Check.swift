package import Dossiers

/// A finding beside the situation of a dossier; the raw value is its id (rules section 8).
package enum Check: String, CaseIterable, Sendable, Hashable {
    case onlyLocal = "ONLY_LOCAL"
    case onlyPortal = "ONLY_PORTAL"
    case localDonePortalOpen = "LOCAL_DONE_PORTAL_OPEN"
    case portalDoneLocalOpen = "PORTAL_DONE_LOCAL_OPEN"
    case statusDiff = "STATUS_DIFF"
    case statusBackward = "STATUS_BACKWARD"
    case statusUnmapped = "STATUS_UNMAPPED"
    case pauseMissingOnPortal = "PAUSE_MISSING_ON_PORTAL"
    case pauseOpenAfterEnd = "PAUSE_OPEN_AFTER_END"
    case resupplement = "RESUPPLEMENT"
    case overduePortalOnly = "OVERDUE_PORTAL_ONLY"
    case overdueLocalOnly = "OVERDUE_LOCAL_ONLY"
    case overdueBoth = "OVERDUE_BOTH"
    case dueDiff = "DUE_DIFF"
    case dueNotComputable = "DUE_NOT_COMPUTABLE"
    case dueOnHoliday = "DUE_ON_HOLIDAY"
    case dueSoon = "DUE_SOON"
    case appointmentRepeated = "APPOINTMENT_REPEATED"
    case apologyMissing = "APOLOGY_MISSING"
    case receivedLate = "RECEIVED_LATE"
    case fridayBroken = "FRIDAY_BROKEN"
    case fridayUnknown = "FRIDAY_UNKNOWN"
    case codeMalformed = "CODE_MALFORMED"
    case codeDateMismatch = "CODE_DATE_MISMATCH"
    case codeCollision = "CODE_COLLISION"
    case duplicateCode = "DUP_CODE"
    case procedureUnmapped = "PROC_UNMAPPED"
    case procedureExpired = "PROC_EXPIRED"
    case procedureDiff = "PROC_DIFF"
    case procedureSuffixDiff = "PROC_SUFFIX_DIFF"
    case procedureLevel = "PROC_LEVEL"
    case agencyUnmapped = "AGENCY_UNMAPPED"
    case agencyExpired = "AGENCY_EXPIRED"
    case agencyNoSuccessor = "AGENCY_NO_SUCCESSOR"
    case agencyDiff = "AGENCY_DIFF"
    case channelDiff = "CHANNEL_DIFF"
    case onlineNoResultLink = "ONLINE_NO_RESULT_LINK"
    case level2Online = "LEVEL2_ONLINE"
    case digitisedMissing = "DIGIT_MISSING"
    case resultLinkMissing = "RESULT_LINK_MISSING"
    case resultLinkDiff = "RESULT_LINK_DIFF"
    case paymentDiff = "PAYMENT_DIFF"
    case feeZeroButPaid = "FEE_ZERO_BUT_PAID"
    case receivedMissing = "RECV_MISSING"
    case endMissing = "END_MISSING"
    case receivedInFuture = "RECV_FUTURE"
    case endInFuture = "END_FUTURE"
    case endBeforeReceived = "END_BEFORE_RECV"
    case dateShiftOneDay = "DATE_SHIFT_ONE_DAY"
    case formIdentity = "FORM_IDENTITY"
    case carryOverBreak = "CARRY_OVER_BREAK"
    case feedStale = "FEED_STALE"
    case feedPartial = "FEED_PARTIAL"
    case feedEmpty = "FEED_EMPTY"

    /// How bad it is by default; `ONLY_LOCAL` and `ONLY_PORTAL` are milder within the grace time.
    package var severity: Severity {
        switch self {
        case .dueSoon, .fridayUnknown:
            .info
        case .statusDiff, .pauseOpenAfterEnd, .resupplement, .overdueLocalOnly, .dueDiff, .dueNotComputable,
            .dueOnHoliday, .appointmentRepeated, .apologyMissing, .receivedLate, .fridayBroken, .codeDateMismatch,
            .procedureExpired, .procedureSuffixDiff, .procedureLevel, .agencyExpired, .agencyDiff, .channelDiff,
            .digitisedMissing,
            .resultLinkDiff, .paymentDiff, .feeZeroButPaid, .dateShiftOneDay, .carryOverBreak:
            .warning
        case .onlyLocal, .onlyPortal, .localDonePortalOpen, .portalDoneLocalOpen, .statusBackward, .statusUnmapped,
            .pauseMissingOnPortal, .overduePortalOnly, .overdueBoth, .codeMalformed, .codeCollision, .duplicateCode,
            .procedureUnmapped, .procedureDiff, .agencyUnmapped, .agencyNoSuccessor, .onlineNoResultLink,
            .level2Online, .resultLinkMissing, .receivedMissing, .endMissing, .receivedInFuture, .endInFuture,
            .endBeforeReceived, .formIdentity, .feedStale, .feedPartial, .feedEmpty:
            .error
        }
    }

    /// A copy of `checks` in the order of the catalogue, each once.
    package static func ordered(_ checks: some Sequence<Check>) -> [Check] {
        let present = Set(checks)
        return present.count > 1 ? allCases.filter(present.contains) : Array(present)
    }
}
