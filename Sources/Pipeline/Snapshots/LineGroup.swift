/// The lines of one dossier in two files, in the order of a snapshot; or equal lines without a code.
struct LineGroup {
    let lines: ArraySlice<LineIndex.Line>
    /// Whether the lines are those of a dossier.
    let hasCode: Bool
    /// Which lines stand after a merge: the fresh ones where there are any.
    private(set) var standing = LineIndex.Origin.known
    /// Whether both files have it.
    private(set) var isShared = false
    /// Whether both files say the same of it, however often.
    private(set) var isUnchanged = true
    /// Whether a fresh line that was not known is behind: no increment would have brought it.
    private(set) var isLate = false

    init(_ lines: ArraySlice<LineIndex.Line>) {
        self.lines = lines
        hasCode = lines.first?.hasCode ?? false
        var hasKnown = false
        var rest = lines
        while let first = rest.first {
            let copies = rest.prefix { $0.digest == first.digest && $0.length == first.length }
            let isKnown = copies.contains { $0.origin == .known }
            let isFresh = copies.contains { $0.origin == .fresh }
            if isFresh { standing = .fresh }
            if isKnown { hasKnown = true }
            if !isKnown || !isFresh { isUnchanged = false }
            if !isKnown, copies.contains(where: \.isBehind) { isLate = true }
            rest = rest.dropFirst(copies.count)
        }
        isShared = hasKnown && standing == .fresh
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
