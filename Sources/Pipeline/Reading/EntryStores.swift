import Dossiers
import Mapping
import Reconciliation

/// The stores of both sides and the profiles that they are written under.
struct EntryStores: Sendable {
    let local: EntryStore
    let portal: EntryStore
    /// Distinct profiles of the local sources.
    let profiles: [Profile]
    /// Number of the profile of each source; 0 for the portal's.
    private let numbers: [Int]
    private let sides: [Side]

    /// Stores for a run over `sources`, which keep about `memory` bytes together and spill the rest into `directory`.
    init(_ sources: [RunSource], memory: Int, spillingInto directory: String) {
        let portals = sources.filter { $0.side == .portal }.map(\.program.carried)
        let portalCarried = portals.dropFirst().reduce(portals.first) { $0?.common(with: $1) }
        var profiles: [Profile] = []
        var numbers: [Int] = []
        for source in sources {
            guard source.side == .local else {
                numbers.append(0)
                continue
            }
            let profile = Profile(
                portalCarried.map { source.program.carried.common(with: $0) } ?? source.program.carried
            )
            numbers.append(profiles.firstIndex(of: profile) ?? profiles.count)
            if !profiles.contains(profile) { profiles.append(profile) }
        }
        self.profiles = profiles
        self.numbers = numbers
        sides = sources.map(\.side)
        local = EntryStore(fingerprints: 1, memory: memory / 2, spillingInto: directory)
        portal = EntryStore(fingerprints: max(profiles.count, 1), memory: memory / 2, spillingInto: directory)
    }

    /// The profiles that the records of a source are fingerprinted under.
    func profiles(of source: Int) -> [Profile] {
        guard sides[source] == .local else { return profiles }
        return [profiles[numbers[source]]]
    }

    /// Forgets all entries of pages that must be read anew.
    func withdraw(_ pages: Set<Int>) throws {
        try local.withdraw(pages)
        try portal.withdraw(pages)
    }

    /// The number of a local source's profile.
    func profileNumber(of source: Int) -> Int { numbers[source] }
}
