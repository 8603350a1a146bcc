import Dossiers
import Formats

/// Hands the records of a page on and tells now and then how many further ones there were, for one that takes its time.
struct TellingSink: RecordSink, ~Copyable {
    /// Records between two tellings.
    private static let stride = 4_096

    private var sink: DigestSink
    private let tell: @Sendable (Int) -> Void
    private var untold = 0

    init(_ sink: consuming DigestSink, _ tell: @escaping @Sendable (Int) -> Void) {
        self.sink = sink
        self.tell = tell
    }

    mutating func record(_ slots: Span<Slot>, in bytes: Span<UInt8>, at frame: RecordFrame) {
        sink.record(slots, in: bytes, at: frame)
        count()
    }

    mutating func broken(_ problem: RecordProblem, _ slots: Span<Slot>, in bytes: Span<UInt8>, at frame: RecordFrame) {
        sink.broken(problem, slots, in: bytes, at: frame)
        count()
    }

    /// Tells of the rest and gives back the sink that has the records.
    consuming func finish() -> DigestSink {
        tell(untold)
        return sink
    }

    private mutating func count() {
        untold += 1
        guard untold == TellingSink.stride else { return }
        tell(untold)
        untold = 0
    }
}
