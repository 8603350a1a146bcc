/// Why a record was set aside; the raw value is the `reason` of a quarantine line.
package enum QuarantineReason: String, CaseIterable, Sendable, Hashable {
    /// The syntax of the record is broken.
    case brokenSyntax = "broken-syntax"
    /// Bytes that are no UTF-8.
    case invalidEncoding = "invalid-encoding"
    /// A limit on depth, size or count was passed.
    case limitExceeded = "limit-exceeded"
    /// A mapped name occurs twice in one record.
    case duplicateName = "duplicate-name"
    /// The record carries no dossier code.
    case codeMissing = "code-missing"
    /// The code has a form that is no code.
    case codeMalformed = "code-malformed"
    /// A code or value stands in no table of the mapping.
    case unmappedCode = "unmapped-code"
    /// The record carries no status.
    case statusMissing = "status-missing"
    /// A date that fits none of the declared formats or names no day.
    case dateMalformed = "date-malformed"
    /// A value of the wrong kind (a list where a text is mapped, a nested text that cannot be read).
    case valueMalformed = "value-malformed"
    /// A spreadsheet or list row whose number of cells is not that of the header.
    case columnCount = "column-count"
}

/// One thing found wrong with one record: which field, which text, against which table.
package struct RecordProblem: Sendable, Hashable, Error {
    package var reason: QuarantineReason
    /// The canonical field that could not be filled; nil when the whole record is concerned.
    package var field: Field?
    /// The offending text of the source, at most 200 characters; personal fields leave it nil.
    package var value: String?
    /// The code table concerned, for `unmappedCode`.
    package var table: String?
    /// What exactly is wrong, for a person; free of personal data.
    package var detail: Sentence?

    package init(
        _ reason: QuarantineReason,
        field: Field? = nil,
        value: String? = nil,
        table: String? = nil,
        detail: Sentence? = nil
    ) {
        self.reason = reason
        self.field = field
        self.value = value
        self.table = table
        self.detail = detail
    }
}
