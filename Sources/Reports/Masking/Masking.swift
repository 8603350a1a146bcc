package import Dossiers

/// Whether personal data is shown; masking is the default everywhere but in the payload itself (rules 1.12).
package enum Masking: Sendable, Hashable {
    case masked
    /// Only on the explicit wish of the person who runs the tool.
    case clear

    /// A person's name: the family name, then the initial of each further word (`Nguyễn V** A*`).
    ///
    /// A name of one word keeps only its initial; a word of one letter is hidden whole.
    package func name(_ text: String) -> String {
        guard self == .masked else { return text }
        if let masked = PlainNameMask.masked(text.utf8.span) { return masked }
        let words = text.split(whereSeparator: \.isWhitespace)
        guard let first = words.first, words.count > 1 else { return words.map(Masking.initial).joined() }
        return ([String(first)] + words.dropFirst().map(Masking.initial)).joined(separator: " ")
    }

    /// An identity number: its last three digits.
    package func identity(_ text: String) -> String { self == .masked ? Masking.tail(text, shown: 3) : text }

    /// A telephone number: its last two digits.
    package func phone(_ text: String) -> String { self == .masked ? Masking.tail(text, shown: 2) : text }

    /// Anything else that is personal: addresses, e-mail, file links, notes; not even its length is told.
    package func hidden(_ text: String) -> String { self == .masked && !text.isEmpty ? "***" : text }

    /// The value of a canonical field; codes, statuses and times are no personal data and stay.
    package func value(_ text: String, of field: Field?) -> String {
        switch field {
        case .applicant: name(text)
        case .identity: identity(text)
        case .note, .attachments, .supplements, .fees: hidden(text)
        case .resultLink: text == "true" || text == "false" ? text : hidden(text)
        default: text
        }
    }

    /// A text that is known to be personal, whatever field it fills.
    package func personal(_ text: String, of field: Field) -> String {
        let masked = value(text, of: field)
        return masked == text ? hidden(text) : masked
    }

    private static func initial(_ word: some StringProtocol) -> String {
        guard let first = word.first, word.count > 1 else { return "*" }
        return String(first) + String(repeating: "*", count: word.count - 1)
    }

    /// Stars but for the last characters; a text of at most twice as many is hidden whole.
    private static func tail(_ text: String, shown: Int) -> String {
        guard text.count > 2 * shown else { return String(repeating: "*", count: text.count) }
        return String(repeating: "*", count: text.count - shown) + text.suffix(shown)
    }
}
