import Dossiers

/// The block, the walk and the record at hand, for the sources that read JSON.
struct JSONReading: ~Copyable {
    private(set) var block: Block
    private(set) var walker: JSONWalker
    private(set) var frame = RecordFrame(offset: 0, length: 0, ordinal: -1)
    private(set) var problem: RecordProblem?
    private(set) var stop: ScanStop?
    let limits: FormatLimits
    private var inspector = JSONInspector()
    private var range = 0..<0

    init(range: Range<Int64>, syntax: Block.Syntax, plan: JSONPlan, limits: FormatLimits, settings: ScanSettings) {
        block = Block(range: range, syntax: syntax, settings: settings)
        walker = JSONWalker(plan: plan, limits: limits, block: block)
        self.limits = limits
    }

    var slots: Span<Slot> {
        @_lifetime(borrow self)
        get { walker.foundSlots }
    }

    /// The bytes of the record at hand.
    var bytes: Span<UInt8> {
        @_lifetime(borrow self)
        get { block.bytes.extracting(range) }
    }

    /// Number of tokens of the block.
    var tokenCount: Int {
        @inline(__always)
        get { walker.tokenCount }
    }

    /// Byte of the block where a token stands.
    @inline(__always)
    func place(_ token: Int) -> Int { walker.place(token) }

    /// First byte of a token; 0 behind the last one.
    @inline(__always)
    func byte(_ token: Int) -> UInt8 {
        token < tokenCount ? walker.byte(token) : 0
    }

    // MARK: - Steps

    /// Lets go of the bytes before `done` and reads on; false after noting a stop.
    mutating func advance(past done: Int, of file: borrowing PageFile) -> Bool {
        do throws(PageFileError) {
            try block.advance(past: done, of: file)
        } catch {
            halt(.brokenSyntax, at: done, "\(error)")
            return false
        }
        walker.attach(block)
        inspector.reset()
        return true
    }

    /// Stands at another byte of the page; the next `advance` reads there.
    mutating func jump(to offset: Int64) { block.jump(to: offset) }

    mutating func walkRecord(at token: Int) -> Int { walker.walkRecord(at: token) }

    /// Forgets what the last walk found, for a value that is no record.
    mutating func clear() { walker.clear() }

    mutating func walkValue(at token: Int) -> Int { walker.walkValue(at: token) }

    /// What is wrong inside the texts of a part of the block; nil when it is sound.
    mutating func textProblem(in range: Range<Int>) -> RecordProblem? { inspector.problem(in: range, of: block) }

    mutating func halt(_ reason: QuarantineReason, at place: Int, _ detail: Sentence) {
        stop = ScanStop(reason, offset: block.offset + Int64(place), detail: detail)
    }

    // MARK: - Records

    /// Takes a record that was walked to its end; its texts decide whether it is sound.
    mutating func take(_ range: Range<Int>) -> ScanEvent {
        if let problem = textProblem(in: range) { return takeBroken(problem, range) }
        guard range.count <= limits.recordBytes else { return takeBroken(RecordProblem(.limitExceeded), range) }
        enter(range, length: range.count)
        return .record
    }

    /// Takes a broken record; `length` is that of all its bytes when the block holds only the first of them.
    ///
    /// Of a record beyond the limit the first bytes are shown, and what stands in them.
    mutating func takeBroken(_ problem: RecordProblem, _ range: Range<Int>, length: Int? = nil) -> ScanEvent {
        let shown = range.prefix(limits.recordBytes)
        enter(shown, length: length ?? range.count)
        let isLong = frame.length > limits.recordBytes
        let detail: Sentence = "longer than \(limits.recordBytes) bytes"
        self.problem = isLong ? RecordProblem(.limitExceeded, detail: detail) : problem
        for index in slots.indices where !isSound(slots[index], in: shown) { walker.drop(index) }
        return .broken
    }

    /// The problem of the last walk that broke off.
    func walkProblem(from start: Int) -> RecordProblem {
        let place = "byte \(walker.breakOffset - start)"
        return switch walker.breakage {
        case .incomplete: RecordProblem(.brokenSyntax, detail: "the record ends too early")
        case .syntax: RecordProblem(.brokenSyntax, detail: "\(place): not what JSON allows here")
        case .depth: RecordProblem(.limitExceeded, detail: "\(place): nested deeper than \(limits.depth)")
        case .members: RecordProblem(.limitExceeded, detail: "\(place): more than \(limits.members) members")
        case .textLength:
            RecordProblem(.limitExceeded, detail: "\(place): a text longer than \(limits.textBytes) bytes")
        case .duplicateName: RecordProblem(.duplicateName, detail: "\(place): a mapped name for the second time")
        }
    }

    private mutating func enter(_ range: Range<Int>, length: Int) {
        self.range = range
        frame = RecordFrame(
            offset: block.offset + Int64(range.lowerBound),
            length: length,
            ordinal: frame.ordinal + 1
        )
    }

    /// Whether a slot of a broken record may be shown.
    private func isSound(_ slot: Slot, in shown: Range<Int>) -> Bool {
        let range = (shown.lowerBound + slot.range.lowerBound)..<(shown.lowerBound + slot.range.upperBound)
        guard range.upperBound <= shown.upperBound else { return false }
        switch slot.kind {
        case .absent, .null, .bool, .number: return true
        case .container: return false
        case .text: return block.isUTF8(range) && !hasControl(range)
        case .escaped:
            var text: [UInt8] = []
            return block.isUTF8(range) && !hasControl(range)
                && JSONText.decode(block.bytes.extracting(range), into: &text)
        }
    }

    private func hasControl(_ range: Range<Int>) -> Bool {
        let bytes = block.bytes
        return range.contains { bytes[$0] < 0x20 }
    }
}
