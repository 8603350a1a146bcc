package import Dossiers

/// What is compared, who is right, how bad a situation is and what may be done about it; the guide «Writing rules» lists the keys.
package struct Rules: Sendable, Hashable {
    /// The compared fields with the side that is right when they differ; a field that is not here is not compared.
    package var owners: [ComparedField: Side]
    /// How bad each situation is.
    package var severities: [Situation: Severity]
    /// What the plan may send.
    package var actions: RuleActions
    /// Changes younger than this before the earlier as-of instant conclude nothing yet.
    package var quietZone: Duration
    /// What a sender is known to store on the portal instead of the local status, by the name of the transport (protocol 1.5).
    package var rewritten: [String: Set<StatusRewrite>]

    /// The rules of an office that writes none; `mappings/rules/rules.yaml` says the same.
    package static let standard = Rules(
        owners: Dictionary(uniqueKeysWithValues: ComparedField.allCases.map { ($0, Side.local) }),
        severities: Dictionary(uniqueKeysWithValues: Situation.allCases.map { ($0, Rules.standardSeverity($0)) }),
        actions: RuleActions(),
        quietZone: .seconds(2 * 3_600),
        rewritten: [
            "td": [
                StatusRewrite(local: .supplementRequired, portal: .resolved),
                StatusRewrite(local: .paymentRequired, portal: .resolved),
                StatusRewrite(local: .stopped, portal: .resolved),
            ],
            "hagiang": [StatusRewrite(local: .supplementRequired, portal: .registered)],
        ]
    )

    /// How bad the situation is; `info` for one without a rule.
    package func severity(of situation: Situation) -> Severity { severities[situation] ?? .info }

    /// The known rewrites of the transport of that name; none for nil or an unknown name.
    package func rewrites(of transport: String?) -> Set<StatusRewrite> { transport.flatMap { rewritten[$0] } ?? [] }

    private static func standardSeverity(_ situation: Situation) -> Severity {
        switch situation {
        case .held, .collision, .onlyLocal, .onlyPortal, .portalBehind, .statusConflict: .error
        case .duplicate, .recoded, .portalAhead, .fieldsDiffer: .warning
        case .inFlight, .notExpected, .rewritten, .agreed: .info
        }
    }
}

/// A local status and what a sender stores for it on the portal.
package struct StatusRewrite: Sendable, Hashable {
    /// What the local side holds.
    package let local: NationalStatus
    /// What the portal shows for it.
    package let portal: NationalStatus

    package init(local: NationalStatus, portal: NationalStatus) {
        self.local = local
        self.portal = portal
    }
}

/// What the plan may do where it may do anything; every other situation sends nothing, whatever the rules say.
package struct RuleActions: Sendable, Hashable {
    /// Whether a dossier that only the local side has is created.
    package var createsOnlyLocal = true
    /// Whether a portal that is behind is updated.
    package var updatesPortalBehind = true
    /// Whether a differing field that the local side owns is updated.
    package var updatesFieldsDiffer = true

    package init() {}
}
