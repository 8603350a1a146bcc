import Dossiers

/// A code table compiled for look-up by bytes; open addressing, no allocation on the way.
final class CodeTable: Sendable {
    /// One row: its value, the days on which it counts, the next older row of the same key.
    struct Row: Sendable {
        var value: Range<Int>
        var from: Int32
        var to: Int32
        var next: Int32
        var line: Int32
    }

    /// One key with the chain of its rows, newest first.
    private struct Entry: Sendable {
        var hash: UInt64
        var key: Range<Int>
        var first: Int32
    }

    /// The name that rules use.
    let name: String
    /// Path as the user gave it.
    let file: String
    /// Key columns.
    let columns: Int
    let byName: Bool
    /// Whether any row counts only on certain days.
    let hasSpans: Bool
    /// Sets of columns that rows leave open with `*`, exact keys first.
    private let masks: [UInt8]
    private let buckets: [Int32]
    private let entries: [Entry]
    private let rows: [Row]
    /// The keys, one after the other.
    private let bytes: [UInt8]

    /// Compiles a table file; its values are added to `texts`.
    init(_ source: TableSource, byName: Bool, texts: inout [UInt8]) {
        var build = CodeTableBuild(source, byName: byName)
        build.addRows(texts: &texts)
        name = source.name
        file = source.file
        columns = build.keyColumns
        self.byName = byName
        rows = build.rows
        bytes = build.bytes
        masks = build.masks.sorted { ($0.nonzeroBitCount, $0) < ($1.nonzeroBitCount, $1) }
        hasSpans = rows.contains { $0.from != .min || $0.to != .max }
        entries = build.keys.map { Entry(hash: $0.hash, key: $0.key, first: $0.first) }
        buckets = CodeTable.buckets(of: entries)
    }

    /// The row of `key` on `day` (days since 1970, nil when the dossier names no day: the newest row); nil when none counts.
    ///
    /// An exact row wins over `*`, fewer `*` over more. A key of blanks alone never matches a row of `*` alone.
    /// `days` is cut to days around `day` on which the answer is the same, to none where `day` is nil.
    func row(of key: inout LookupKey, on day: Int32?, cutting days: inout DaySpan) -> Int? {
        let open = UInt8((1 << columns) - 1)
        for mask in masks where mask == 0 || mask != open || !key.isBlank {
            if let row = row(of: &key, mask, on: day, cutting: &days) { return row }
        }
        return nil
    }

    private func row(of key: inout LookupKey, _ mask: UInt8, on day: Int32?, cutting days: inout DaySpan) -> Int? {
        guard mask != 0 else { return row(key.exact.span, on: day, cutting: &days) }
        key.mask(mask)
        return row(key.masked.span, on: day, cutting: &days)
    }

    /// Line of a row in the file.
    func line(of row: Int) -> Int { Int(rows[row].line) }

    /// The value of a row.
    func value(of row: Int) -> Piece {
        let range = rows[row].value
        return Piece(origin: .table, start: range.lowerBound, count: range.count)
    }

    /// Count of rows.
    var count: Int { rows.count }

    private func row(_ key: Span<UInt8>, on day: Int32?, cutting days: inout DaySpan) -> Int? {
        let hash = ByteHash.narrow(key, seed: 0)
        var bucket = Int(truncatingIfNeeded: hash) & (buckets.count - 1)
        while buckets[bucket] >= 0 {
            let entry = entries[Int(buckets[bucket])]
            if entry.hash == hash, equal(key, entry.key) { return row(from: entry.first, on: day, cutting: &days) }
            bucket = (bucket + 1) & (buckets.count - 1)
        }
        return nil
    }

    private func row(from first: Int32, on day: Int32?, cutting days: inout DaySpan) -> Int? {
        guard let day else {
            if hasSpans { days = .never }
            return Int(first)
        }
        var index = first
        while index >= 0 {
            let row = rows[Int(index)]
            if row.from <= day, day <= row.to {
                days.cut(from: row.from, to: row.to)
                return Int(index)
            }
            days.cut(outside: row.from, row.to, around: day)
            index = row.next
        }
        return nil
    }

    private func equal(_ key: Span<UInt8>, _ range: Range<Int>) -> Bool {
        guard key.count == range.count else { return false }
        for index in 0..<key.count where key[index] != bytes[range.lowerBound + index] { return false }
        return true
    }

    private static func buckets(of entries: [Entry]) -> [Int32] {
        var capacity = 8
        while capacity < entries.count * 2 { capacity *= 2 }
        var buckets = [Int32](repeating: -1, count: capacity)
        for (index, entry) in entries.enumerated() {
            var bucket = Int(truncatingIfNeeded: entry.hash) & (capacity - 1)
            while buckets[bucket] >= 0 { bucket = (bucket + 1) & (capacity - 1) }
            buckets[bucket] = Int32(index)
        }
        return buckets
    }
}
