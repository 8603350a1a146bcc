package import Dossiers

/// The report in English.
package struct EnglishWords: Words {
    package init() {}

    package var language: Language { .english }

    package func name(of situation: Situation) -> String {
        switch situation {
        case .held: "held"
        case .collision: "code collision"
        case .duplicate: "duplicate"
        case .inFlight: "in flight"
        case .notExpected: "not expected"
        case .recoded: "recoded"
        case .onlyLocal: "only local"
        case .onlyPortal: "only on portal"
        case .rewritten: "rewritten by portal"
        case .portalBehind: "portal behind"
        case .portalAhead: "portal ahead"
        case .statusConflict: "status conflict"
        case .fieldsDiffer: "fields differ"
        case .agreed: "agreed"
        }
    }

    package func name(of side: Side) -> String {
        switch side {
        case .local: "local"
        case .portal: "portal"
        }
    }

    package func name(of owner: Owner) -> String {
        switch owner {
        case .nobody: "nobody"
        case .upload: "next upload"
        case .localOffice: "local office"
        case .province: "province"
        case .person: "an officer"
        case .mapping: "mapping keeper"
        case .feed: "feed operator"
        }
    }

    package func name(of action: PlannedAction) -> String {
        switch action {
        case .none: "none"
        case .create: "create"
        case .update: "update"
        }
    }

    package func name(of status: NationalStatus) -> String {
        switch status {
        case .registered: "registered"
        case .received: "received"
        case .refused: "refused"
        case .processing: "processing"
        case .supplementRequired: "supplement required"
        case .paymentRequired: "payment required"
        case .withdrawn: "withdrawn"
        case .stopped: "stopped"
        case .resolved: "resolved"
        case .returned: "returned"
        }
    }

    package func name(of severity: Severity) -> String {
        switch severity {
        case .info: "info"
        case .warning: "warning"
        case .error: "error"
        }
    }

    package func more(_ count: Int) -> String { "… \(count) more; --limit 0 shows all" }
}
