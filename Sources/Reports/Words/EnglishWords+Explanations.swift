import Dossiers

extension EnglishWords {
    package func explanation(of discrepancy: Discrepancy) -> String {
        let local = text(of: discrepancy.local?.status)
        let portal = text(of: discrepancy.portal?.status)
        if discrepancy.owner == .feed, discrepancy.situation != .held {
            return
                "Local status \(local), portal status \(portal); nothing is sent, for the feed lost a field that the portal has (see the warnings)."
        }
        return switch discrepancy.situation {
        case .held: explanation(of: discrepancy.hold)
        case .collision:
            "One code names two dossiers that differ in \(list(discrepancy.contradictions)); "
                + "that side must issue a new code."
        case .duplicate:
            "One code occurs several times on one side, and the copies differ in "
                + "\(list(discrepancy.contradictions)); one copy must remain."
        case .inFlight: "Something changed too close to the moment of reading; wait for the next run."
        case .notExpected: "An inter-agency child or a draft that never reaches the portal; nothing to do."
        case .recoded: "One dossier under two codes, \(codes(of: discrepancy)); the province must link them."
        case .onlyLocal: "Local status \(local), absent from the portal; send it as a new dossier."
        case .onlyPortal:
            "Portal status \(portal), absent locally; the local office checks, nothing is deleted on the portal."
        case .rewritten: "The portal stores \(portal) for \(local), a known habit of this transport; nothing to do."
        case .portalBehind: "Local status \(local), portal still \(portal); send an update and the missing steps."
        case .portalAhead:
            "Portal status \(portal), local still \(local); the local office brings its record up to date."
        case .statusConflict:
            "Local status \(local), portal status \(portal), neither follows the other; an officer must decide."
        case .fieldsDiffer:
            "Same status \(local), but these differ: \(list(of: discrepancy.fields)); \(remedy(for: discrepancy))."
        case .agreed: "The sides agree."
        }
    }

    private func explanation(of hold: HoldReason?) -> String {
        switch hold {
        case .quarantined(let side, let problem, let source, let mapping):
            "Nothing can be concluded: the \(name(of: side)) record (source \(source)) was set aside: "
                + "\(sentence(on: problem)); \(remedy(for: problem, mapping)) and run again."
        case .incompleteFeed(let side, let source):
            "Nothing can be concluded: source \(source) on the \(name(of: side)) side is not complete; "
                + "read it again and run again."
        case nil:
            "Nothing can be concluded from what was read."
        }
    }

    private func codes(of discrepancy: Discrepancy) -> String { discrepancy.codes.joined(separator: " and ") }

    private func remedy(for discrepancy: Discrepancy) -> String {
        discrepancy.action == .update ? "send an update" : "the side that holds the wrong value must mend it"
    }
}
