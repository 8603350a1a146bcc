import Dossiers

/// What a source lost between its system and us, so that sending its records would blank out what the portal has.
struct SourceLoss: Sendable {
    private let fields: ComparedFields
    /// Whether the loss is sure, a table without the column: nothing of it is sent then.
    private let isSure: Bool

    init(_ source: RunSource) {
        fields = source.silent
        isSure = source.program.isTable && !source.silent.isEmpty
    }

    /// Whether a record of the source must not be sent: over the one of the portal, or as a new one.
    func forbidsSending(over portal: Dossier?) -> Bool {
        if isSure { return true }
        guard !fields.isEmpty, let portal else { return false }
        return ComparedField.allCases.contains { fields.has($0) && portal.has($0) }
    }
}

extension Dossier {
    /// Whether a compared field has a value.
    fileprivate func has(_ field: ComparedField) -> Bool {
        switch field {
        case .procedure: procedure != nil
        case .agency: agency != nil
        case .channel: channel != nil
        case .receivedAt, .dueAt, .finishedAt, .returnedAt: time(field) != nil
        case .applicant: applicant != nil
        case .resultLink: hasResultLink ?? false
        case .digitised: digitised != nil
        }
    }
}
