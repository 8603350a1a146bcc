/// Shows a message of another system without the personal data that it may hold.
///
/// Names are words with capitals in a row, numbers have four digits or more, addresses an `@`; the rest of the sentence stays,
/// for it says what went wrong.
package enum MessageMask {
    private static let mostCharacters = 120
    private static let fewestDigits = 4

    /// The message on one line, cut when it is long.
    package static func text(of message: String) -> String {
        let words = message.split { $0.isWhitespace || $0.isNewline }
        var shown: [String] = []
        for (index, word) in words.enumerated() {
            let isBesideName =
                index > 0 && isName(words[index - 1]) || index + 1 < words.count && isName(words[index + 1])
            shown.append(isPersonal(word) || isName(word) && isBesideName ? "***" : harmless(word))
        }
        let line = shown.joined(separator: " ")
        return line.count <= mostCharacters ? line : line.prefix(mostCharacters) + "…"
    }

    private static func isPersonal(_ word: Substring) -> Bool {
        word.contains("@") || word.contains("/") || word.count { $0.isNumber } >= fewestDigits
    }

    private static func isName(_ word: Substring) -> Bool { word.first { $0.isLetter }?.isUppercase ?? false }

    private static func harmless(_ word: Substring) -> String {
        String(String.UnicodeScalarView(word.unicodeScalars.filter { $0.properties.generalCategory != .control }))
    }
}
