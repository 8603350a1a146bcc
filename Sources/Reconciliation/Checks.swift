import Dossiers

/// The checks of rules section 8 that a pair of records answers by itself.
package enum Checks {
    /// Ids that hold for the verdict, sorted.
    package static func ids(for verdict: Verdict) -> [String] {
        var ids = ofSituation(verdict)
        if let local = verdict.local?.dossier, let portal = verdict.portal?.dossier {
            ids += ofStatuses(local.status, portal.status)
            ids += verdict.differences.flatMap { ofDifference($0, local, portal) }
            ids += suffix(local, portal)
        }
        if let local = verdict.local?.dossier { ids += ofRecord(local) }
        if let portal = verdict.portal?.dossier { ids += ofRecord(portal) }
        return ids.count > 1 ? Set(ids).sorted() : ids
    }

    private static func ofSituation(_ verdict: Verdict) -> [String] {
        switch verdict.situation {
        case .onlyLocal: ["ONLY_LOCAL"]
        case .onlyPortal: ["ONLY_PORTAL"]
        case .collision: ["CODE_COLLISION"]
        case .duplicate: ["DUP_CODE"]
        case .held: ofHold(verdict.hold)
        case .inFlight, .notExpected, .recoded, .rewritten, .portalBehind, .portalAhead, .statusConflict, .fieldsDiffer,
            .agreed:
            []
        }
    }

    private static func ofHold(_ hold: HoldReason?) -> [String] {
        switch hold {
        case .incomplete: ["FEED_PARTIAL"]
        case .setAside(_, let record):
            switch (record.problem?.reason, record.problem?.field) {
            case (.unmappedCode, .status): ["STATUS_UNMAPPED"]
            case (.unmappedCode, .agency): ["AGENCY_UNMAPPED"]
            case (.unmappedCode, .procedure): ["PROC_UNMAPPED"]
            case (.codeMalformed, _): ["CODE_MALFORMED"]
            default: []
            }
        case nil: []
        }
    }

    private static func ofStatuses(_ local: NationalStatus, _ portal: NationalStatus) -> [String] {
        let done: Set<NationalStatus> = [.resolved, .returned]
        let open: Set<NationalStatus> = [.received, .processing, .supplementRequired, .paymentRequired]
        if done.contains(local), open.contains(portal) { return ["LOCAL_DONE_PORTAL_OPEN"] }
        if done.contains(portal), open.contains(local) { return ["PORTAL_DONE_LOCAL_OPEN"] }
        return local == portal ? [] : ["STATUS_DIFF"]
    }

    private static func ofDifference(_ difference: FieldDifference, _ local: Dossier, _ portal: Dossier) -> [String] {
        switch difference.field {
        case .procedure: ["PROC_DIFF"]
        case .agency: ["AGENCY_DIFF"]
        case .channel: ["CHANNEL_DIFF"]
        case .dueAt: ["DUE_DIFF"] + shift(local.dueAt, portal.dueAt)
        case .receivedAt, .finishedAt, .returnedAt: shift(local.time(difference.field), portal.time(difference.field))
        case .resultLink: ["RESULT_LINK_MISSING"]
        case .digitised: ["DIGIT_MISSING"]
        case .applicant: []
        }
    }

    /// The same event exactly 7 hours or one day apart: a UTC error, not an officer's (rules 1.9).
    private static func shift(_ local: Instant?, _ portal: Instant?) -> [String] {
        guard let local, let portal else { return [] }
        let gap = abs(local.seconds - portal.seconds)
        return gap == Instant.offset || gap == 86_400 ? ["DATE_SHIFT_ONE_DAY"] : []
    }

    private static func suffix(_ local: Dossier, _ portal: Dossier) -> [String] {
        guard let left = local.procedureSuffix, let right = portal.procedureSuffix else { return [] }
        return left == right ? [] : ["PROC_SUFFIX_DIFF"]
    }

    private static func ofRecord(_ dossier: Dossier) -> [String] {
        var ids: [String] = []
        let waits: Set<NationalStatus> = [.registered, .refused, .supplementRequired, .withdrawn]
        if dossier.carried.contains(.receivedAt), dossier.receivedAt == nil, !waits.contains(dossier.status) {
            ids.append("RECV_MISSING")
        }
        if dossier.carried.contains(.finishedAt), dossier.finishedAt == nil,
            [.resolved, .returned].contains(dossier.status)
        {
            ids.append("END_MISSING")
        }
        if let received = dossier.receivedAt, let finished = dossier.finishedAt,
            Instant.cut(finished.seconds, to: min(received.precision, finished.precision))
                < Instant.cut(received.seconds, to: min(received.precision, finished.precision))
        {
            ids.append("END_BEFORE_RECV")
        }
        if let named = dossier.code.datePart, let received = dossier.receivedAt, !named.agrees(with: received) {
            ids.append("CODE_DATE_MISMATCH")
        }
        if dossier.channel == .online, dossier.status == .returned, dossier.hasResultLink == false {
            ids.append("ONLINE_NO_RESULT_LINK")
        }
        return ids
    }
}
