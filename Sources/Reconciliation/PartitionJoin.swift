/// The entries of both sides that share one key.
package struct KeyGroup: Sendable, Hashable {
    package var locals: [Entry]
    package var portals: [Entry]

    package init(locals: [Entry], portals: [Entry]) {
        self.locals = locals
        self.portals = portals
    }
}

/// Joins both sides partition by partition; what agrees by fingerprint costs a probe, the rest is handed on.
package struct PartitionJoin: Sendable {
    private let local: EntryStore
    private let portal: EntryStore
    private let pages: Int

    /// A join of two filled stores whose entries point into `pages` pages.
    package init(local: EntryStore, portal: EntryStore, pages: Int) {
        self.local = local
        self.portal = portal
        self.pages = pages
    }

    /// Joins one partition.
    ///
    /// - Parameters:
    ///   - partition: `0..<EntryStore.partitions`.
    ///   - tally: gains one for each entry, by page, and one for each key that agrees.
    ///   - suspect: takes each key that does not agree by fingerprint, in no particular order.
    package func run(
        _ partition: Int,
        tally: inout JoinTally,
        suspect: (KeyGroup) throws -> Void
    ) throws {
        var left: [UInt64] = []
        var right: [UInt64] = []
        try local.load(partition, into: &left)
        try portal.load(partition, into: &right)
        var table = GroupTable(entries: left.count / local.stride + right.count / portal.stride)
        table.insert(left, stride: local.stride, side: .local)
        table.insert(right, stride: portal.stride, side: .portal)
        tally.count(pagesOf: left, stride: local.stride)
        tally.count(pagesOf: right, stride: portal.stride)
        for group in 0..<table.count {
            if let (one, other) = table.pair(group, local.stride, portal.stride), agrees(left, one, right, other) {
                tally.agreed += 1
            } else {
                try suspect(table.group(group, left, local, right, portal))
            }
        }
    }

    /// Whether two lone entries of one key agree: nothing is flagged, the fingerprints of the local profile are equal.
    @inline(__always)
    private func agrees(_ left: [UInt64], _ one: Int, _ right: [UInt64], _ other: Int) -> Bool {
        let leftMeta = left[one + 3]
        let doubt = (leftMeta | right[other + 3]) & UInt64((Entry.Flags.quarantined.union(.inexact)).rawValue)
        guard doubt == 0 else { return false }
        return left[one + Entry.headWords] == right[other + Entry.headWords + Int(leftMeta >> 16 & 0xFF)]
    }
}

/// Counts of a join, for the books.
package struct JoinTally: Sendable, Hashable {
    /// Keys that agree by fingerprint, one record on each side.
    package var agreed = 0
    /// Entries seen, by page.
    package var entries: [Int]

    package init(pages: Int) { entries = Array(repeating: 0, count: pages) }

    /// Adds the counts of another thread.
    package mutating func add(_ other: JoinTally) {
        agreed += other.agreed
        for page in entries.indices { entries[page] += other.entries[page] }
    }

    mutating func count(pagesOf words: [UInt64], stride: Int) {
        var index = 3
        while index < words.count {
            entries[Entry.page(of: words[index])] += 1
            index += stride
        }
    }
}

/// Groups the entries of one partition by key: open addressing over group numbers, entries of a group chained.
private struct GroupTable {
    /// One key with the last entry of each side's chain; negative: none.
    private struct Group {
        var high: UInt64
        var low: UInt64
        var local: Int32 = -1
        var portal: Int32 = -1
    }

    private var slots: [Int32]
    private let mask: Int
    private var groups: [Group] = []
    private var localNext: [Int32] = []
    private var portalNext: [Int32] = []

    var count: Int { groups.count }

    init(entries: Int) {
        var size = 64
        while size < entries * 2 { size *= 2 }
        slots = Array(repeating: -1, count: size)
        mask = size - 1
        groups.reserveCapacity(entries)
    }

    mutating func insert(_ words: [UInt64], stride: Int, side: JoinSide) {
        let entries = words.count / stride
        if side == .local { localNext = Array(repeating: -1, count: entries) }
        if side == .portal { portalNext = Array(repeating: -1, count: entries) }
        for entry in 0..<entries {
            let group = find(words[entry &* stride], words[entry &* stride &+ 1])
            chain(Int32(truncatingIfNeeded: entry), to: group, side)
        }
    }

    @inline(__always)
    private mutating func chain(_ entry: Int32, to group: Int, _ side: JoinSide) {
        switch side {
        case .local:
            if groups[group].local >= 0 { localNext[Int(entry)] = groups[group].local }
            groups[group].local = entry
        case .portal:
            if groups[group].portal >= 0 { portalNext[Int(entry)] = groups[group].portal }
            groups[group].portal = entry
        }
    }

    @inline(__always)
    private mutating func find(_ high: UInt64, _ low: UInt64) -> Int {
        var slot = Int(truncatingIfNeeded: low) & mask
        while slots[slot] >= 0 {
            let group = Int(slots[slot])
            if groups[group].high == high, groups[group].low == low { return group }
            slot = (slot &+ 1) & mask
        }
        slots[slot] = Int32(truncatingIfNeeded: groups.count)
        groups.append(Group(high: high, low: low))
        return groups.count - 1
    }

    /// Word offsets of the two entries of a group that has exactly one on each side; nil otherwise.
    @inline(__always)
    func pair(_ group: Int, _ localStride: Int, _ portalStride: Int) -> (Int, Int)? {
        let one = Int(groups[group].local)
        let other = Int(groups[group].portal)
        guard one >= 0, other >= 0, localNext[one] < 0, portalNext[other] < 0 else { return nil }
        return (one * localStride, other * portalStride)
    }

    func group(_ group: Int, _ left: [UInt64], _ local: EntryStore, _ right: [UInt64], _ portal: EntryStore) -> KeyGroup
    {
        KeyGroup(
            locals: entries(from: groups[group].local, localNext, left, local),
            portals: entries(from: groups[group].portal, portalNext, right, portal)
        )
    }

    private func entries(from head: Int32, _ next: [Int32], _ words: [UInt64], _ store: EntryStore) -> [Entry] {
        var found: [Entry] = []
        var index = head
        while index >= 0 {
            found.append(Entry(words: words, at: Int(index) * store.stride, fingerprints: store.fingerprints))
            index = next[Int(index)]
        }
        return found.sorted { $0.place < $1.place }
    }
}

/// Which chain of a group an entry belongs to.
private enum JoinSide {
    case local
    case portal
}
