package import Dossiers

/// One `CapNhatTienDoHoSoMC` step (protocol 2.1) that the portal lacks.
package struct NationalStep: Sendable, Hashable {
    /// Canonical code.
    package let code: String
    /// National names and texts in the order in which clients write them; a blank text is `.null`.
    package let values: [NamedValue]
    package let warnings: [PayloadWarning]

    /// Longest `NguoiXuLy` that the receiver keeps, in characters.
    package static let personLimit = 50

    /// The steps that lead the portal from its status to the local one, in their order.
    ///
    /// Steps that the source recorded are told with their time, person and text. Where it recorded none, each status on
    /// the shortest legal way is told whose time the dossier itself proves (the end of processing, the handing over …);
    /// statuses in between whose time nobody knows are not made up.
    package static func missing(for item: PayloadItem) -> [NationalStep] {
        let recorded = recordedSteps(item)
        if !recorded.isEmpty { return recorded.map { NationalStep($0, item.dossier) } }
        return way(to: item.dossier.status, from: item.portal?.status).compactMap { status in
            time(of: status, in: item.dossier).map { NationalStep(Step(status: status, at: $0), item.dossier) }
        }
    }

    /// The statuses that the portal has still to pass; of a dossier that it does not have, from the receipt on.
    private static func way(to local: NationalStatus, from portal: NationalStatus?) -> [NationalStatus] {
        if let portal { return portal == local ? [] : portal.steps(to: local) ?? [local] }
        guard let onward = NationalStatus.received.steps(to: local) else { return [local] }
        return [.received] + onward
    }

    /// Recorded steps with a status and a time, later than the last change that the portal shows.
    private static func recordedSteps(_ item: PayloadItem) -> [Step] {
        let edge = item.portal?.lastChange?.seconds ?? .min
        return item.dossier.steps
            .filter { step in
                guard step.status != nil, let at = step.at else { return false }
                return at.seconds > edge
            }
            .sorted { ($0.at?.seconds ?? 0) < ($1.at?.seconds ?? 0) }
    }

    /// The time at which the dossier itself says that the status was reached; nil when it does not.
    ///
    /// The event time is that of the status which the dossier has now, of no other.
    private static func time(of status: NationalStatus, in dossier: Dossier) -> Instant? {
        let event = status == dossier.status ? dossier.statusAt : nil
        switch status {
        case .registered: return dossier.submittedAt ?? event
        case .received: return dossier.receivedAt ?? event
        case .refused: return dossier.refusedAt ?? dossier.finishedAt ?? event
        case .resolved: return dossier.finishedAt ?? event
        case .returned: return dossier.returnedAt ?? event
        case .withdrawn, .stopped: return dossier.finishedAt ?? event
        case .processing, .supplementRequired, .paymentRequired: return event
        }
    }

    private init(_ step: Step, _ dossier: Dossier) {
        code = dossier.code.canonical
        let texts: [(String, String?)] = [
            ("MaHoSo", dossier.code.canonical),
            ("NguoiXuLy", step.person),
            ("ChucDanh", step.title),
            ("ThoiDiemXuLy", step.at?.nationalText),
            ("PhongBanXuLy", step.department),
            ("NoiDungXuLy", step.content ?? step.status?.label),
            ("TrangThai", step.status.map { String($0.rawValue) }),
            ("NgayBatDau", step.startedAt?.nationalText),
            ("NgayKetThucTheoQuyDinh", (step.dueAt ?? dossier.dueAt)?.nationalText),
        ]
        values = texts.map { NamedValue(name: $0.0, value: $0.1.map(CarriedValue.text) ?? .null) }
        let count = step.person?.count ?? 0
        let reason = PayloadWarning.Reason.overlong(count: count, limit: NationalStep.personLimit)
        let isLong = count > NationalStep.personLimit
        warnings = isLong ? [PayloadWarning(code: code, field: "NguoiXuLy", reason: reason)] : []
    }
}
