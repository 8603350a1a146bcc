import Dossiers
import Reconciliation

/// A record of a test world: a dossier, or a record that was set aside with its code readable.
struct WorldRecord {
    var source: Int
    var dossier: Dossier
    var isSetAside = false
}

/// Sources and records that both the reconciler and the naive reference are run on.
struct World {
    var sources: [SourceFacts]
    var records: [WorldRecord]
    var policy = ComparisonPolicy()

    /// One local source and the portal, both complete, both as of the given second.
    static func pair(asOf: Int64 = 1_000_000) -> World {
        let all = CarriedFields(fields: .all, precisions: [.second, .second, .second, .second])
        let instant = Instant(localSeconds: asOf, precision: .second)
        return World(
            sources: [
                SourceFacts(id: "local", side: .local, order: 0, carried: all, isComplete: true, asOf: instant),
                SourceFacts(id: "portal", side: .portal, order: 1, carried: all, isComplete: true, asOf: instant),
            ],
            records: []
        )
    }

    /// What the reconciler says: situation by code, agreed keys by count alone.
    func reconciled(threads: Int = 2, memory: Int = 1 << 20) throws -> (
        situations: [String: Situation], agreed: Int, merged: [Int]
    ) {
        let outcome = try run(threads: threads, memory: memory)
        var situations: [String: Situation] = [:]
        for index in outcome.1.order {
            let verdict = try outcome.0.verdict(index, of: outcome.1)
            situations[verdict.code] = verdict.situation
        }
        return (situations, outcome.1.agreed, outcome.1.merged)
    }

    func run(threads: Int, memory: Int) throws -> (Reconciler, ReconciliationOutcome) {
        let portal = sources.indices.filter { sources[$0].side == .portal }
        let portalCarried = sources[portal[0]].carried
        let profiles = sources.map { Profile($0.carried.common(with: portalCarried)) }
        let locals = sources.indices.filter { sources[$0].side == .local }
        let left = EntryStore(fingerprints: 1, memory: memory, spillingInto: "/tmp")
        let right = EntryStore(fingerprints: locals.count, memory: memory, spillingInto: "/tmp")
        var leftWriter = EntryWriter(left)
        var rightWriter = EntryWriter(right)
        for (offset, record) in records.enumerated() {
            let place = RecordPlace(page: record.source, offset: Int64(offset), length: 1)
            var digest = Self.digest(of: record.dossier)
            let flags: Entry.Flags = record.isSetAside ? .quarantined : []
            if sources[record.source].side == .local {
                let number = locals.firstIndex(of: record.source) ?? 0
                try leftWriter.add(&digest, at: place, under: profiles[record.source], number: number, flags: flags)
            } else {
                try rightWriter.add(&digest, at: place, under: locals.map { profiles[$0] }, flags: flags)
            }
        }
        try leftWriter.finish()
        try rightWriter.finish()
        let records = records
        let reconciler = Reconciler(
            local: left,
            portal: right,
            sourceOfPage: Array(sources.indices),
            sources: sources,
            classifier: Classifier(sources: sources, policy: policy, unitOfCode: { $0.agencyPart }),
            decode: { place in
                let record = records[Int(place.offset)]
                guard record.isSetAside else { return .dossier(record.dossier) }
                return .setAside(code: record.dossier.code.canonical, RecordProblem(.dateMalformed))
            }
        )
        return (reconciler, try reconciler.run(threads: threads))
    }

    /// The digest of a dossier, as the mapping room would make it from bytes.
    static func digest(of dossier: Dossier) -> DossierDigest {
        var digest = DossierDigest()
        (digest.keyHigh, digest.keyLow) = ByteHash.wide(dossier.code.canonical.utf8.span)
        digest.status = dossier.status.rawValue
        let texts: [(ComparedField, String?)] = [
            (.procedure, dossier.procedure), (.agency, dossier.agency), (.channel, dossier.channel?.name),
            (.applicant, dossier.applicant.map { NameFolding.folded($0) }),
            (.resultLink, dossier.hasResultLink.map(String.init)), (.digitised, dossier.digitised.map(String.init)),
        ]
        for (field, text) in texts {
            guard let text else { continue }
            digest.hashes[Int(field.rawValue)] = ByteHash.narrow(text.utf8.span, seed: UInt64(field.rawValue) + 1)
        }
        for (index, field) in ComparedField.times.enumerated() {
            guard let time = dossier.time(field) else { continue }
            digest.set(time, at: index)
        }
        digest.lastChange = dossier.lastChange?.seconds ?? DossierDigest.blankTime
        digest.isNotExpected = dossier.isNotExpected
        return digest
    }
}

/// A generator that gives the same numbers for the same seed (SplitMix64).
struct SeededGenerator: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}

/// A dossier with the fields that the tests vary.
func dossier(
    _ code: String,
    _ status: NationalStatus,
    at seconds: Int64 = 1_000,
    applicant: String? = "Nguyễn Văn Mẫu A",
    procedure: String? = "1.001193",
    due: Int64? = nil
) -> Dossier {
    guard let key = DossierCode(code) else { preconditionFailure("a test code must be a code") }
    var dossier = Dossier(code: key, status: status)
    dossier.applicant = applicant
    dossier.procedure = procedure
    dossier.receivedAt = Instant(localSeconds: seconds, precision: .second)
    dossier.dueAt = due.map { Instant(localSeconds: $0, precision: .second) }
    return dossier
}
