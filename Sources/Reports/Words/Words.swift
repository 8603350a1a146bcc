package import Dossiers

/// Every text of a report in one language; an exhaustive `switch` behind each function keeps a language complete.
package protocol Words: Sendable {
    var language: Language { get }

    /// A short name, for headings and table cells.
    func name(of situation: Situation) -> String
    /// A short name of a side.
    func name(of side: Side) -> String
    /// Who acts, as a table cell.
    func name(of owner: Owner) -> String
    /// What the plan will do, as a table cell.
    func name(of action: PlannedAction) -> String
    /// The label of a status without its number.
    func name(of status: NationalStatus) -> String
    /// The name of a field inside a sentence.
    func name(of field: Field) -> String
    /// The reason inside a sentence.
    func name(of reason: QuarantineReason) -> String
    func name(of severity: Severity) -> String
    /// What a check means, one clause without a full stop.
    func meaning(of check: Check) -> String
    /// One sentence or two: what differs, and what to do; free of personal data.
    func explanation(of discrepancy: Discrepancy) -> String
    /// Why a record was set aside: the field, its value, the table, and what exactly is wrong; free of personal data.
    func sentence(on problem: RecordProblem) -> String
    /// Whether the dossier is sent, which fields and why, without its code; free of personal data.
    func text(of remark: PayloadRemark) -> String
    /// The same of several dossiers: how many, of which source, an example.
    func text(of group: RemarkGroup) -> String
    /// A sentence that another room made, in this language; English where the language has no pattern for it.
    func say(_ sentence: Sentence) -> String
    /// Which field of which source is not compared, and where to look.
    func text(of silent: SilentField) -> String
    /// Headings and labels.
    func label(_ label: ReportLabel) -> String
    /// What to say under a table that was cut.
    func more(_ count: Int) -> String
}

/// A heading, column title or label of a report.
package enum ReportLabel: String, CaseIterable, Sendable, Hashable {
    case accepted
    case action
    case age
    case asOf
    case balanced
    case books
    case checks
    case code
    case complete
    case count
    /// Before the side whose value of a field counts.
    case counts
    case guards
    case incomplete
    case limit
    case local
    case merged
    case noDifferences
    /// Keys that were received outside the window of the run.
    case outsideWindow
    case owner
    case partialUnits
    case portal
    /// Above why sources are not complete.
    case problems
    case quarantined
    case read
    case run
    case seconds
    case side
    case situation
    case skipped
    case source
    /// Beside the value that counts for its side, where the side has several records.
    case stands
    case total
    case tripped
    case unbalanced
    case unit
    case unknownCode
    case value
    case warnings
    /// Before what the plan would send.
    case wouldSend
}

extension RecordProblem {
    /// Whether its reason alone names the field.
    var isMissing: Bool { reason == .codeMissing || reason == .statusMissing }
}

extension Words {
    /// A status as a sentence shows it: number and label; a dash for a side without one.
    package func text(of status: NationalStatus?) -> String {
        guard let status else { return "–" }
        return "\(status.rawValue) (\(name(of: status)))"
    }

    /// The names of fields, comma between.
    func list(_ fields: [Field]) -> String { fields.map { name(of: $0) }.joined(separator: ", ") }

    /// The text of the source that a problem shows, masked where it is personal; nil when the problem shows none.
    func shown(_ problem: RecordProblem) -> String? {
        problem.value.map { Masking.masked.value($0, of: problem.field) }
    }

    /// The names of the fields that differ, each once, comma between.
    package func list(of differences: [FieldDifference]) -> String {
        differences.map { name(of: $0.name) }.joined(separator: ", ")
    }
}
