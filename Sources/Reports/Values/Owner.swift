package import Dossiers

/// Who acts on a discrepancy (design section 2, "who acts").
package enum Owner: String, CaseIterable, Sendable, Hashable {
    case nobody
    /// The next upload settles it.
    case upload
    /// The office whose local system holds the dossier.
    case localOffice = "local-office"
    /// The provincial portal's team.
    case province
    /// An officer decides.
    case person
    /// Whoever keeps the mapping file.
    case mapping
    /// Whoever runs the feed.
    case feed
}

/// What the plan will do about a discrepancy.
package enum PlannedAction: String, CaseIterable, Sendable, Hashable {
    case none
    case create
    case update
}

/// Why a key is `held`.
package enum HoldReason: Sendable, Hashable {
    /// Its record on this side was set aside: why, and whose mapping it was read with.
    case quarantined(Side, RecordProblem, source: String, mapping: String)
    /// It is absent on this side, whose feed is partial, empty, stale or was read outside its window.
    case incompleteFeed(Side, source: String)
}
