package import Dossiers

extension VietnameseWords {
    package func sentence(on problem: RecordProblem) -> String {
        let value = shown(problem).map { " «\($0)»" } ?? ""
        let field = problem.isMissing ? "" : problem.field.map { "\(name(of: $0))\(value): " } ?? value
        let table = problem.table.map { " \($0)" } ?? ""
        let detail = problem.detail.map { " (\(say($0)))" } ?? ""
        return field + name(of: problem.reason) + table + detail
    }

    package func say(_ sentence: Sentence) -> String { sentence.text { VietnameseSentences.patterns[$0] } }

    /// What to do about a record that was set aside, without a full stop.
    func remedy(for problem: RecordProblem, _ mapping: String) -> String {
        switch problem.reason {
        case .unmappedCode:
            "thêm vào \(problem.table.map { "bảng \($0) của " } ?? "")ánh xạ \(mapping) (xem `doisoat mappings unmapped`)"
        case .codeMissing, .codeMalformed, .statusMissing, .dateMalformed, .valueMalformed: "sửa bản ghi ở nguồn"
        case .brokenSyntax, .invalidEncoding, .duplicateName, .columnCount: "xuất lại dữ liệu từ nguồn"
        case .limitExceeded: "hỏi người vận hành nguồn"
        }
    }
}
