import Dossiers
import Reconciliation
import Reports
import Settings

/// Turns a verdict of the reconciliation into a discrepancy of the reports: names, owners, what will be done.
struct Describing: Sendable {
    let sources: [SourceFacts]
    /// What each source would blank out if its records were sent.
    let losses: [SourceLoss]
    let policy: ComparisonPolicy
    let rules: Rules
    /// Name of a canonical agency code; nil when the table gives none.
    let unitName: @Sendable (String) -> String?
    /// Where a record stands, for people.
    let position: @Sendable (RecordPlace) -> RecordPosition

    /// The discrepancy of a verdict that is not `agreed`.
    func discrepancy(_ verdict: Verdict) -> Discrepancy {
        var found = Discrepancy(
            code: verdict.code,
            situation: verdict.situation,
            severity: rules.severity(of: verdict.situation),
            source: source(of: verdict),
            owner: owner(of: verdict),
            action: action(on: verdict)
        )
        found.unit = verdict.unit
        found.unitName =
            verdict.unit.flatMap(unitName) ?? verdict.local?.dossier.solvingAgency
            ?? verdict.portal?.dossier.solvingAgency
        found.procedure = verdict.local?.dossier.procedure ?? verdict.portal?.dossier.procedure
        found.local = verdict.local.map(view)
        found.portal = verdict.portal.map(view)
        found.fields = verdict.differences.map(field)
        found.checks = Check.ordered(verdict.checks.compactMap(Check.init(rawValue:)))
        found.codes = verdict.codes
        found.contradictions = verdict.contradictions
        found.hold = verdict.hold.map(hold)
        return found
    }

    /// What the plan does about a verdict: never anything for a key that is not on the local side.
    func action(on verdict: Verdict) -> PlannedAction {
        isUnsendable(verdict) ? .none : plannedAction(on: verdict)
    }

    /// Whether sending the record would blank out what the portal has.
    private func isUnsendable(_ verdict: Verdict) -> Bool {
        verdict.local.map { losses[$0.source].forbidsSending(over: verdict.portal?.dossier) } ?? false
    }

    private func plannedAction(on verdict: Verdict) -> PlannedAction {
        switch verdict.situation {
        case .onlyLocal: rules.actions.createsOnlyLocal ? .create : .none
        case .portalBehind: rules.actions.updatesPortalBehind ? .update : .none
        case .fieldsDiffer: rules.actions.updatesFieldsDiffer && mendsFields(verdict) ? .update : .none
        case .held, .collision, .duplicate, .inFlight, .notExpected, .recoded, .onlyPortal, .rewritten, .portalAhead,
            .statusConflict, .agreed:
            .none
        }
    }

    /// Whether a field that the local side owns differs, and the portal's record is not the newer one (promise 8).
    private func mendsFields(_ verdict: Verdict) -> Bool {
        guard verdict.differences.contains(where: { policy.owner(of: $0.field) == .local }) else { return false }
        guard let ours = verdict.local?.lastChange, let theirs = verdict.portal?.lastChange else {
            return true
        }
        return ours.agrees(with: theirs) || ours.seconds > theirs.seconds
    }

    private func owner(of verdict: Verdict) -> Owner {
        if isUnsendable(verdict), plannedAction(on: verdict) != .none { return .feed }
        return switch verdict.situation {
        case .held: ownerOfHold(verdict.hold)
        case .collision, .duplicate: verdict.localCopies.count > 1 ? .localOffice : .province
        case .recoded: .province
        case .onlyLocal, .portalBehind: .upload
        case .onlyPortal, .portalAhead: .localOffice
        case .statusConflict: .person
        case .fieldsDiffer: ownerOfFields(verdict)
        case .inFlight, .notExpected, .rewritten, .agreed: .nobody
        }
    }

    private func ownerOfFields(_ verdict: Verdict) -> Owner {
        if mendsFields(verdict) { return .upload }
        return verdict.differences.contains { policy.owner(of: $0.field) == .local } ? .person : .province
    }

    private func ownerOfHold(_ hold: Reconciliation.HoldReason?) -> Owner {
        switch hold {
        case .setAside(let side, let record):
            if record.problem?.reason == .unmappedCode { return .mapping }
            return side == .local ? .localOffice : .province
        case .incomplete, nil: return .feed
        }
    }

    private func source(of verdict: Verdict) -> String {
        if let record = verdict.local ?? verdict.portal { return sources[record.source].id }
        switch verdict.hold {
        case .setAside(_, let record): return sources[record.source].id
        case .incomplete(_, let silent): return silent.first.map { sources[$0].id } ?? ""
        case nil: return ""
        }
    }

    private func hold(_ hold: Reconciliation.HoldReason) -> Reports.HoldReason {
        switch hold {
        case .setAside(let side, let record):
            let source = sources[record.source]
            let problem = record.problem ?? RecordProblem(.valueMalformed)
            return .quarantined(side, problem, source: source.id, mapping: source.mapping)
        case .incomplete(let side, let silent):
            return .incompleteFeed(side, source: silent.map { sources[$0].id }.joined(separator: ", "))
        }
    }

    private func view(_ record: SideRecord) -> SideView {
        SideView(record.dossier, source: sources[record.source].id, position: position(record.place))
    }

    private func field(_ difference: Reconciliation.FieldDifference) -> Reports.FieldDifference {
        Reports.FieldDifference(
            name: difference.field.field,
            local: difference.local,
            portal: difference.portal,
            owner: policy.owner(of: difference.field)
        )
    }
}
