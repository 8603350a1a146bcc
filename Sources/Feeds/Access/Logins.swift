import Synchronization

/// The logins of a run: sources that log in alike share one key.
package final class Logins: Sendable {
    /// What tells logins apart; no secret.
    struct Identity: Sendable, Hashable {
        var url: String
        var account: String
    }

    private let rings = Mutex<[Identity: Keyring]>([:])

    /// No login yet.
    package init() {}

    /// The ring of a login; `make` is asked for it the first time.
    func ring(_ identity: Identity, _ make: () throws -> Login) rethrows -> Keyring {
        if let known = rings.withLock({ $0[identity] }) { return known }
        let ring = Keyring(try make())
        return rings.withLock { rings in
            let kept = rings[identity] ?? ring
            rings[identity] = kept
            return kept
        }
    }
}
