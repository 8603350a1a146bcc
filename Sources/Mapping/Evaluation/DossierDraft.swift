import Dossiers

/// A dossier while its fields come in.
struct DossierDraft {
    /// Nil until the code was read.
    private(set) var dossier: Dossier?
    private var hasCode = false
    private var hasStatus = false

    /// The dossier, once every rule has spoken.
    func finished() throws(RecordProblem) -> Dossier {
        guard let dossier else { throw RecordProblem(.codeMissing, field: .code) }
        guard hasStatus else { throw RecordProblem(.statusMissing, field: .status) }
        return dossier
    }

    /// Takes the value of one field; the code comes first.
    mutating func take(
        _ value: NormalValue,
        of field: Field,
        _ core: RecordCore,
        in bytes: Span<UInt8>
    ) throws(RecordProblem) {
        switch value {
        case .blank where field != .code: return
        case .code(let piece) where field == .code:
            dossier = DossierCode(core.string(piece, in: bytes)).map { Dossier(code: $0, status: .registered) }
            hasCode = true
            return
        default: break
        }
        guard hasCode else { throw RecordProblem(.codeMissing, field: .code) }
        switch value {
        case .status(let status) where field == .status:
            dossier?.status = status
            hasStatus = true
        case .time(let instant): setTime(instant, of: field)
        case .truth(let truth): setTruth(truth, of: field)
        case .channel(let channel): dossier?.channel = channel
        case .procedure(let piece, let suffix) where field == .procedure:
            dossier?.procedure = core.string(piece, in: bytes)
            dossier?.procedureSuffix = suffix.isBlank ? nil : core.string(suffix, in: bytes)
        case .blank: break
        case .text, .code, .procedure, .status: setText(core.text(value, in: bytes), of: field)
        }
    }

    private mutating func setTime(_ instant: Instant, of field: Field) {
        switch field {
        case .submittedAt: dossier?.submittedAt = instant
        case .receivedAt: dossier?.receivedAt = instant
        case .dueAt: dossier?.dueAt = instant
        case .newDueAt: dossier?.newDueAt = instant
        case .finishedAt: dossier?.finishedAt = instant
        case .returnedAt: dossier?.returnedAt = instant
        case .refusedAt: dossier?.refusedAt = instant
        case .statusAt: dossier?.statusAt = instant
        default: setText(instant.text, of: field)
        }
    }

    private mutating func setTruth(_ truth: Bool, of field: Field) {
        switch field {
        case .digitised: dossier?.digitised = truth
        case .resultLink: dossier?.hasResultLink = truth
        case .verifiedAccount: dossier?.verifiedAccount = truth
        default: setText(truth ? "true" : "false", of: field)
        }
    }

    private mutating func setText(_ text: String?, of field: Field) {
        switch field {
        case .otherCode: dossier?.otherCode = text
        case .originCode: dossier?.originCode = text
        case .procedureName: dossier?.procedureName = text
        case .field: dossier?.field = text
        case .agency: dossier?.agency = text
        case .solvingAgency: dossier?.solvingAgency = text
        case .returnForm: dossier?.returnForm = text
        case .applicant: dossier?.applicant = text
        case .applicantKind: dossier?.applicantKind = text
        case .identity: dossier?.identity = text
        case .resultCode: dossier?.resultCode = text
        case .onlinePayment: dossier?.onlinePayment = text
        case .note: dossier?.note = text
        default: break
        }
    }
}

extension RecordCore {
    /// The canonical text of a value; nil for a blank.
    func text(_ value: NormalValue, in bytes: Span<UInt8>) -> String? {
        switch value {
        case .blank: nil
        case .text(let piece): string(piece, in: bytes)
        case .code: String(decoding: code, as: UTF8.self)
        case .procedure(let piece, let suffix): string(piece, in: bytes) + string(suffix, in: bytes)
        case .channel(let channel): channel.name
        case .status(let status): String(status.rawValue)
        case .truth(let truth): truth ? "true" : "false"
        case .time(let instant): instant.text
        }
    }

    /// The text of a value as a national payload carries it: times as `yyyyMMddHHmmss`; nil for a blank.
    func nationalText(_ value: NormalValue, in bytes: Span<UInt8>) -> String? {
        if case .time(let instant) = value { return instant.nationalText }
        return text(value, in: bytes)
    }
}
