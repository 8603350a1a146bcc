import Dossiers

/// What a step of a source came to.
enum ScanEvent {
    case record
    case broken
    case end
}

/// Gives the records of one range of a page, one a step.
protocol RecordSource: ~Copyable {
    /// Goes on to the next record; what it found is in the properties below until the next step.
    mutating func next(of file: borrowing PageFile) -> ScanEvent

    var frame: RecordFrame { get }
    /// What is wrong with a broken record.
    var problem: RecordProblem? { get }
    var slots: Span<Slot> { @_lifetime(borrow self) get }
    /// The bytes of the record; of one beyond the limits the first.
    var bytes: Span<UInt8> { @_lifetime(borrow self) get }
    /// Rows so far that are no records.
    var skipped: Int64 { get }
    /// Why the range ended early.
    var stop: ScanStop? { get }
    /// Whether the range ends inside a record that began in it.
    var cutsRecord: Bool { get }
}

extension ScanOutcome {
    /// Brings all records of a source to a sink.
    init<Source: RecordSource & ~Copyable, Sink: RecordSink & ~Copyable>(
        of source: inout Source,
        from file: borrowing PageFile,
        into sink: inout Sink
    ) {
        self.init()
        reading: while true {
            switch source.next(of: file) {
            case .record:
                sink.record(source.slots, in: source.bytes, at: source.frame)
            case .broken:
                broken += 1
                guard let problem = source.problem else { break }
                sink.broken(problem, source.slots, in: source.bytes, at: source.frame)
            case .end:
                break reading
            }
            records += 1
        }
        skipped = source.skipped
        stop = source.stop
        cutsRecord = source.cutsRecord
    }
}
