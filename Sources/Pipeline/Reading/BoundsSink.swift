import Dossiers
import Formats

/// Takes of the records of a page only where they stand.
struct BoundsSink: RecordSink {
    private(set) var bounds = RecordBounds()

    mutating func record(_ slots: Span<Slot>, in bytes: Span<UInt8>, at frame: RecordFrame) { bounds.add(frame) }

    mutating func broken(_ problem: RecordProblem, _ slots: Span<Slot>, in bytes: Span<UInt8>, at frame: RecordFrame) {
        bounds.add(frame)
    }
}
