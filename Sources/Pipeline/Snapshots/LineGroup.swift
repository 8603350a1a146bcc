/// The lines of one dossier in two files, in the order of a snapshot; or equal lines without a code.
struct LineGroup {
    let lines: ArraySlice<LineIndex.Line>
    /// Which lines stand after a merge: the fresh ones where there are any.
    let standing: LineIndex.Origin
    /// Whether the lines are those of a dossier.
    let hasCode: Bool
    /// Whether both files have it.
    let isShared: Bool

    init(_ lines: ArraySlice<LineIndex.Line>) {
        self.lines = lines
        let isFresh = lines.contains { $0.origin == .fresh }
        standing = isFresh ? .fresh : .known
        isShared = isFresh && lines.contains { $0.origin == .known }
        hasCode = lines.first?.hasCode ?? false
    }

    /// Whether both files say the same of the dossier, however often.
    var isUnchanged: Bool { isShared && lines.allSatisfy { stands($0, in: $0.origin == .fresh ? .known : .fresh) } }

    /// Whether a fresh line that was not known is behind: no increment would have brought it.
    var isLate: Bool { lines.contains { $0.origin == .fresh && $0.isBehind && !stands($0, in: .known) } }

    private func stands(_ line: LineIndex.Line, in origin: LineIndex.Origin) -> Bool {
        lines.contains { $0.origin == origin && $0.digest == line.digest && $0.length == line.length }
    }
}

/// Counts dossiers by what became of them.
struct GroupTally: Sendable, Hashable {
    /// Only fresh.
    private(set) var added = 0
    private(set) var changed = 0
    private(set) var unchanged = 0
    /// Only known.
    private(set) var absent = 0
    private(set) var late = 0

    init() {}

    /// Takes a dossier.
    mutating func add(_ group: LineGroup) {
        if group.isUnchanged {
            unchanged += 1
        } else if group.isShared {
            changed += 1
        } else if group.standing == .fresh {
            added += 1
        } else {
            absent += 1
        }
        if group.isLate { late += 1 }
    }
}
