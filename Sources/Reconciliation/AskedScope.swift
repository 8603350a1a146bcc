package import Dossiers

/// What a source was asked for: absence from it says nothing of other dossiers.
package enum AskedScope: Sendable, Hashable {
    case everything
    /// Dossiers received on these days, both included.
    case received(from: Instant, to: Instant)
    /// Dossiers of these canonical codes.
    case codes(Set<String>)
    /// What it has not handed out before.
    case unread

    private static let day: Int64 = 86_400

    /// Whether the source would have told of a dossier that it has; a dossier without a day of receipt is told of by no
    /// question about days.
    func holds(_ dossier: Dossier) -> Bool {
        switch self {
        case .everything: return true
        case .unread: return false
        case .codes(let codes): return codes.contains(dossier.code.canonical)
        case .received(let from, let to):
            guard let received = dossier.receivedAt?.seconds else { return false }
            return received >= from.seconds && received < to.seconds + AskedScope.day
        }
    }
}
