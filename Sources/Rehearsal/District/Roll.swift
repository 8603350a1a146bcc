import Dossiers

/// The records of one feed in the order of their moments; each is made anew when it is asked for.
struct Roll: Sendable {
    /// Where a record comes from.
    private struct Entry: Sendable {
        let moment: Int64
        let source: UInt8
        let copy: UInt8
        let index: UInt32
    }

    private let world: DistrictWorld
    private let side: Side
    private let entries: [Entry]

    /// What the office of a source tells, or, without one, what the portal tells of all.
    init(_ world: DistrictWorld, source: Int?) {
        self.world = world
        side = source == nil ? .portal : .local
        var entries: [Entry] = []
        for part in source.map({ $0..<($0 + 1) }) ?? world.sources.indices {
            for index in 0..<world.sources[part].dossiers {
                let testimony = world.testimony(part, index)
                for (copy, record) in (source == nil ? testimony.portals : testimony.locals).enumerated() {
                    entries.append(
                        Entry(moment: record.moment, source: UInt8(part), copy: UInt8(copy), index: UInt32(index))
                    )
                }
            }
        }
        self.entries = entries.sorted {
            ($0.moment, $0.source, $0.index, $0.copy) < ($1.moment, $1.source, $1.index, $1.copy)
        }
    }

    var count: Int { entries.count }

    /// The record at a place.
    func record(at place: Int) -> Record {
        let entry = entries[place]
        let testimony = world.testimony(Int(entry.source), Int(entry.index))
        return (side == .local ? testimony.locals : testimony.portals)[Int(entry.copy)]
    }

    /// Whether the record at a place is a further one of its key.
    func isCopy(at place: Int) -> Bool { entries[place].copy > 0 }

    /// The places whose moment lies in a span.
    func places(in span: Span) -> Range<Int> {
        let start = firstPlace { $0.moment >= span.start }
        return start..<max(start, firstPlace { $0.moment > span.end })
    }

    private func firstPlace(where holds: (Entry) -> Bool) -> Int {
        var low = 0
        var high = entries.count
        while low < high {
            let middle = (low + high) / 2
            if holds(entries[middle]) { high = middle } else { low = middle + 1 }
        }
        return low
    }

    /// Local seconds, both ends included.
    struct Span: Sendable, Hashable {
        var start = Int64.min
        var end = Int64.max

        /// Whole days, both ends included; nil leaves that end open.
        init(from first: Int? = nil, through last: Int? = nil) {
            if let first { start = Int64(first) * 86_400 }
            if let last { end = Int64(last + 1) * 86_400 - 1 }
        }
    }
}

extension Record {
    /// By what lists are cut into windows: reception, or submission while there was none.
    var moment: Int64 { received == 0 ? submitted : received }
}
