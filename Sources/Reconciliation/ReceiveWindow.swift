package import Dossiers

/// The dossiers that a run is about, by the day of receipt; keys outside it are counted and not reported.
package struct ReceiveWindow: Sendable, Hashable {
    /// First day; nil is open.
    package var from: Instant?
    /// Last day, included; nil is open.
    package var to: Instant?
    /// Whether dossiers received earlier and still open on the first day are meant too.
    package var carriesOver: Bool

    package init(from: Instant?, to: Instant?, carriesOver: Bool) {
        self.from = from
        self.to = to
        self.carriesOver = carriesOver
    }

    /// Whether a key belongs to the window: it does when one of its records does, or when no record names a day.
    func holds(_ verdict: Verdict) -> Bool {
        let dossiers = (verdict.localCopies + verdict.portalCopies).map(\.dossier)
        return dossiers.isEmpty || dossiers.contains(where: holds)
    }

    /// By the day of receipt, else of submission, else the one that the code names.
    private func holds(_ dossier: Dossier) -> Bool {
        guard let day = (dossier.receivedAt ?? dossier.submittedAt ?? dossier.code.datePart)?.seconds else {
            return true
        }
        if let to, day >= to.seconds + 86_400 { return false }
        guard let from, day < from.seconds else { return true }
        guard carriesOver else { return false }
        return dossier.finishedAt.map { $0.seconds >= from.seconds } ?? !isClosed(dossier.status)
    }

    private func isClosed(_ status: NationalStatus) -> Bool { status.isFinal || status == .resolved }
}
