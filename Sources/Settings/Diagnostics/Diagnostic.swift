package import Dossiers

/// One thing wrong in a file that a person wrote, and where.
package struct Diagnostic: Hashable, Sendable, Error {
    /// Path of the file as the user gave it.
    package var file: String
    /// 1-based line; 0 when the file as a whole is meant.
    package var line: Int
    /// 1-based column in Unicode scalars.
    package var column: Int
    /// What is wrong, without a full stop.
    package var message: Sentence
    /// What to do about it; nil when the message says it all.
    package var hint: Sentence?
    /// The source line; empty when there is none to show.
    package var excerpt: String

    package init(
        file: String,
        line: Int = 0,
        column: Int = 1,
        message: Sentence,
        hint: Sentence? = nil,
        excerpt: String = ""
    ) {
        self.file = file
        self.line = line
        self.column = column
        self.message = message
        self.hint = hint
        self.excerpt = excerpt
    }

    /// `file:line:column: error: message`, the line, a caret and the hint, in English; no newline at the end.
    package var rendered: String { rendered { "\($0)" } }

    /// The same as `say` says it.
    package func rendered(_ say: (Sentence) -> String) -> String {
        let title = say("error")
        let place = line > 0 ? "\(file):\(line):\(column)" : file
        var lines = ["\(place): \(title): \(say(message))"]
        if !excerpt.isEmpty {
            let shown = ExcerptWindow(line: excerpt, column: column)
            lines += ["  \(shown.text)", "  \(shown.caret)"]
        }
        if let hint { lines.append("  \(say("hint")): \(say(hint))") }
        return lines.joined(separator: "\n")
    }
}

extension Diagnostic: Comparable {
    /// Order of reading: by file, line, column, then text.
    package static func < (left: Diagnostic, right: Diagnostic) -> Bool {
        let places = ((left.file, left.line, left.column), (right.file, right.line, right.column))
        return places.0 == places.1 ? "\(left.message)" < "\(right.message)" : places.0 < places.1
    }
}

/// Everything that is wrong in one reading of files; never empty when thrown.
package struct Diagnostics: Hashable, Sendable, Error {
    /// In the order of reading, each once.
    package let all: [Diagnostic]
    /// How many more there are that were not kept.
    package let dropped: Int

    package init(_ all: [Diagnostic], dropped: Int = 0) {
        self.all = Set(all).sorted()
        self.dropped = dropped
    }

    /// All of them as `Diagnostic.rendered`, one under the other.
    package var rendered: String { rendered { "\($0)" } }

    /// The same as `say` says it.
    package func rendered(_ say: (Sentence) -> String) -> String {
        (all.map { $0.rendered(say) } + (dropped > 0 ? [say("and \(dropped) more errors")] : [])).joined(
            separator: "\n"
        )
    }
}
