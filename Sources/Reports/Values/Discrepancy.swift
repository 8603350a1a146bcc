package import Dossiers

/// One dossier key that is not agreed: the verdict, both sides, and what follows from it (design section 5).
///
/// Personal data stands here in clear; every renderer masks it unless it is told otherwise.
package struct Discrepancy: Sendable, Hashable {
    /// Canonical dossier code; for `recoded` the local one.
    package var code: String
    package var situation: Situation
    package var severity: Severity
    /// Canonical agency code of the unit that the key belongs to; nil when neither side tells.
    package var unit: String?
    /// Name of the unit from the agency table; nil when the table gives none.
    package var unitName: String?
    /// National procedure core; nil when neither side tells.
    package var procedure: String?
    /// Id of the local source that carried the key, or of the portal when only it did.
    package var source: String
    package var owner: Owner
    package var action: PlannedAction
    /// The local record; nil when the key is absent there or could not be read.
    package var local: SideView?
    /// The portal record; nil when the key is absent there or could not be read.
    package var portal: SideView?
    /// Compared fields that differ, in the order of `ComparedField`.
    package var fields: [FieldDifference] = []
    /// Checks that apply beside the situation, in the order of `Check`.
    package var checks: [Check] = []
    /// The codes of both sides for `recoded`, local first; empty otherwise.
    package var codes: [String] = []
    /// On what the copies of one side contradict each other, for `collision` and `duplicate`, in the order of `Field`.
    package var contradictions: [Field] = []
    /// Why nothing can be concluded; nil unless the situation is `held`.
    package var hold: HoldReason?
    /// Date (`yyyy-MM-dd`) of the first run that found this difference; nil while no history is kept.
    package var firstSeen: String?
    /// Whole days since `firstSeen`; nil with it.
    package var ageDays: Int?
    /// A sentence that replaces the renderer's own; nil lets the renderer explain in its language.
    package var explain: String?

    package init(
        code: String,
        situation: Situation,
        severity: Severity,
        source: String,
        owner: Owner,
        action: PlannedAction
    ) {
        self.code = code
        self.situation = situation
        self.severity = severity
        self.source = source
        self.owner = owner
        self.action = action
    }
}

/// What one side says about a dossier, as reports show it.
package struct SideView: Sendable, Hashable {
    /// National status; nil when the record was quarantined.
    package var status: NationalStatus?
    package var statusAt: Instant?
    package var receivedAt: Instant?
    package var dueAt: Instant?
    package var finishedAt: Instant?
    package var returnedAt: Instant?
    /// National procedure core.
    package var procedure: String?
    /// Canonical agency code.
    package var agency: String?
    /// Name in clear; renderers mask it.
    package var applicant: String?
    /// Id of the source in the configuration.
    package var source: String
    /// Where the raw record stands; nil when it came from no page.
    package var position: RecordPosition?

    package init(source: String, status: NationalStatus? = nil, position: RecordPosition? = nil) {
        self.source = source
        self.status = status
        self.position = position
    }

    /// The view of a normalised dossier.
    package init(_ dossier: Dossier, source: String, position: RecordPosition?) {
        self.init(source: source, status: dossier.status, position: position)
        statusAt = dossier.statusAt
        receivedAt = dossier.receivedAt
        dueAt = dossier.dueAt
        finishedAt = dossier.finishedAt
        returnedAt = dossier.returnedAt
        procedure = dossier.procedure
        agency = dossier.agency
        applicant = dossier.applicant
    }
}

/// One compared field on which the sides differ.
package struct FieldDifference: Sendable, Hashable {
    package var name: Field
    /// Normalised text of the local side, in clear; nil is blank.
    package var local: String?
    /// Normalised text of the portal side, in clear; nil is blank.
    package var portal: String?
    /// Whose value counts (rules file).
    package var owner: Side

    package init(name: Field, local: String?, portal: String?, owner: Side) {
        self.name = name
        self.local = local
        self.portal = portal
        self.owner = owner
    }
}

/// Where a raw record stands.
package struct RecordPosition: Sendable, Hashable {
    /// Name of the raw page.
    package var page: String
    /// Byte offset in the page.
    package var offset: Int64
    /// Line in the page, from 1; nil where lines mean nothing or were not counted.
    package var line: Int?
    /// Number of the record in its page, from 1; nil where records were not counted.
    package var record: Int64?

    package init(page: String, offset: Int64, line: Int? = nil, record: Int64?) {
        self.page = page
        self.offset = offset
        self.line = line
        self.record = record
    }
}
