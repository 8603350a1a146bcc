package import Dossiers
package import Formats

extension Dossier {
    /// The canonical fields that are filled, in the order of `Field.allCases`, as cases and explanations show them.
    ///
    /// Times are ISO 8601, `status` is the national number, flags are booleans. Holds personal data in clear.
    package var canonicalRecord: RecordValue {
        var members: [RecordMember] = []
        for field in Field.allCases {
            if let value = canonicalValue(field) { members.append(RecordMember(name: field.rawValue, value: value)) }
        }
        return .object(members)
    }

    private func canonicalValue(_ field: Field) -> RecordValue? {
        switch field {
        case .status: .number(String(status.rawValue))
        case .digitised: digitised.map { .bool($0) }
        case .resultLink: hasResultLink.map { .bool($0) }
        case .verifiedAccount: verifiedAccount.map { .bool($0) }
        case .steps: steps.isEmpty ? nil : .list(steps.map(\.canonicalRecord))
        case .submittedAt, .receivedAt, .dueAt, .newDueAt, .finishedAt, .returnedAt, .refusedAt, .statusAt:
            canonicalTime(field).map { .text($0.text) }
        default: canonicalText(field).map { .text($0) }
        }
    }

    private func canonicalTime(_ field: Field) -> Instant? {
        switch field {
        case .submittedAt: submittedAt
        case .receivedAt: receivedAt
        case .dueAt: dueAt
        case .newDueAt: newDueAt
        case .finishedAt: finishedAt
        case .returnedAt: returnedAt
        case .refusedAt: refusedAt
        case .statusAt: statusAt
        default: nil
        }
    }

    private func canonicalText(_ field: Field) -> String? {
        switch field {
        case .code: code.canonical
        case .otherCode: otherCode
        case .originCode: originCode
        case .procedure: procedure
        case .procedureName: procedureName
        case .field: self.field
        case .agency: agency
        case .solvingAgency: solvingAgency
        case .channel: channel?.name
        case .returnForm: returnForm
        case .applicant: applicant
        case .applicantKind: applicantKind
        case .identity: identity
        case .resultCode: resultCode
        case .onlinePayment: onlinePayment
        case .note: note
        default: nil
        }
    }
}

extension Step {
    /// The members that are filled, under their names in mappings.
    fileprivate var canonicalRecord: RecordValue {
        let members: [(String, RecordValue?)] = [
            ("status", status.map { .number(String($0.rawValue)) }), ("at", at.map { .text($0.text) }),
            ("person", person.map { .text($0) }), ("title", title.map { .text($0) }),
            ("department", department.map { .text($0) }), ("content", content.map { .text($0) }),
            ("started_at", startedAt.map { .text($0.text) }), ("due_at", dueAt.map { .text($0.text) }),
        ]
        return .object(members.compactMap { name, value in value.map { RecordMember(name: name, value: $0) } })
    }
}

extension RecordProblem {
    /// `{"quarantine": REASON, "field": …, "value": …, "table": …}`, what is known of it.
    package var canonicalRecord: RecordValue {
        let members: [(String, String?)] = [
            ("quarantine", reason.rawValue), ("field", field?.rawValue), ("value", value), ("table", table),
        ]
        return .object(members.compactMap { name, text in text.map { RecordMember(name: name, value: .text($0)) } })
    }
}
