/// A full read against what increments had kept up; counts of dossiers, records without a readable code left out.
struct SnapshotComparison: Sendable, Hashable {
    /// Nobody knew them.
    let added: Int
    /// They were known otherwise.
    let changed: Int
    /// They were known as they are.
    let unchanged: Int
    /// They were known and are gone.
    let vanished: Int
    /// Added or changed although their last change lies before the moment that increments asked back to.
    ///
    /// The last change is told as that of `SnapshotOutcome.newest`. A dossier that names no time, or whose record is
    /// broken or must be set aside, is never counted here.
    let late: Int

    /// Compares the known with the fresh lines of a sorted index.
    init(of index: borrowing LineIndex) {
        var tally = GroupTally()
        var first = 0
        while first < index.lines.count {
            let end = index.endOfGroup(at: first)
            let group = LineGroup(index.lines[first..<end])
            if group.hasCode { tally.add(group) }
            first = end
        }
        (added, changed, unchanged) = (tally.added, tally.changed, tally.unchanged)
        (vanished, late) = (tally.absent, tally.late)
    }
}
