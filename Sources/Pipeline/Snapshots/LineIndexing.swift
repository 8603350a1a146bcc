import Dossiers
import Formats
import Mapping

/// Reads files of lines into an index.
struct LineIndexing: RecordSink, ~Copyable {
    private(set) var index = LineIndex()
    private let scanner: PageScanner
    private var evaluator: DigestEvaluator
    private var digest = DossierDigest()
    private var code: [UInt8] = []
    private var origin = LineIndex.Origin.known
    /// Local seconds; lines whose last change lies before them are marked.
    private var moment: Int64?

    /// - Parameter program: one that reads lines.
    init(_ program: MappingProgram, _ limits: FormatLimits) {
        scanner = PageScanner(format: program.format, plan: program.plan, limits: limits)
        evaluator = DigestEvaluator(program)
    }

    /// Takes all lines of a file.
    ///
    /// - Parameter moment: lines whose last change is known and lies before it are marked so; nil: none.
    mutating func add(
        _ path: String,
        as origin: LineIndex.Origin,
        before moment: Instant? = nil
    ) throws(SnapshotProblem) {
        self.origin = origin
        self.moment = moment?.seconds
        let stop: ScanStop?
        do throws(PageFileError) {
            let file = try PageFile(open: path)
            index.reserve(try LineIndexing.estimate(file))
            stop = scanner.scan(file, into: &self).stop
        } catch { throw SnapshotProblem(error) }
        if let stop { throw .unreadable(path: path, "byte \(stop.offset): \(stop.detail)") }
    }

    /// The index in the order of a snapshot.
    consuming func sorted() -> LineIndex {
        index.sort()
        return index
    }

    mutating func record(_ slots: Span<Slot>, in bytes: Span<UInt8>, at frame: RecordFrame) {
        take(slots, in: bytes, at: frame, isBehind: isBehind(slots, in: bytes))
    }

    mutating func broken(_ problem: RecordProblem, _ slots: Span<Slot>, in bytes: Span<UInt8>, at frame: RecordFrame) {
        take(slots, in: bytes, at: frame, isBehind: false)
    }

    private mutating func take(
        _ slots: Span<Slot>,
        in bytes: Span<UInt8>,
        at frame: RecordFrame,
        isBehind: Bool
    ) {
        let seed = UInt64(truncatingIfNeeded: frame.length)
        var line = LineIndex.Line(frame, digest: ByteHash.narrow(bytes, seed: seed), from: origin)
        line.isBehind = isBehind
        var code: [UInt8] = []
        swap(&code, &self.code)
        code.removeAll(keepingCapacity: true)
        if evaluator.key(slots, in: bytes, into: &digest) { evaluator.appendCode(of: bytes, to: &code) }
        index.add(line, code: code.span)
        swap(&code, &self.code)
    }

    /// About how many lines a file has, by the length of its first ones, so that an index need not grow step by step.
    private static func estimate(_ file: borrowing PageFile) throws(PageFileError) -> Int {
        var head = [UInt8](repeating: 0, count: 1 << 16)
        var room = head.mutableSpan
        let count = try file.read(at: 0, into: &room)
        let lines = head.prefix(count).count { $0 == UInt8(ascii: "\n") }
        guard lines > 0 else { return 0 }
        return Int(file.size) / (count / lines) + lines
    }

    private mutating func isBehind(_ slots: Span<Slot>, in bytes: Span<UInt8>) -> Bool {
        guard let moment else { return false }
        evaluator.forgetEvents()
        guard case .accepted = evaluator.digest(slots, in: bytes, into: &digest) else { return false }
        return evaluator.newestEvent != DossierDigest.blankTime && evaluator.newestEvent < moment
    }
}
