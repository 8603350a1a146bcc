package import Dossiers

/// What of a one-sided dossier tells whether it is another one under a second code (design section 2, `recoded`).
package struct RecodeCandidate: Sendable, Hashable {
    /// Number of the key among the suspects.
    package var suspect: Int
    var side: Side
    /// Whether the other side is not known whole, so that the dossier may be there under its own code.
    var isHeld = false
    /// Agency, procedure and day of receipt together.
    var place: UInt64
    var received: Instant
    /// Identity of the applicant; nil when the record carries none.
    var identity: UInt64?
    /// Folded name of the applicant; nil when blank.
    var name: UInt64?

    /// A candidate from a record; nil when it lacks agency, procedure, receive instant or person.
    package init?(suspect: Int, side: Side, dossier: Dossier, agency: String?) {
        guard let agency, let procedure = dossier.procedure, let received = dossier.receivedAt else { return nil }
        let day = UInt64(bitPattern: Instant.cut(received.seconds, to: .day))
        place = ByteHash.narrow("\(agency)|\(procedure)".utf8.span, seed: day)
        identity = dossier.identity.map { ByteHash.narrow($0.utf8.span, seed: 1) }
        name = dossier.applicant.map { ByteHash.narrow(NameFolding.folded($0).utf8.span, seed: 2) }
        guard identity != nil || name != nil else { return nil }
        self.suspect = suspect
        self.side = side
        self.received = received
    }

    /// Same receive instant at the coarser precision, and the same person.
    func isSame(as other: RecodeCandidate) -> Bool {
        guard received.agrees(with: other.received) else { return false }
        if let identity, let theirs = other.identity { return identity == theirs }
        guard let name, let theirs = other.name else { return false }
        return name == theirs
    }
}

/// Pairs of one-sided keys that are one dossier under two codes.
package enum RecodedMatcher {
    /// From the number of the local key to that of the portal key.
    ///
    /// A pair must be the only one on both sides that fits; two candidates prove nothing.
    package static func pairs(among candidates: [RecodeCandidate]) -> [Int: Int] {
        let sure = candidates.filter { !$0.isHeld }
        let portals = Dictionary(grouping: sure.filter { $0.side == .portal }, by: \.place)
        var claims: [Int: [Int]] = [:]
        for local in sure where local.side == .local {
            let fits = (portals[local.place] ?? []).filter { local.isSame(as: $0) }
            for portal in fits { claims[portal.suspect, default: []].append(local.suspect) }
        }
        let claimants = claims.values.flatMap(\.self)
        let counts = Dictionary(claimants.map { ($0, 1) }, uniquingKeysWith: +)
        var pairs: [Int: Int] = [:]
        for (portal, locals) in claims {
            guard locals.count == 1, let local = locals.first, counts[local] == 1 else { continue }
            pairs[local] = portal
        }
        return pairs
    }

    /// From the number of a key that is on one side only to those of the held keys that may be the same dossier under another
    /// code: nothing can be concluded of it either.
    package static func doubts(among candidates: [RecodeCandidate]) -> [Int: [Int]] {
        let held = Dictionary(grouping: candidates.filter(\.isHeld), by: \.place)
        guard !held.isEmpty else { return [:] }
        var doubts: [Int: [Int]] = [:]
        for candidate in candidates where !candidate.isHeld {
            let fits = (held[candidate.place] ?? []).filter { $0.side != candidate.side && $0.isSame(as: candidate) }
            if !fits.isEmpty { doubts[candidate.suspect] = fits.map(\.suspect) }
        }
        return doubts
    }
}
