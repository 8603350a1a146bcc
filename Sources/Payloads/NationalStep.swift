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
    /// Steps that the source recorded are told with their time, person and text. Where it recorded none, the last step
    /// alone is told, with the status of the dossier and the time that the dossier itself proves for it; steps in between
    /// whose time nobody knows are not made up.
    package static func missing(for item: PayloadItem) -> [NationalStep] {
        let recorded = recordedSteps(item)
        if !recorded.isEmpty { return recorded.map { NationalStep($0, item.dossier) } }
        guard item.portal?.status != item.dossier.status, let time = time(of: item.dossier.status, in: item.dossier)
        else {
            return []
        }
        return [NationalStep(Step(status: item.dossier.status, at: time), item.dossier)]
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
    private static func time(of status: NationalStatus, in dossier: Dossier) -> Instant? {
        switch status {
        case .registered: dossier.submittedAt
        case .received: dossier.receivedAt
        case .refused: dossier.refusedAt ?? dossier.finishedAt ?? dossier.statusAt
        case .resolved: dossier.finishedAt ?? dossier.statusAt
        case .returned: dossier.returnedAt ?? dossier.statusAt
        case .withdrawn, .stopped: dossier.finishedAt ?? dossier.statusAt
        case .processing, .supplementRequired, .paymentRequired: dossier.statusAt
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
        let person = step.person ?? ""
        let isLong = person.count > NationalStep.personLimit
        let reason = "\(person.count) characters; the receiver keeps \(NationalStep.personLimit)"
        warnings = isLong ? [PayloadWarning(code: code, field: "NguoiXuLy", reason: reason)] : []
    }
}
