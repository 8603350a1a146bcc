import Dossiers
import Formats
import Mapping
import Reports

/// Writes the records of pages to a file, each squeezed to one line, and notes what a page came to on the way.
struct LineSink: RecordSink, ~Copyable {
    private let page: Page
    private var file: StateFile
    /// What it evaluates with; the sink of the next page goes on with it.
    private(set) var evaluator: DigestEvaluator
    private var digest = DossierDigest()
    private var line: [UInt8] = []
    private(set) var reading = SilentPages.Reading()
    /// The file cannot be written, or the page not read again; nothing more is taken then.
    private(set) var failure: SnapshotProblem?

    /// A sink for one page that goes on with a file and an evaluator.
    init(_ page: Page, _ file: consuming StateFile, _ evaluator: consuming DigestEvaluator) {
        self.page = page
        self.file = file
        self.evaluator = evaluator
    }

    mutating func record(_ slots: Span<Slot>, in bytes: Span<UInt8>, at frame: RecordFrame) {
        reading.bounds.add(frame)
        note(evaluator.digest(slots, in: bytes, into: &digest))
        squeeze(bytes)
        endLine()
    }

    mutating func broken(_ problem: RecordProblem, _ slots: Span<Slot>, in bytes: Span<UInt8>, at frame: RecordFrame) {
        reading.bounds.add(frame)
        let end = frame.offset + Int64(frame.length)
        reading.brokenEnd = problem.reason == .brokenSyntax ? end : nil
        if !evaluator.key(slots, in: bytes, into: &digest) { reading.unreadable += 1 }
        if frame.length == bytes.count { squeeze(bytes) } else { squeezeWhole(frame) }
        endLine()
    }

    /// Gives the file back for the next page.
    consuming func finish() -> StateFile { file }

    private mutating func note(_ verdict: DigestVerdict) {
        switch verdict {
        case .accepted: break
        case .skipped: reading.skipped += 1
        case .problem: if digest.keyHigh == 0, digest.keyLow == 0 { reading.unreadable += 1 }
        }
    }

    // MARK: - Lines

    private mutating func squeeze(_ bytes: Span<UInt8>) {
        var squeeze = BlankSqueeze()
        squeeze.pass(bytes, into: &line)
    }

    /// A record beyond the limits came with its first bytes only: the others are read from the page, piece by piece.
    private mutating func squeezeWhole(_ frame: RecordFrame) {
        var squeeze = BlankSqueeze()
        do throws(SnapshotProblem) {
            let source = try LineFile(page.path)
            try source.read(frame.offset, frame.length) { piece throws(SnapshotProblem) in
                squeeze.pass(piece, into: &line)
                try write()
            }
        } catch {
            failure = failure ?? error
        }
    }

    private mutating func endLine() {
        line.append(UInt8(ascii: "\n"))
        do throws(SnapshotProblem) { try write() } catch { failure = failure ?? error }
    }

    private mutating func write() throws(SnapshotProblem) {
        var written: [UInt8] = []
        swap(&written, &line)
        defer {
            written.removeAll(keepingCapacity: true)
            swap(&written, &line)
        }
        guard failure == nil else { return }
        do throws(RunFolderError) { try file.append(written.span) } catch { throw .disk(error) }
    }
}
