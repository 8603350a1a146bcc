import Formats
import Reconciliation

/// The records of all pages that were set aside, in the order of the pages; kept part by part as the scan left them, so that
/// even a feed of nothing else is held once.
struct SetAsideRecords: Sendable, Sequence {
    private struct Part: Sendable {
        var records: [SetAsideRecord]
        /// Records of the page before the part.
        var before: Int64
    }

    private var parts: [Part] = []
    /// Of each page the numbers of its parts, in their order.
    private var partsOfPage: [Int: [Int]] = [:]
    private(set) var count = 0

    /// Adds those of the next part of a page, whose ordinals count from the start of the part.
    mutating func append(_ records: [SetAsideRecord], before: Int64) {
        guard let first = records.first else { return }
        partsOfPage[first.page, default: []].append(parts.count)
        parts.append(Part(records: records, before: before))
        count += records.count
    }

    /// The record that was set aside at a place; nil when none was.
    func record(at place: RecordPlace) -> SetAsideRecord? {
        for number in partsOfPage[place.page] ?? [] {
            let records = parts[number].records
            guard let last = records.last, place.offset <= last.frame.offset else { continue }
            let index = SetAsideRecords.firstIndex(in: records, from: place.offset)
            return records[index].place == place ? records[index] : nil
        }
        return nil
    }

    private static func firstIndex(in records: [SetAsideRecord], from offset: Int64) -> Int {
        var (low, high) = (0, records.count - 1)
        while low < high {
            let middle = (low + high) / 2
            if records[middle].frame.offset < offset { low = middle + 1 } else { high = middle }
        }
        return low
    }

    /// The records one by one, their ordinals counted from the start of the page.
    func makeIterator() -> some IteratorProtocol<SetAsideRecord> {
        parts.lazy.flatMap { part in
            part.records.lazy.map { record in
                var moved = record
                moved.frame.ordinal += part.before
                return moved
            }
        }.makeIterator()
    }
}
