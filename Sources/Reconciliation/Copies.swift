package import Dossiers

/// One record of a key, read in full, with the source that told it.
package struct Copy: Sendable, Hashable {
    package var dossier: Dossier
    /// Index among the sources of the run.
    package var source: Int
    package var place: RecordPlace

    package init(dossier: Dossier, source: Int, place: RecordPlace) {
        self.dossier = dossier
        self.source = source
        self.place = place
    }
}

/// A record that was set aside although its code could be read.
package struct SetAside: Sendable, Hashable {
    package var source: Int
    package var place: RecordPlace
    package var problem: RecordProblem?

    package init(source: Int, place: RecordPlace, problem: RecordProblem?) {
        self.source = source
        self.place = place
        self.problem = problem
    }
}

/// Everything both sides say of one key.
package struct KeyCase: Sendable, Hashable {
    /// Canonical code.
    package var code: String
    package var locals: [Copy]
    package var portals: [Copy]
    package var setAsideLocal: [SetAside]
    package var setAsidePortal: [SetAside]

    package init(
        code: String,
        locals: [Copy],
        portals: [Copy],
        setAsideLocal: [SetAside] = [],
        setAsidePortal: [SetAside] = []
    ) {
        self.code = code
        self.locals = locals
        self.portals = portals
        self.setAsideLocal = setAsideLocal
        self.setAsidePortal = setAsidePortal
    }
}

/// The copies of one key on one side, identical ones merged.
struct SideCopies {
    /// What is left after merging, best first.
    let distinct: [Copy]
    /// Sources of the copies that were merged away.
    let merged: [Int]
    /// Whether two copies name different applicants or procedures.
    let isCollision: Bool

    /// The copy that stands for the key in the details; nil when the side has none.
    var best: Copy? { distinct.first }
    /// Whether copies with the same applicant and procedure disagree.
    var isDuplicate: Bool { distinct.count > 1 && !isCollision }

    init(_ copies: [Copy], sources: [SourceFacts], comparison: Comparison) {
        var distinct: [Copy] = []
        var merged: [Int] = []
        for copy in copies.sorted(by: { SideCopies.precedes($0, $1, sources) }) {
            if distinct.contains(where: { comparison.isIdentical($0, copy, sources) }) {
                merged.append(copy.source)
            } else {
                distinct.append(copy)
            }
        }
        self.distinct = distinct
        self.merged = merged
        isCollision = SideCopies.collide(distinct, comparison)
    }

    /// Newest last event first, then latest end time, then order of the sources, then place.
    private static func precedes(_ left: Copy, _ right: Copy, _ sources: [SourceFacts]) -> Bool {
        let changes = (left.dossier.lastChange?.seconds ?? .min, right.dossier.lastChange?.seconds ?? .min)
        if changes.0 != changes.1 { return changes.0 > changes.1 }
        let ends = (left.dossier.finishedAt?.seconds ?? .min, right.dossier.finishedAt?.seconds ?? .min)
        if ends.0 != ends.1 { return ends.0 > ends.1 }
        let orders = (sources[left.source].order, sources[right.source].order)
        if orders.0 != orders.1 { return orders.0 < orders.1 }
        return left.place < right.place
    }

    private static func collide(_ copies: [Copy], _ comparison: Comparison) -> Bool {
        for (index, one) in copies.enumerated() {
            for other in copies[(index + 1)...] where comparison.isSomeoneElse(one.dossier, other.dossier) {
                return true
            }
        }
        return false
    }
}
