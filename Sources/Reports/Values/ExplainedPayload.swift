package import Dossiers

/// What would be sent to the portal for one dossier, under the national names.
package struct ExplainedPayload: Sendable, Hashable {
    /// How personal a value is, which decides how it is masked.
    package enum Privacy: Sendable, Hashable {
        case open
        /// The value is that of a canonical field, masked like it.
        case field(Field)
        case phone
        /// Hidden whole while masked.
        case hidden
    }

    /// One value; members of lists are named `TaiLieuNop[1].TenTepDinhKem`.
    package struct Value: Sendable, Hashable {
        package var name: String
        package var text: String
        package var privacy: Privacy

        package init(name: String, text: String, privacy: Privacy) {
            self.name = name
            self.text = text
            self.privacy = privacy
        }

        /// The text as it may be shown.
        func shown(_ masking: Masking) -> String {
            switch privacy {
            case .open: text
            case .field(let field): masking.value(text, of: field)
            case .phone: masking.phone(text)
            case .hidden: masking.hidden(text)
            }
        }
    }

    package var action: PlannedAction
    /// Why it cannot be sent after all; nil when it can.
    package var refusal: PayloadRemark?
    /// The record, blank values left out.
    package var record: [Value] = []
    /// The steps that would follow it.
    package var steps: [[Value]] = []

    package init(action: PlannedAction) { self.action = action }
}
