package import Dossiers

/// What one run came to: the books, the counts, the guards (design section 5, `summary.json`).
package struct RunSummary: Sendable, Hashable {
    /// Name of the run, also of its folder.
    package var run: String
    /// Whether every source was read whole and every unit was concluded on.
    package var isComplete = true
    /// Canonical agency codes of the units on which nothing was concluded.
    package var partialUnits: [String] = []
    package var local = Books()
    package var portal = Books()
    /// In the order of the configuration, local sources first.
    package var sources: [SourceSummary] = []
    /// Count of keys per situation, `agreed` included; a situation that is missing counts 0.
    package var situations: [Situation: Int] = [:]
    /// Keys that do not agree and were received outside the window of the run; they are not reported.
    package var outsideWindow = 0
    /// Count of keys per check; a check that is missing counts 0.
    package var checks: [Check: Int] = [:]
    package var guards: [GuardOutcome] = []
    /// Sentences for a person, free of personal data.
    package var warnings: [Sentence] = []
    /// Fields that a mapping names and a feed never shows; the reports list them first among the warnings.
    package var silentFields: [SilentField] = []
    /// Dossiers that are not sent first, then odd values of those that are; the reports list them among the warnings.
    package var payloadRemarks: [PayloadRemark] = []
    /// Wall time of the run.
    package var duration: Duration = .zero
    /// What the process will answer (design section 6).
    package var exitCode: Int32 = 0

    package init(run: String) { self.run = run }

    /// Keys that are not agreed.
    package var differences: Int { situations.reduce(0) { $1.key == .agreed ? $0 : $0 + $1.value } }

    /// The warnings in the words of a language; remarks of one kind on many dossiers of a source are one line.
    package func warnings(in words: any Words) -> [String] {
        silentFields.map { words.text(of: $0) } + warnings.map(words.say)
            + RemarkGroup.groups(of: payloadRemarks).map { words.text(of: $0) }
    }

    /// The warnings and every single remark in English, as the files hold them.
    package var allWarnings: [String] {
        let words = Language.english.words
        return silentFields.map { words.text(of: $0) } + warnings.map(\.description)
            + payloadRemarks.map { "\($0.code): \(words.text(of: $0))" }
    }

    /// Whether every source and both sides account for each record that they read.
    package var isBalanced: Bool { local.isBalanced && portal.isBalanced && sources.allSatisfy(\.books.isBalanced) }
}

/// Where the records of a source or a side ended; `read = accepted + merged + quarantined`.
package struct Books: Sendable, Hashable {
    package var read = 0
    /// Records that represent a key.
    package var accepted = 0
    /// Copies of a record that represents its key.
    package var merged = 0
    package var quarantined = 0

    package init(read: Int = 0, accepted: Int = 0, merged: Int = 0, quarantined: Int = 0) {
        self.read = read
        self.accepted = accepted
        self.merged = merged
        self.quarantined = quarantined
    }

    /// Whether every record read ended in one place.
    package var isBalanced: Bool { read == accepted + merged + quarantined }
}

/// What was read from one source.
package struct SourceSummary: Sendable, Hashable {
    /// Id in the configuration.
    package var id: String
    package var side: Side
    /// Name of the mapping.
    package var mapping: String
    package var pages = 0
    package var books = Books()
    /// Rows that the mapping says are no records; they are not part of the books.
    package var skipped = 0
    package var isComplete = true
    /// The instant that the feed speaks for; nil when nothing tells.
    package var asOf: Instant?
    /// Why the source is not complete; free of personal data.
    package var problems: [Sentence] = []
    /// How it was read; nil for a source that is always read in full.
    package var increment: IncrementSummary?

    package init(id: String, side: Side, mapping: String) {
        self.id = id
        self.side = side
        self.mapping = mapping
    }
}

/// How a source was read that can be asked for changes.
package struct IncrementSummary: Sendable, Hashable {
    /// Whether everything was asked for.
    package var isFull: Bool
    /// Since when changes were asked for; nil for a full read.
    package var since: Instant?
    /// Dossiers that a full read found changed although increments should have brought them; nil where nothing was compared.
    package var late: Int?
    /// Dossiers that were known and that a full read did not bring; nil where nothing was compared.
    package var vanished: Int?

    package init(isFull: Bool, since: Instant?) {
        self.isFull = isFull
        self.since = since
    }
}

/// What one guard of the configuration found.
package struct GuardOutcome: Sendable, Hashable {
    /// Name of the guard in the configuration, `max_absent`.
    package var name: String
    /// Source that the guard looked at; nil when it looks at the whole run.
    package var source: String?
    /// The bound as configured.
    package var limit: String
    /// What was found, in the unit of the bound.
    package var value: String
    /// Whether the guard stops what follows.
    package var isTripped: Bool

    package init(name: String, source: String? = nil, limit: String, value: String, isTripped: Bool) {
        self.name = name
        self.source = source
        self.limit = limit
        self.value = value
        self.isTripped = isTripped
    }
}
