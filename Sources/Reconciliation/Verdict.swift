package import Dossiers

/// Why nothing can be concluded of a key.
package enum HoldReason: Sendable, Hashable {
    /// A record of the key was set aside on that side.
    case setAside(Side, SetAside)
    /// The key is absent from a side whose feed of its unit is not complete; the sources concerned.
    case incomplete(Side, sources: [Int])
}

/// The one situation of a key with what led to it.
package struct Verdict: Sendable, Hashable {
    /// Canonical code.
    package var code: String
    package var situation: Situation
    /// What each side says of the key; nil when the side has no record that could be read.
    package var local: SideRecord?
    package var portal: SideRecord?
    /// The distinct copies of each side, the best first; more than one only when they contradict each other.
    package var localCopies: [Copy] = []
    package var portalCopies: [Copy] = []
    /// On what the copies of one side contradict each other, for collisions and duplicates, in the order of `Field`.
    package var contradictions: [Field] = []
    package var differences: [FieldDifference] = []
    package var hold: HoldReason?
    /// Sources of copies that were merged because they say the same.
    package var merged: [Int] = []
    /// Both codes of a `recoded` dossier, local first; empty otherwise.
    package var codes: [String] = []
    /// Canonical agency code that the key belongs to; nil when nothing tells.
    package var unit: String?
    /// Check ids of rules section 8, sorted, worked out on each call.
    ///
    /// A dossier that is `recoded` has none.
    package var checks: [String] { situation == .recoded ? [] : Checks.ids(for: self) }

    package init(code: String, situation: Situation) {
        self.code = code
        self.situation = situation
    }
}
