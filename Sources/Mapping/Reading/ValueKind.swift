import Dossiers
import Settings

/// What a value must be once a rule is through with it.
enum ValueKind {
    case code
    case status
    case channel
    case agency
    case procedure
    case time
    case boolean
    case text
    /// Carried over as it comes.
    case any

    init(_ field: Field) {
        switch field {
        case .code: self = .code
        case .status: self = .status
        case .channel: self = .channel
        case .agency: self = .agency
        case .procedure: self = .procedure
        case .submittedAt, .receivedAt, .dueAt, .newDueAt, .finishedAt, .returnedAt, .refusedAt, .statusAt: self = .time
        case .digitised, .resultLink, .verifiedAccount: self = .boolean
        case .otherCode, .originCode, .procedureName, .field, .solvingAgency, .returnForm, .applicant, .applicantKind,
            .identity,
            .resultCode, .onlinePayment, .note, .steps, .pauses, .attachments, .fees, .supplements:
            self = .text
        }
    }

    /// What a rule without a meaning of its own means; nil when it has to say.
    func defaultMeaning(constant: Bool) -> ValueMeaning? {
        switch self {
        case .code: .dossierCode
        case .procedure: constant ? .procedureCode : .text
        case .status: constant ? .status : nil
        case .boolean: constant ? .boolean : nil
        case .channel: constant ? .text : nil
        case .time: nil
        case .agency, .text, .any: .text
        }
    }

    /// What to add when the default does not do.
    var wanted: String {
        switch self {
        case .status: "`as: status`, `values` or `table`"
        case .boolean: "`as: boolean`, `as: present`, `values` or `table`"
        case .channel: "`values`, `table` or `decide`"
        case .time: "`date`"
        case .code, .agency, .procedure, .text, .any: "`as`"
        }
    }

    /// Whether `meaning` can give such a value.
    func accepts(_ meaning: ValueMeaning) -> Bool {
        switch (self, meaning) {
        case (.any, _), (.time, .date): true
        case (_, .date), (.time, _): false
        case (_, .values), (_, .table): true
        case (.status, .status), (.boolean, .boolean), (.boolean, .present): true
        case (.status, _), (_, .status), (.boolean, _), (_, .boolean), (_, .present): false
        case (.code, .dossierCode), (.code, .text): true
        case (.code, _): false
        case (.channel, .text), (.agency, .text): true
        case (.channel, _), (.agency, _): false
        case (.procedure, .procedureCode), (.procedure, .text): true
        case (.procedure, _): false
        case (.text, _): true
        }
    }

    /// Why `text`, written in a mapping or a table, is no such value; nil when it is one.
    func problem(with text: String) -> (message: Sentence, hint: Sentence?)? {
        switch self {
        case .status where NationalStatus(text) == nil:
            ("`\(YAMLValue.short(text))` is no national status", "the national statuses are 1 to 10")
        case .channel where Channel(name: text) == nil:
            (
                "`\(YAMLValue.short(text))` is no channel",
                NearestName.hint(for: text, among: Channel.allCases.map(\.name))
            )
        case .boolean where text != "true" && text != "false":
            ("`\(YAMLValue.short(text))` is neither true nor false", nil)
        case .agency where !AgencyCode.isCanonical(text):
            ("`\(YAMLValue.short(text))` is no agency code", "province first, then its units: H23.23.18")
        case .procedure where !ProcedureCore.begins(text):
            ("`\(YAMLValue.short(text))` is no national procedure code", "a digit, a point, six digits: 1.001193")
        case .code, .status, .channel, .agency, .procedure, .time, .boolean, .text, .any: nil
        }
    }
}

extension NationalStatus {
    /// A status from the digits of its number alone.
    fileprivate init?(_ text: String) {
        guard let number = UInt8(text), String(number) == text else { return nil }
        self.init(rawValue: number)
    }
}

/// The canonical form of an agency code: province first, dotted (rules 1.2).
private enum AgencyCode {
    static func isCanonical(_ text: String) -> Bool {
        let parts = text.split(separator: ".", omittingEmptySubsequences: false)
        guard let head = parts.first, text.utf8.count <= 35, head.utf8.count >= 2, let first = head.utf8.first,
            (0x41...0x5A).contains(first)
        else { return false }
        return parts.allSatisfy { part in
            !part.isEmpty && part.utf8.allSatisfy { (0x30...0x39).contains($0) || (0x41...0x5A).contains($0) }
        }
    }
}

/// The national core of a procedure code, `\d\.\d{6}` (protocol 4.2).
private enum ProcedureCore {
    static func begins(_ text: String) -> Bool {
        let bytes = Array(text.utf8.prefix(9))
        guard bytes.count >= 8, bytes[1] == 0x2E else { return false }
        let digits = [bytes[0]] + bytes[2..<8]
        return digits.allSatisfy { (0x30...0x39).contains($0) } && (bytes.count == 8 || bytes[8] == 0x2E)
    }
}
