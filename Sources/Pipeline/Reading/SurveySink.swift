import Dossiers
import Feeds
import Formats
import Mapping

/// Takes of each record of a page what tells whether its list is whole: the key, the day of receipt, the time of change.
struct SurveySink: RecordSink, ~Copyable {
    /// What is looked for.
    enum Depth: Sendable, Hashable {
        /// Whether there are records, and where.
        case places
        /// Their keys too.
        case keys
        /// Their times too.
        case times
    }

    /// Keys that are kept of one page: a page that holds more is hardly one of many.
    private static let mostKeys = 100_000
    private static let receivedAt = ComparedField.times.firstIndex(of: .receivedAt) ?? 0

    private(set) var bounds = RecordBounds()
    private let slice: FeedSlice
    /// Key of the dossier that is looked up; nil where none is.
    private let wanted: UInt64?
    private let depth: Depth
    /// What it evaluates with; the next sink of the source may go on with it.
    private(set) var evaluator: DigestEvaluator
    private var digest = DossierDigest()
    private var keys: [UInt64] = []
    private var strays = 0
    private var oldest = Int64.max
    private var newest = Int64.min

    /// A sink for a page of `slice` that goes on with an evaluator of the source.
    init(_ evaluator: consuming DigestEvaluator, _ slice: FeedSlice, _ depth: Depth) {
        self.slice = slice
        self.depth = depth
        wanted = SurveySink.key(of: slice)
        self.evaluator = evaluator
    }

    mutating func record(_ slots: Span<Slot>, in bytes: Span<UInt8>, at frame: RecordFrame) {
        bounds.add(frame)
        switch depth {
        case .places: break
        case .keys: if evaluator.key(slots, in: bytes, into: &digest) { keepKey() }
        case .times: take(evaluator.digest(slots, in: bytes, into: &digest))
        }
    }

    mutating func broken(_ problem: RecordProblem, _ slots: Span<Slot>, in bytes: Span<UInt8>, at frame: RecordFrame) {
        bounds.add(frame)
        guard depth != .places, evaluator.key(slots, in: bytes, into: &digest) else { return }
        keepKey()
    }

    /// A record of a page that is read as a tree.
    mutating func take(_ record: RecordValue, with trees: inout DossierEvaluator) {
        take(trees.digest(record, with: &evaluator, into: &digest))
    }

    /// What the page came to.
    func survey(records: Int) -> PageSurvey {
        var survey = PageSurvey(records: records)
        survey.keys = keys
        survey.strays = strays
        survey.changes = oldest <= newest ? oldest...newest : nil
        return survey
    }

    private mutating func keepKey() {
        if keys.count < SurveySink.mostKeys { keys.append(digest.keyHigh) }
    }

    private static func key(of slice: FeedSlice) -> UInt64? {
        guard case .code(let text) = slice, let code = DossierCode(text) else { return nil }
        return ByteHash.wide(code.canonical.utf8.span).0
    }

    private mutating func take(_ verdict: DigestVerdict) {
        guard verdict != .skipped else { return }
        if digest.keyHigh != 0 || digest.keyLow != 0 {
            keepKey()
            if let wanted, wanted != digest.keyHigh { strays += 1 }
        }
        guard verdict == .accepted else { return }
        let received = digest.times[SurveySink.receivedAt]
        if received != DossierDigest.blankTime, !slice.holds(receivedAt: received) { strays += 1 }
        guard digest.lastChange != DossierDigest.blankTime else { return }
        oldest = min(oldest, digest.lastChange)
        newest = max(newest, digest.lastChange)
    }
}
