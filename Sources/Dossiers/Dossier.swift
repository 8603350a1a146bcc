/// One dossier as one source tells it, normalised: the canonical fields of design section 4.
///
/// A field that the source does not carry, and one that it leaves blank, are both nil here; `carried` tells them apart.
package struct Dossier: Sendable, Hashable {
    package var code: DossierCode
    /// National status; codes of the source are mapped before a dossier exists.
    package var status: NationalStatus
    package var otherCode: String?
    package var originCode: String?
    /// National core, `\d\.\d{6}`.
    package var procedure: String?
    /// What follows the core in the source, `.000.00.00.H23`; nil when nothing does.
    package var procedureSuffix: String?
    package var procedureName: String?
    package var field: String?
    /// Canonical agency code, from the agency table on the day of receipt.
    package var agency: String?
    package var solvingAgency: String?
    package var channel: Channel?
    package var returnForm: String?
    /// Name as the source wrote it; comparisons use the folded name.
    package var applicant: String?
    package var applicantKind: String?
    /// Identity number in clear; only payloads and the keyed hash may read it.
    package var identity: String?
    package var submittedAt: Instant?
    package var receivedAt: Instant?
    package var dueAt: Instant?
    package var newDueAt: Instant?
    package var finishedAt: Instant?
    package var returnedAt: Instant?
    package var refusedAt: Instant?
    /// When the status was reached or the record last changed, where the source says so.
    package var statusAt: Instant?
    package var digitised: Bool?
    package var hasResultLink: Bool?
    package var resultCode: String?
    package var onlinePayment: String?
    package var verifiedAccount: Bool?
    package var note: String?
    package var steps: [Step] = []
    /// What a payload needs beyond the canonical fields, under the national field names, in the mapping's order.
    package var carriedOver: [NamedValue] = []
    /// Whether the source says that this record never reaches the portal (inter-agency child, draft).
    package var isNotExpected = false
    /// Fields that the mapping of the source fills.
    package var carried: Set<Field> = []

    package init(code: DossierCode, status: NationalStatus) {
        self.code = code
        self.status = status
    }

    /// Event time where the source carries one, else its latest date, due dates aside; nil without any.
    package var lastChange: Instant? {
        statusAt
            ?? [submittedAt, receivedAt, finishedAt, returnedAt, refusedAt].compactMap(\.self).max {
                $0.seconds < $1.seconds
            }
    }

    /// One of the four compared times.
    package func time(_ field: ComparedField) -> Instant? {
        switch field {
        case .receivedAt: receivedAt
        case .dueAt: dueAt
        case .finishedAt: finishedAt
        case .returnedAt: returnedAt
        case .procedure, .agency, .channel, .applicant, .resultLink, .digitised: nil
        }
    }
}

/// How the dossier was handed in, *kênh thực hiện* (protocol 1.4).
package enum Channel: UInt8, CaseIterable, Sendable, Hashable {
    /// Trực tiếp.
    case inPerson = 1
    /// Trực tuyến.
    case online = 2
    /// Qua bưu chính công ích.
    case postal = 3
    /// Liên thông: from another agency's system; the national list has no number of its own for it.
    case interAgency = 4

    /// The name in mappings and reports.
    package var name: String {
        switch self {
        case .inPerson: "in-person"
        case .online: "online"
        case .postal: "postal"
        case .interAgency: "inter-agency"
        }
    }

    /// A channel from its name in a mapping.
    package init?(name: String) {
        guard let channel = Channel.allCases.first(where: { $0.name == name }) else { return nil }
        self = channel
    }
}

/// One processing step of a dossier (protocol 2.1).
package struct Step: Sendable, Hashable {
    package var status: NationalStatus?
    package var at: Instant?
    package var person: String?
    package var title: String?
    package var department: String?
    package var content: String?
    package var startedAt: Instant?
    package var dueAt: Instant?

    package init(status: NationalStatus? = nil, at: Instant? = nil) {
        self.status = status
        self.at = at
    }
}

/// A value under its national field name.
package struct NamedValue: Sendable, Hashable {
    package let name: String
    package let value: CarriedValue

    package init(name: String, value: CarriedValue) {
        self.name = name
        self.value = value
    }
}

/// A value carried over unchanged from the source into a payload.
package indirect enum CarriedValue: Sendable, Hashable {
    case text(String)
    case null
    case list([[NamedValue]])
}
