package import Dossiers

/// What looking at one source has shown, step by step.
package struct SourceProbe: Sendable, Hashable {
    /// Id in the configuration.
    package let source: String
    /// In the order in which they depend on each other.
    package var steps: [ProbeStep]
    /// Whether what is wrong stands in the configuration or around it, so that the source was not even asked.
    package var isMisconfigured = false

    /// The first step that failed; nil when the source is sound.
    package var failure: ProbeStep? { steps.first { $0.verdict == .failed } }
}

/// One thing that was looked at.
package struct ProbeStep: Sendable, Hashable {
    /// What it is; the raw value stands in the JSON of `check`.
    package enum Kind: String, CaseIterable, Sendable, Hashable {
        case files
        case name
        case connection
        case certificate
        case login
        case page
        case mapping
        case clock
    }

    /// What came out.
    package enum Verdict: String, CaseIterable, Sendable, Hashable {
        case sound
        /// It works, and somebody should look at it.
        case odd
        case failed
        /// There is nothing to look at, or it was not reached.
        case omitted
    }

    package var kind: Kind
    package var verdict: Verdict
    /// What was found, free of secrets and personal data.
    package var told: Sentence
    /// What to do about it; nil when there is nothing to do, or nobody knows.
    package var hint: Sentence?
    /// Records that were set aside, the most frequent kinds first; empty but for `mapping`.
    package var setAside: [RecordTally] = []

    package init(_ kind: Kind, _ verdict: Verdict, _ told: Sentence, hint: Sentence? = nil) {
        self.kind = kind
        self.verdict = verdict
        self.told = told
        self.hint = hint
    }
}

/// How many records were set aside for one reason.
package struct RecordTally: Sendable, Hashable {
    /// The reason, without values.
    package var problem: RecordProblem
    package var count: Int

    package init(problem: RecordProblem, count: Int) {
        self.problem = problem
        self.count = count
    }
}
