package import Dossiers

/// What is compared, who owns a field, and which statuses a sender is known to rewrite; the Pipeline fills it from the rules.
package struct ComparisonPolicy: Sendable, Hashable {
    /// A local status and what a sender is known to store for it on the portal (protocol 1.5).
    package struct Rewrite: Sendable, Hashable {
        package var local: NationalStatus
        package var portal: NationalStatus

        package init(local: NationalStatus, portal: NationalStatus) {
            self.local = local
            self.portal = portal
        }
    }

    /// Fields that are compared at all.
    package var compared: ComparedFields = .all
    /// Changes younger than this, in seconds before the earlier as-of, conclude nothing yet.
    package var quietZone: Int64 = 2 * 3_600
    /// The side whose value counts, for each compared field.
    package var owners: [ComparedField: Side] = [:]
    package var rewrites: Set<Rewrite> = []
    /// The dossiers that the run is about; nil: all that the feeds give.
    package var window: ReceiveWindow?

    package init() {}

    /// Who must act on a difference of the field; the local side unless the rules say otherwise.
    package func owner(of field: ComparedField) -> Side { owners[field] ?? .local }
}

/// What the classifier must know of one source.
package struct SourceFacts: Sendable, Hashable {
    package var id: String
    package var side: Side
    /// Name of the mapping that its records are read with.
    package var mapping = ""
    /// Place in the configuration; breaks ties between copies.
    package var order: Int
    package var carried: CarriedFields
    /// Whether the source gave everything it has for its window.
    package var isComplete: Bool
    /// The instant that the feed speaks for; nil when it names none.
    package var asOf: Instant?
    /// Canonical agency codes whose dossiers this source holds; nil: not known, it may hold any.
    package var units: Set<String>?
    /// What it was asked for.
    package var asked = AskedScope.everything

    package init(id: String, side: Side, order: Int, carried: CarriedFields, isComplete: Bool, asOf: Instant?) {
        self.id = id
        self.side = side
        self.order = order
        self.carried = carried
        self.isComplete = isComplete
        self.asOf = asOf
    }

    /// Length, in bytes, of the longest declared unit that covers `unit`; 0 when none does, nil when the units are not known.
    func reach(of unit: String?) -> Int? {
        guard let units else { return nil }
        var covering = unit?[...]
        while let candidate = covering {
            if units.contains(String(candidate)) { return candidate.utf8.count }
            covering = candidate.lastIndex(of: ".").map { candidate[..<$0] }
        }
        return 0
    }
}
