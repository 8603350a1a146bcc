internal import Dossiers
import Synchronization

/// Reads single regular records of XML pages as the scan did; safe from any thread.
final class XMLRecordPicker: Sendable {
    /// What one thread reads with; it keeps the names that it has met.
    ///
    /// `@unchecked Sendable`: whoever took it out of `idle` is its only user until it is put back.
    private final class Tools: @unchecked Sendable {
        var walker: XMLRecordWalker
        var index: XMLIndex

        init(plan: XMLPlan, limits: FormatLimits) {
            walker = XMLRecordWalker(plan: plan, limits: limits)
            index = XMLIndex(level: .best)
        }
    }

    private let plan: XMLPlan
    private let limits: FormatLimits
    private let idle = Mutex<[Tools]>([])

    init(plan: SlotPlan, limits: FormatLimits) {
        self.plan = XMLPlan(plan, namespaces: [:])
        self.limits = limits
    }

    /// Brings the record in a range of a page in UTF-8; the outcome counts none when it is not a regular one.
    func pick(
        _ range: Range<Int64>,
        of file: borrowing PageFile,
        into sink: inout some RecordSink & ~Copyable
    ) -> ScanOutcome {
        let length = Int(range.upperBound - range.lowerBound)
        var input = XMLInput(
            encoding: .utf8,
            start: range.lowerBound,
            end: range.upperBound,
            blockBytes: length + 1
        )
        var outcome = ScanOutcome()
        do throws(ScanStop) {
            try input.advance(past: 0, of: file)
        } catch {
            outcome.stop = error
            return outcome
        }
        let tools = idle.withLock { $0.popLast() } ?? Tools(plan: plan, limits: limits)
        defer { idle.withLock { $0.append(tools) } }
        tools.index.update(input)
        let found = tools.index.withMemory(of: input) { memory in tools.walker.walk(memory, from: 0) }
        guard case .record(let bytes)? = found, bytes.count == length else { return outcome }
        let frame = RecordFrame(offset: range.lowerBound, length: length, ordinal: 0)
        sink.record(tools.walker.slots.span, in: input.bytes.span.extracting(bytes), at: frame)
        outcome.records = 1
        return outcome
    }
}
