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
    private let compared: ComparedFields

    package init(compared: ComparedFields) { self.compared = compared }

    /// The compared fields that both sources carry and whose normalised values differ, in the order of `ComparedField`.
    package func differences(
        _ local: Dossier,
        _ portal: Dossier,
        _ localCarried: CarriedFields,
        _ portalCarried: CarriedFields
    ) -> [FieldDifference] {
        let common = localCarried.fields.intersection(portalCarried.fields).intersection(compared)
        return ComparedField.allCases.compactMap { field in
            guard common.has(field), !agree(field, local, portal) else { return nil }
            return FieldDifference(field: field, local: text(field, local), portal: text(field, portal))
        }
    }

    /// Whether two copies on one side say the same: status and every compared field that both sources carry.
    func isIdentical(_ one: Copy, _ other: Copy, _ sources: [SourceFacts]) -> Bool {
        guard one.dossier.status == other.dossier.status else { return false }
        let (left, right) = (sources[one.source].carried, sources[other.source].carried)
        return differences(one.dossier, other.dossier, left, right).isEmpty
    }

    /// Whether two copies of one key belong to different persons or procedures; a blank proves nothing.
    func isSomeoneElse(_ one: Dossier, _ other: Dossier) -> Bool {
        if let left = one.procedure, let right = other.procedure, left != right { return true }
        if let left = one.identity, let right = other.identity { return left != right }
        if let left = one.applicant, let right = other.applicant {
            return NameFolding.folded(left) != NameFolding.folded(right)
        }
        return false
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
