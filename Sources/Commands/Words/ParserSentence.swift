import Dossiers

/// What the argument parser says, taken apart so that another language can say it; it knows English alone.
enum ParserSentence {
    /// The sentence for the first line of its message; its own words where they have no known form.
    static func sentence(of message: String) -> Sentence {
        let line = message.split(separator: "\n").first.map(String.init) ?? ""
        let text = line.hasPrefix("Error: ") ? String(line.dropFirst(7)) : line
        return named(text) ?? value(text) ?? Sentence(said: text)
    }

    private static func named(_ text: String) -> Sentence? {
        if let found = text.wholeMatch(of: /Unknown option '(.+?)'\. Did you mean '(.+)'\?/) {
            return "unknown option '\(found.1)' (\(Sentence("did you mean `\(found.2)`?")))"
        }
        if let found = text.wholeMatch(of: /Unknown option '(.+)'/) { return "unknown option '\(found.1)'" }
        if let found = text.wholeMatch(of: /Missing value for '(.+)'/) {
            return "a value is missing for '\(found.1)'"
        }
        if let found = text.wholeMatch(of: /Missing expected argument '(.+)'/) {
            return "the argument '\(found.1)' is missing"
        }
        if let found = text.wholeMatch(of: /(?:\d+ unexpected arguments:|Unexpected argument) (.+)/) {
            return "unexpected arguments: \(found.1)"
        }
        return nil
    }

    private static func value(_ text: String) -> Sentence? {
        if let found = text.wholeMatch(of: /The value '(.*)' is invalid for '(.+?)'\. Please provide one of (.+)\./) {
            return "the value '\(found.1)' is invalid for '\(found.2)': \(Sentence("one of \(found.3)"))"
        }
        if let found = text.wholeMatch(of: /The value '(.*)' is invalid for '(.+?)': (.+)/) {
            return "the value '\(found.1)' is invalid for '\(found.2)': \(Sentence(said: String(found.3)))"
        }
        if let found = text.wholeMatch(of: /The value '(.*)' is invalid for '(.+)'/) {
            return "the value '\(found.1)' is invalid for '\(found.2)'"
        }
        return nil
    }

    /// The command whose help the message names; nil when it names none.
    static func help(in message: String) -> String? {
        message.firstMatch(of: /See '(.+? --help)'/).map { String($0.1) }
    }
}
