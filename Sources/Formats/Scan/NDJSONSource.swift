import Dossiers

/// Gives the lines of newline-delimited JSON.
///
/// A line feed always ends a line, so a broken one cannot spoil the next.
struct NDJSONSource: RecordSource, ~Copyable {
    private var reading: JSONReading
    private var token = 0
    private var resume: Int64?

    init(range: Range<Int64>, plan: JSONPlan, limits: FormatLimits, settings: ScanSettings) {
        reading = JSONReading(range: range, syntax: .lines, plan: plan, limits: limits, settings: settings)
    }

    var frame: RecordFrame { reading.frame }
    var problem: RecordProblem? { reading.problem }
    var stop: ScanStop? { reading.stop }
    var skipped: Int64 { 0 }
    var cutsRecord: Bool { false }
    var slots: Span<Slot> {
        @_lifetime(borrow self)
        get { reading.slots }
    }
    var bytes: Span<UInt8> {
        @_lifetime(borrow self)
        get { reading.bytes }
    }

    mutating func next(of file: borrowing PageFile) -> ScanEvent {
        if let place = resume {
            resume = nil
            reading.jump(to: place)
            guard advance(past: 0, of: file) else { return .end }
        }
        while reading.stop == nil {
            while token < reading.tokenCount, reading.byte(token) == UInt8(ascii: "\n") { token += 1 }
            guard token < reading.tokenCount else {
                guard !reading.block.isLast else { return .end }
                guard advance(past: reading.block.count, of: file) else { return .end }
                continue
            }
            if let event = line(of: file) { return event }
        }
        return .end
    }

    /// The record of the line that begins at `token`; nil when the block must first hold more of it.
    private mutating func line(of file: borrowing PageFile) -> ScanEvent? {
        let start = reading.place(token)
        let isObject = reading.byte(token) == UInt8(ascii: "{")
        if !isObject { reading.clear() }
        let next = isObject ? reading.walkRecord(at: token) : -1
        if next > 0, next < reading.tokenCount ? reading.byte(next) == UInt8(ascii: "\n") : reading.block.isLast {
            token = next
            return reading.take(start..<reading.walker.valueEnd)
        }
        guard let (end, after) = endOfLine() else { return longer(from: start, of: file) }
        token = after
        return reading.takeBroken(problem(isObject: isObject, isWalked: next > 0, from: start), start..<end)
    }

    private func problem(isObject: Bool, isWalked: Bool, from start: Int) -> RecordProblem {
        guard isObject else { return RecordProblem(.valueMalformed, detail: "the line is no JSON object") }
        guard !isWalked else { return RecordProblem(.brokenSyntax, detail: "the line goes on behind its object") }
        return reading.walkProblem(from: start)
    }

    /// Where the line that begins at `token` ends, without its line feed, and the token behind it; nil when the block ends first.
    private func endOfLine() -> (end: Int, after: Int)? {
        var index = token
        while index < reading.tokenCount {
            if reading.byte(index) == UInt8(ascii: "\n") { return (trimmed(reading.place(index)), index) }
            index += 1
        }
        return reading.block.isLast ? (trimmed(reading.block.count), index) : nil
    }

    private func trimmed(_ end: Int) -> Int {
        let bytes = reading.block.bytes
        return end > 0 && bytes[end - 1] == UInt8(ascii: "\r") ? end - 1 : end
    }

    private mutating func longer(from start: Int, of file: borrowing PageFile) -> ScanEvent? {
        guard reading.block.count - start > reading.limits.recordBytes else {
            return advance(past: start, of: file) ? nil : .end
        }
        guard let end = endOfEndlessLine(of: file) else { return .end }
        resume = end
        let first = start..<reading.block.count
        let length = Int(end - reading.block.offset) - start
        return reading.takeBroken(RecordProblem(.limitExceeded), first, length: length)
    }

    /// Byte offset in the page of the line feed that ends the line at hand; nil after noting a stop.
    private mutating func endOfEndlessLine(of file: borrowing PageFile) -> Int64? {
        var rest = reading.block.continuation()
        while !rest.isLast {
            do throws(PageFileError) {
                try rest.advance(past: rest.count, of: file)
            } catch {
                reading.halt(.brokenSyntax, at: reading.block.count, "\(error)")
                return nil
            }
            let positions = rest.positions
            let bytes = rest.bytes
            for index in positions.indices where bytes[Int(positions[index])] == UInt8(ascii: "\n") {
                return rest.offset + Int64(positions[index])
            }
        }
        return rest.offset + Int64(rest.count)
    }

    private mutating func advance(past done: Int, of file: borrowing PageFile) -> Bool {
        token = 0
        return reading.advance(past: done, of: file)
    }
}
