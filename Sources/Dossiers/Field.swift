/// A field of the canonical dossier; the raw value is its name in mappings, rules, reports and `fields[].name`.
package enum Field: String, CaseIterable, Sendable, Hashable {
    case code
    case otherCode = "other_code"
    case originCode = "origin_code"
    case procedure
    case procedureName = "procedure_name"
    case field
    case agency
    case solvingAgency = "solving_agency"
    case channel
    case returnForm = "return_form"
    case applicant
    case applicantKind = "applicant_kind"
    case identity
    case submittedAt = "submitted_at"
    case receivedAt = "received_at"
    case dueAt = "due_at"
    case newDueAt = "new_due_at"
    case finishedAt = "finished_at"
    case returnedAt = "returned_at"
    case refusedAt = "refused_at"
    case status
    case statusAt = "status_at"
    case steps
    case pauses
    case digitised
    case resultLink = "result_link"
    case resultCode = "result_code"
    case attachments
    case fees
    case onlinePayment = "online_payment"
    case verifiedAccount = "verified_account"
    case supplements
    case note
}

/// A field that both sides are compared on (design section 2); `status` decides the situation, the rest `fields-differ`.
public enum ComparedField: UInt8, CaseIterable, Sendable, Hashable {
    case procedure
    case agency
    case channel
    case receivedAt
    case dueAt
    case finishedAt
    case returnedAt
    case applicant
    case resultLink
    case digitised

    /// The canonical field that this comparison reads.
    package var field: Field {
        switch self {
        case .procedure: .procedure
        case .agency: .agency
        case .channel: .channel
        case .receivedAt: .receivedAt
        case .dueAt: .dueAt
        case .finishedAt: .finishedAt
        case .returnedAt: .returnedAt
        case .applicant: .applicant
        case .resultLink: .resultLink
        case .digitised: .digitised
        }
    }

    /// The compared fields that are instants; their order is the order of `DossierDigest.times`.
    public static let times: [ComparedField] = [.receivedAt, .dueAt, .finishedAt, .returnedAt]
}

/// A set of compared fields, for instance those that one source carries.
public struct ComparedFields: OptionSet, Sendable, Hashable {
    /// A bit for each `ComparedField.rawValue`.
    public let rawValue: UInt16

    /// The set of those bits.
    public init(rawValue: UInt16) { self.rawValue = rawValue }

    /// The set with one member.
    @inline(__always)
    public init(_ field: ComparedField) { rawValue = 1 << UInt16(field.rawValue) }

    /// Every compared field.
    public static let all = ComparedFields(rawValue: (1 << UInt16(ComparedField.allCases.count)) - 1)

    /// Whether `field` is a member.
    @inline(__always)
    public func has(_ field: ComparedField) -> Bool { rawValue &>> UInt16(field.rawValue) & 1 != 0 }
}
