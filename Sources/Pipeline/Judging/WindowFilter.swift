import Dossiers
import Reconciliation
import Settings

/// Which keys a run is about: a key is left out only when every record of it says that it was received outside the window.
struct WindowFilter: Sendable {
    /// Receive days that are meant, in local seconds; both ends included.
    private let days: ClosedRange<Int64>
    private let carriedOver: Bool

    /// The window of a run on `today`; nil: everything is meant.
    init?(_ window: Window?, today: Instant) {
        guard let window else { return nil }
        let bounds = window.bounds(today: today)
        let first = bounds.from.map { Instant.cut($0.seconds, to: .day) } ?? Int64.min
        let last = bounds.to.map { Instant.cut($0.seconds, to: .day) + 86_399 } ?? Int64.max
        guard first <= last else { return nil }
        days = first...last
        carriedOver = window.carriedOver
    }

    /// Whether the key is meant; one of which no receive time is known always is.
    func admits(_ verdict: Verdict) -> Bool {
        let dossiers = [verdict.local, verdict.portal].compactMap { $0?.dossier }
        return dossiers.isEmpty || dossiers.contains(where: admits)
    }

    private func admits(_ dossier: Dossier) -> Bool {
        guard let received = dossier.receivedAt?.seconds else { return true }
        return days.contains(received) || (carriedOver && received < days.lowerBound && !dossier.status.isFinal)
    }
}
