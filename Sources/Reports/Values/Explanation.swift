package import Dossiers

/// Everything that is known of one dossier code (promise 7): both sides' records, where each value came from, the verdict.
package struct Explanation: Sendable, Hashable {
    /// Canonical code that was asked for.
    package var code: String
    /// The verdict; nil when the code occurs on neither side.
    package var situation: Situation?
    /// What a report says of the code; nil when the sides agree or the code does not occur.
    package var discrepancy: Discrepancy?
    /// Every record of the code, local ones first, in the order of the configuration.
    package var records: [ExplainedRecord] = []
    /// What the plan would send for it; nil when nothing would be sent.
    package var payload: ExplainedPayload?

    package init(code: String, situation: Situation? = nil) {
        self.code = code
        self.situation = situation
    }
}

/// One record of the code, as it came and as it was understood.
package struct ExplainedRecord: Sendable, Hashable {
    package var side: Side
    /// Id of the source in the configuration.
    package var source: String
    package var position: RecordPosition
    /// Why it was set aside; nil when it was understood.
    package var problem: RecordProblem?
    /// The record as it came; shown only when personal data may be.
    package var raw: String
    /// The record as it came, its personal data masked; nil when it cannot be read, so that nothing in it can be vouched for.
    package var maskedRaw: String?
    /// In the order of `Field`.
    package var fields: [ExplainedField] = []

    package init(side: Side, source: String, position: RecordPosition, raw: String) {
        self.side = side
        self.source = source
        self.position = position
        self.raw = raw
    }
}

/// How one canonical field of a record got its value.
package struct ExplainedField: Sendable, Hashable {
    package var name: Field
    /// Paths of the mapping, as written there.
    package var paths: [String] = []
    /// Text at the paths, in clear; nil when there was none.
    package var raw: String?
    /// `file:line` of the mapping that fills the field.
    package var rule: String?
    /// `file:line` of the row of the code table that was used; nil without one.
    package var row: String?
    /// Canonical text, in clear; nil is blank.
    package var value: String?
    /// Whether the sides differ in it, or the copies of its side contradict each other.
    package var differs = false
    /// Whether the value of this record is the one that counts for its side.
    package var stands = false
    /// The side whose value counts, by the rules; nil when the rules do not compare the field or one side does not carry it.
    package var owner: Side?

    package init(_ name: Field, value: String?) {
        self.name = name
        self.value = value
    }
}
