/// The one verdict on a dossier key; the first that applies, in this order, wins (design section 2).
package enum Situation: String, CaseIterable, Sendable, Hashable {
    case held
    case collision
    case duplicate
    case inFlight = "in-flight"
    case notExpected = "not-expected"
    case recoded
    case onlyLocal = "only-local"
    case onlyPortal = "only-portal"
    case rewritten
    case portalBehind = "portal-behind"
    case portalAhead = "portal-ahead"
    case statusConflict = "status-conflict"
    case fieldsDiffer = "fields-differ"
    case agreed
}

/// One of the two sides of a reconciliation.
package enum Side: String, CaseIterable, Sendable, Hashable {
    case local
    case portal
}

/// How bad a check is (rules section 8).
package enum Severity: String, Sendable, Hashable, Comparable {
    case info
    case warning
    case error

    package static func < (left: Severity, right: Severity) -> Bool { left.rank < right.rank }

    private var rank: Int {
        switch self {
        case .info: 0
        case .warning: 1
        case .error: 2
        }
    }
}
