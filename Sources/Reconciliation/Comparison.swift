package import Dossiers

/// One field that differs between the sides, as normalised texts; nil is blank.
package struct FieldDifference: Sendable, Hashable {
    package var field: ComparedField
    package var local: String?
    package var portal: String?

    package init(field: ComparedField, local: String?, portal: String?) {
        self.field = field
        self.local = local
        self.portal = portal
    }
}

/// Compares two dossiers value by value: the exact judge behind the fingerprints.
package struct Comparison: Sendable {
    /// The fields that are compared at all.
    let compared: ComparedFields

    package init(compared: ComparedFields) { self.compared = compared }

    /// The compared fields that both sides carry and whose normalised values differ, in the order of `ComparedField`.
    package func differences(
        _ local: Dossier,
        _ portal: Dossier,
        _ localCarried: ComparedFields,
        _ portalCarried: ComparedFields
    ) -> [FieldDifference] {
        let common = localCarried.intersection(portalCarried).intersection(compared)
        return ComparedField.allCases.compactMap { field in
            guard common.has(field), !agree(field, local, portal) else { return nil }
            return FieldDifference(field: field, local: text(field, local), portal: text(field, portal))
        }
    }

    /// Whether dossiers that all carry a field say the same of it, each pair at the coarser of its two precisions.
    ///
    /// The finest value stands for the others: what agrees with it agrees with each other.
    func agree(on field: ComparedField, _ dossiers: [Dossier]) -> Bool {
        guard var finest = dossiers.first else { return true }
        for dossier in dossiers {
            guard let time = dossier.time(field), let known = finest.time(field) else { continue }
            if time.precision > known.precision { finest = dossier }
        }
        for dossier in dossiers where !agree(field, finest, dossier) { return false }
        return true
    }

    /// All that makes a copy the repeat of another one.
    struct Sameness: Hashable {
        fileprivate var status: NationalStatus
        fileprivate var carried: ComparedFields
        fileprivate var times: [Instant?]
        fileprivate var texts: [String?]
    }

    /// What two copies of a key must have in common to be repeats of each other.
    func sameness(of dossier: Dossier, carried: ComparedFields) -> Sameness {
        let fields = ComparedField.allCases.filter { compared.has($0) && $0 != .applicant }
        return Sameness(
            status: dossier.status,
            carried: carried,
            times: fields.map { dossier.time($0) },
            texts: fields.map { text($0, dossier) } + [dossier.procedure, dossier.identity, folded(dossier.applicant)]
        )
    }

    private func agree(_ field: ComparedField, _ local: Dossier, _ portal: Dossier) -> Bool {
        switch field {
        case .receivedAt, .dueAt, .finishedAt, .returnedAt:
            switch (local.time(field), portal.time(field)) {
            case (nil, nil): true
            case (let left?, let right?): left.agrees(with: right)
            case (nil, _?), (_?, nil): false
            }
        case .applicant: folded(local.applicant) == folded(portal.applicant)
        case .procedure, .agency, .channel, .resultLink, .digitised: text(field, local) == text(field, portal)
        }
    }

    private func folded(_ name: String?) -> String? { name.map(NameFolding.folded) }

    private func text(_ field: ComparedField, _ dossier: Dossier) -> String? {
        switch field {
        case .procedure: dossier.procedure
        case .agency: dossier.agency
        case .channel: dossier.channel?.name
        case .receivedAt, .dueAt, .finishedAt, .returnedAt: dossier.time(field)?.text
        case .applicant: dossier.applicant
        case .resultLink: dossier.hasResultLink.map { $0 ? "true" : "false" }
        case .digitised: dossier.digitised.map { $0 ? "true" : "false" }
        }
    }
}
