/// A language that the tool speaks.
package enum Language: String, CaseIterable, Sendable, Hashable {
    case vietnamese = "vi"
    case english = "en"

    /// The language of a locale name such as `vi_VN.UTF-8`; nil for one that the tool does not speak.
    package init?(locale: String) {
        let name = locale.prefix { $0 != "_" && $0 != "." && $0 != "-" && $0 != "@" }.lowercased()
        switch name {
        case "vi": self = .vietnamese
        case "en", "c", "posix": self = .english
        default: return nil
        }
    }

    /// Every text of this language.
    package var words: any Words {
        switch self {
        case .vietnamese: VietnameseWords()
        case .english: EnglishWords()
        }
    }
}
