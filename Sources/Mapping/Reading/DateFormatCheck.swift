import Dossiers
import Settings

/// Judges the text of a date format before it is compiled; the guide «Writing a mapping» lists the pieces.
enum DateFormatCheck {
    private static let named = ["iso", "national", "epoch-ms", "wcf"]
    private static let pieces: Set<String> = ["yyyy", "MM", "dd", "HH", "mm", "ss", "SSS", "d", "M", "H", "Z"]
    private static let reserved: Set<Character> = ["y", "Y", "M", "d", "D", "H", "h", "m", "s", "S", "Z", "a"]

    /// What is wrong with `text`, and what to do; nil when it is a format.
    static func problem(with text: String) -> (message: Sentence, hint: Sentence?)? {
        guard !named.contains(text) else { return nil }
        if let name = NearestName.of(text, among: named), !text.contains("y") {
            return ("`\(text)` is no date format", "did you mean `\(name)`?")
        }
        guard let runs = runs(in: text) else {
            return ("an apostrophe in `\(YAMLValue.short(text))` is not closed", nil)
        }
        if let wrong = runs.first(where: { !pieces.contains($0) }) { return stranger(wrong, in: text) }
        return gap(in: Set(runs), of: text)
    }

    /// The runs of reserved letters outside apostrophes; nil when an apostrophe stays open.
    private static func runs(in text: String) -> [String]? {
        var runs: [String] = []
        var previous: Character?
        var isQuoted = false
        for character in text {
            defer { previous = isQuoted ? nil : character }
            if character == "'" { isQuoted.toggle() }
            guard !isQuoted, reserved.contains(character) else { continue }
            if character == previous, let last = runs.popLast() {
                runs.append(last + String(character))
            } else {
                runs.append(String(character))
            }
        }
        return isQuoted ? nil : runs
    }

    private static func stranger(_ piece: String, in text: String) -> (message: Sentence, hint: Sentence?) {
        let hint: Sentence? =
            switch piece.first {
            case "h", "a": "hours are `HH`, 0 to 23"
            case "Y", "y": "years are `yyyy`"
            case "D": "days are `dd`"
            case "m", "s": "minutes are `mm`, seconds `ss`"
            default: "text that is no piece stands between apostrophes"
            }
        return ("`\(piece)` in `\(YAMLValue.short(text))` is no piece of a date", hint)
    }

    private static func gap(in runs: Set<String>, of text: String) -> (message: Sentence, hint: Sentence?)? {
        let shown = YAMLValue.short(text)
        guard runs.contains("yyyy") else { return ("`\(shown)` names no year", "years are `yyyy`") }
        guard runs.contains("MM") || runs.contains("M") else {
            return (
                "`\(shown)` names no month",
                runs.contains("mm") ? "`mm` is minutes, months are `MM`" : "months are `MM`"
            )
        }
        guard runs.contains("dd") || runs.contains("d") else { return ("`\(shown)` names no day", "days are `dd`") }
        let hasHour = runs.contains("HH") || runs.contains("H")
        guard hasHour || !runs.contains("mm") else { return ("`\(shown)` names minutes without hours", nil) }
        guard runs.contains("mm") || !runs.contains("ss") else {
            return ("`\(shown)` names seconds without minutes", nil)
        }
        guard runs.contains("ss") || !runs.contains("SSS") else {
            return ("`\(shown)` names fractions without seconds", nil)
        }
        return nil
    }
}
