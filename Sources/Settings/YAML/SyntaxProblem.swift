import Dossiers
import Yams

/// Turns what the YAML parser says into a located finding.
enum SyntaxProblem {
    static func diagnostic(of error: any Error, in source: SourceText) -> Diagnostic {
        switch error as? YamlError {
        case .scanner(_, let problem, let mark, _), .parser(_, let problem, let mark, _):
            return source.diagnostic(at: place(mark), Sentence(said: problem), hint: hint(problem))
        case .composer(_, let problem, let mark, _):
            return composed(problem, at: place(mark), in: source)
        case .duplicatedKeysInMapping(let names, let context):
            return duplicate(names, at: place(context.mark), in: source)
        case .reader(let problem, let offset, _, _):
            return source.diagnostic(at: mark(offset: offset ?? 0, in: source), Sentence(said: problem))
        default:
            return Diagnostic(file: source.file, message: "the file is no YAML")
        }
    }

    private static func place(_ mark: Mark) -> YAMLMark {
        YAMLMark(line: max(1, mark.line), column: max(1, mark.column))
    }

    private static func composed(_ problem: String, at mark: YAMLMark, in source: SourceText) -> Diagnostic {
        if problem.contains("another document") {
            return source.diagnostic(at: mark, "a second document begins here", hint: "one file holds one document")
        }
        if problem.contains("alias") {
            return source.diagnostic(
                at: mark,
                "aliases are not supported",
                hint: "put a text that begins with * in quotes"
            )
        }
        return source.diagnostic(at: mark, Sentence(said: problem))
    }

    /// The parser tells the first of the equal keys; the second is the one to mend.
    private static func duplicate(_ names: [String], at first: YAMLMark, in source: SourceText) -> Diagnostic {
        let name = names.first ?? ""
        let second = secondPlace(of: name, after: first, in: source)
        return source.diagnostic(
            at: second ?? first,
            "the key `\(name)` is written twice",
            hint: second.map { _ in "first on line \(first.line)" }
        )
    }

    /// A line below that begins with the same key in the same column; nil in flow style.
    private static func secondPlace(of name: String, after first: YAMLMark, in source: SourceText) -> YAMLMark? {
        for (index, line) in source.lines.enumerated().dropFirst(first.line) {
            let indent = line.prefix { $0 == " " }.count
            guard indent == first.column - 1 else { continue }
            let rest = line.dropFirst(indent).trimmingPrefix("\"").trimmingPrefix("'")
            guard rest.hasPrefix(name) else { continue }
            let after = rest.dropFirst(name.count).drop { "\"' ".contains($0) }
            if after.first == ":" { return YAMLMark(line: index + 1, column: first.column) }
        }
        return nil
    }

    private static func mark(offset: Int, in source: SourceText) -> YAMLMark {
        let before = source.text.utf8.prefix(max(0, offset))
        let line = before.count { $0 == 0x0A }
        let start = before.lastIndex(of: 0x0A).map { before.index(after: $0) } ?? before.startIndex
        let column = before[start...].count { $0 & 0xC0 != 0x80 }
        return YAMLMark(line: line + 1, column: column + 1)
    }

    private static func hint(_ problem: String) -> Sentence? {
        if problem.contains("cannot start any token") {
            return "indent with blanks, not tabs, and quote odd beginnings"
        }
        if problem.contains("mapping values are not allowed") { return "put a text that contains `: ` in quotes" }
        return nil
    }
}
