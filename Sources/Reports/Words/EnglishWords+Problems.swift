package import Dossiers

extension EnglishWords {
    package func sentence(on problem: RecordProblem) -> String {
        let value = shown(problem).map { " \"\($0)\"" } ?? ""
        let field = problem.isMissing ? "" : problem.field.map { "\(name(of: $0))\(value): " } ?? value
        let table = problem.table.map { " \($0)" } ?? ""
        let detail = problem.detail.map { " (\($0))" } ?? ""
        return field + name(of: problem.reason) + table + detail
    }

    package func say(_ sentence: Sentence) -> String { sentence.text { EnglishSentences.patterns[$0] } }

    /// What to do about a record that was set aside, without a full stop.
    func remedy(for problem: RecordProblem, _ mapping: String) -> String {
        switch problem.reason {
        case .unmappedCode:
            "add it to \(problem.table.map { "table \($0) of " } ?? "")mapping \(mapping) (see `doisoat mappings unmapped`)"
        case .codeMissing, .codeMalformed, .statusMissing, .dateMalformed, .valueMalformed:
            "mend the record at its source"
        case .brokenSyntax, .invalidEncoding, .duplicateName, .columnCount: "export the records anew"
        case .limitExceeded: "ask whoever runs the source"
        }
    }
}
