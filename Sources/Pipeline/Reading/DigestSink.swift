import Dossiers
import Formats
import Mapping
import Reconciliation

/// Turns the records of one scanned part of a page into entries of one side, and sets aside what cannot become one.
struct DigestSink: RecordSink, ~Copyable {
    /// Where the entries of a part go.
    struct Target: Sendable {
        var page: Int
        var side: Side
        /// The profile of a local source; all profiles, for the portal.
        var profiles: [Profile]
        /// Number of the local source's profile; 0 for the portal.
        var number: Int
    }

    /// What it evaluates with; the next sink of the thread may go on with it.
    private(set) var evaluator: DigestEvaluator
    private var writer: EntryWriter
    private let target: Target
    private var digest = DossierDigest()
    private var tally = ScanTally()
    private var bounds = RecordBounds()
    private var watch: SlotWatch

    /// A sink that goes on with the evaluator and the writer of its thread.
    init(
        _ program: MappingProgram,
        _ evaluator: consuming DigestEvaluator,
        _ writer: consuming EntryWriter,
        _ target: Target
    ) {
        self.evaluator = evaluator
        self.evaluator.restart()
        watch = SlotWatch(program)
        self.writer = writer
        self.target = target
    }

    mutating func record(_ slots: Span<Slot>, in bytes: Span<UInt8>, at frame: RecordFrame) {
        let verdict = evaluator.digest(slots, in: bytes, into: &digest)
        bounds.add(frame)
        watch.note(slots, status: digest.status)
        take(verdict, at: frame)
    }

    mutating func broken(_ problem: RecordProblem, _ slots: Span<Slot>, in bytes: Span<UInt8>, at frame: RecordFrame) {
        _ = evaluator.key(slots, in: bytes, into: &digest)
        bounds.add(frame)
        setAside(problem, at: frame)
    }

    /// A record of a page that is read as a tree.
    mutating func record(_ record: RecordValue, with trees: inout DossierEvaluator, at frame: RecordFrame) {
        let verdict = trees.digest(record, with: &evaluator, into: &digest)
        watch.note(trees, status: digest.status)
        take(verdict, at: frame)
    }

    /// A record of such a page that could not be taken out of its wrapping.
    mutating func unreadable(_ problem: RecordProblem, at frame: RecordFrame) {
        digest.clear()
        tally.setAside.append(SetAsideRecord(page: target.page, frame: frame, code: nil, problem: problem))
    }

    /// What the part came to so far.
    func ended() -> ScanTally {
        var ended = tally
        ended.bounds = bounds
        ended.unmet = watch.unmet
        ended.hasFinished = watch.hasFinished
        ended.newestEvent = evaluator.newestEvent
        ended.futureEvent = evaluator.futureEvent
        ended.agencyParts = evaluator.agencyParts.texts
        return ended
    }

    /// Ends the part and gives the writer back for the next one.
    consuming func finish() -> EntryWriter { writer }

    @inline(__always)
    private mutating func take(_ verdict: DigestVerdict, at frame: RecordFrame) {
        switch verdict {
        case .accepted: add(digest.isNotExpected ? .notExpected : Entry.Flags(rawValue: 0), at: frame)
        case .skipped: tally.skipped += 1
        case .problem(let problem): setAside(problem, at: frame)
        }
    }

    private mutating func setAside(_ problem: RecordProblem, at frame: RecordFrame) {
        let code = digest.keyHigh == 0 && digest.keyLow == 0 ? nil : evaluator.code
        tally.setAside.append(SetAsideRecord(page: target.page, frame: frame, code: code, problem: problem))
        if code != nil { add(.quarantined, at: frame) }
    }

    @inline(__always)
    private mutating func add(_ flags: Entry.Flags, at frame: RecordFrame) {
        let place = RecordPlace(page: target.page, offset: frame.offset, length: frame.length)
        do throws(SpillError) {
            switch target.side {
            case .local:
                try writer.add(&digest, at: place, under: target.profiles[0], number: target.number, flags: flags)
            case .portal:
                try writer.add(&digest, at: place, under: target.profiles, flags: flags)
            }
        } catch {
            tally.failure = tally.failure ?? error
        }
    }
}

/// A record that was set aside, before its line and its number in the page are known.
struct SetAsideRecord: Sendable, Hashable {
    var page: Int
    /// The ordinal counts from the start of the scanned part.
    var frame: RecordFrame
    /// Canonical code; nil when it could not be read.
    var code: String?
    var problem: RecordProblem

    /// Where the record can be found again.
    var place: RecordPlace { RecordPlace(page: page, offset: frame.offset, length: frame.length) }
}

/// What one scanned part came to.
struct ScanTally: Sendable {
    var skipped = 0
    var setAside: [SetAsideRecord] = []
    /// Where the records of the part stand.
    var bounds = RecordBounds()
    /// Slots of compared fields that no record of the part filled.
    var unmet: [Int] = []
    /// Whether the processing of some dossier has ended.
    var hasFinished = false
    /// Newest event by the mapping's `as_of`, in local seconds.
    var newestEvent = DossierDigest.blankTime
    /// The newest event that lies after the time of the run.
    var futureEvent = DossierDigest.blankTime
    /// Agency parts of the codes of accepted records.
    var agencyParts: [String] = []
    /// The temporary space gave out; the run cannot go on.
    var failure: SpillError?
}
