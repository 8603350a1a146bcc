import Dossiers
import Feeds
import Formats

/// How many records a source gave in earlier runs, kept in `STATE/sources/ID/history.ndjson`.
struct SourceHistory: Sendable {
    /// One run.
    struct Line: Sendable, Hashable {
        var run: String
        /// Day of the run.
        var day: Instant
        var records: Int
        /// Whether the source was complete then.
        var isComplete: Bool
        /// First receive day of the window of the run; nil: none.
        var from: Instant?
    }

    /// Runs that are kept.
    static let longest = 400
    /// How far back a run tells what to expect today.
    private static let memory: Int64 = 36 * 86_400
    private static let day: Int64 = 86_400

    private(set) var lines: [Line] = []
    /// Whether there was a file that cannot be read, or not in full: it counts for nothing.
    private(set) var isDamaged = false

    /// A history without runs.
    init() {}

    /// The history in a file; nothing of it is used when a line cannot be read.
    init(reading path: String) {
        guard SmallFile.exists(path) else { return }
        let bytes = try? SmallFile.bytes(at: path)
        let lines = bytes?.split(separator: UInt8(ascii: "\n")).map { SourceHistory.line(Array($0)) } ?? [nil]
        isDamaged = lines.contains { $0 == nil }
        if !isDamaged { self.lines = lines.compactMap(\.self) }
    }

    /// What the source gave on this weekday: the median of the complete runs of the last five weeks over the same window; nil
    /// when there was none.
    func usual(on today: Instant, from: Instant?) -> Int? {
        let counts = lines.filter { line in
            line.isComplete && line.from == from && isWeekday(of: line.day, today)
        }.map(\.records).sorted()
        return counts.isEmpty ? nil : counts[counts.count / 2]
    }

    /// Notes a run; the oldest ones are forgotten.
    mutating func add(_ line: Line) {
        lines.append(line)
        lines.removeFirst(max(0, lines.count - SourceHistory.longest))
    }

    /// The file that tells of all runs.
    var bytes: [UInt8] {
        var writer = JSONWriter()
        for line in lines {
            writer.object { writer in
                writer.member("run", line.run)
                writer.member("day", line.day.text)
                writer.member("records", line.records)
                writer.member("complete", line.isComplete)
                if let from = line.from { writer.member("from", from.text) }
            }
            writer.endLine()
        }
        return writer.bytes
    }

    private func isWeekday(of earlier: Instant, _ today: Instant) -> Bool {
        let age = Instant.cut(today.seconds, to: .day) - Instant.cut(earlier.seconds, to: .day)
        return age > 0 && age <= SourceHistory.memory && age % (7 * SourceHistory.day) == 0
    }

    private static func line(_ bytes: [UInt8]) -> Line? {
        guard let value = try? RecordTree.json(bytes.span, limits: FormatLimits()),
            let run = value["run"]?.scalarText, let day = value["day"]?.scalarText.flatMap(day),
            let records = value["records"]?.scalarText.flatMap({ Int($0) }),
            case .bool(let isComplete)? = value["complete"]
        else { return nil }
        let from = value["from"]?.scalarText
        guard from == nil || from.flatMap(self.day) != nil else { return nil }
        return Line(run: run, day: day, records: records, isComplete: isComplete, from: from.flatMap(self.day))
    }

    private static func day(_ text: String) -> Instant? {
        let parts = text.split(separator: "-").map { Int($0) }
        guard parts.count == 3, let year = parts[0], let month = parts[1], let day = parts[2] else { return nil }
        return Instant(year: year, month: month, day: day, precision: .day)
    }
}
