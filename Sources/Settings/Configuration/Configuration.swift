import Dossiers

/// One reconciliation as `doisoat.yaml` describes it (design section 4); paths are resolved from the folder of the file.
package struct Configuration: Sendable {
    /// Path of the file as the user gave it.
    package var file: String
    /// The office whose dossiers are reconciled.
    package var unit: Unit
    /// Which dossiers are asked for; nil: whatever the sources hold.
    package var window: Window?
    /// Folder of mappings.
    package var mappings: String
    /// Folder of raw pages, ledger and plans.
    package var state: String
    /// Folder that runs are written into.
    package var output: String
    /// In the order of the file; ids differ.
    package var local: [Source]
    /// The other side.
    package var portal: Portal
    /// Nil: as the rules say.
    package var quietZone: Duration?
    /// When a run stops and asks; the standard ones where the file is silent.
    package var guards: Guards
    /// Folder of `rules.yaml`, or that file; nil: the standard rules.
    package var rulesPath: String?
    /// Every setting in effect with its origin, in the order of the file, defaults after it.
    package var settings: [ShownSetting]
    /// Where the transport is named, to locate a name that the rules do not know.
    var transportPlace: Diagnostic?
}

extension Configuration {
    /// The office whose dossiers are reconciled.
    package struct Unit: Sendable, Hashable {
        /// Canonical agency code.
        package var code: String
        /// For people; nil when the file gives none.
        package var name: String?
    }

    /// One feed of one side.
    package struct Source: Sendable, Hashable {
        /// Level of the office that runs the system.
        package enum Level: String, CaseIterable, Sendable, Hashable {
            case commune
            case district
            case department
            case province
            case ministry
        }

        /// Names it in reports and folders; letters, digits, `-` and `_`.
        package var id: String
        /// Nil when the file does not say.
        package var level: Level?
        /// Name of the mapping.
        package var mapping: String
        /// Canonical agency codes whose dossiers this source holds; nil: not known.
        package var units: Set<String>?
        /// Where its records come from.
        package var fetch: Fetch
        /// Longest time between its newest record and the run; nil: any.
        package var maxAge: Duration?
        /// Canonical codes of dossiers without which it is not complete.
        package var sentinels: [String] = []
        /// 1-based line in the file.
        package var line: Int
    }

    /// The portal's side.
    package struct Portal: Sendable, Hashable {
        /// Its feed; the id is `portal` unless the file names one.
        package var source: Source
        /// Name of the sender whose known rewrites apply (`rewritten` of the rules); nil: none.
        package var transport: String?
        /// How payloads are written; nil: none are.
        package var delivery: Delivery?
    }

    /// How payloads are written.
    package struct Delivery: Sendable, Hashable {
        /// The forms that receivers want (protocol 1.1, 5.4).
        package enum Transport: String, CaseIterable, Sendable, Hashable {
            case session = "dvcqg-session"
            case bareArray = "gateway-array"
            case queryString = "gateway-query"
            case xml
            case lgsp
        }

        /// The form of the payloads.
        package var transport: Transport
        /// Records of one document.
        package var batch: Int
    }

    /// When a run must stop and ask.
    package struct Guards: Sendable, Hashable {
        /// Largest share of known dossiers that may be absent, as a fraction of 1; nil: no guard.
        package var maxAbsent: Double?
        /// Largest share of dossiers that a plan may change, as a fraction of 1; nil: no guard.
        package var maxChanges: Double?
        /// Fewest records that a source must give, by its id.
        package var minRecords: [String: Int] = [:]
        /// Canonical codes of dossiers that must be there.
        package var sentinels: [String] = []
        /// Smallest share of the records of the same weekday in earlier weeks that a source must give, as a fraction of 1;
        /// nil: no guard.
        package var weekdayShare: Double? = 0.5
    }
}

extension Configuration {
    /// All sources, the local ones in the order of the file, the portal last.
    package var sources: [Source] { local + [portal.source] }

    /// The rules that the file names, or the standard ones; `quiet_zone` of the file wins over theirs.
    ///
    /// - Throws: every finding in the rules, and a `transport` that they do not know.
    package func rules() throws(Diagnostics) -> Rules {
        var rules = Rules.standard
        if let rulesPath { rules = try Rules.read(at: rulesPath) }
        if let quietZone { rules.quietZone = quietZone }
        guard let name = portal.transport, rules.rewritten[name] == nil, var finding = transportPlace else {
            return rules
        }
        finding.message = "the rules know no transport `\(name)`"
        finding.hint = NearestName.hint(for: name, among: rules.rewritten.keys.sorted())
        throw Diagnostics([finding])
    }
}
