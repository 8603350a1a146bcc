import Dossiers

/// Gives the records of one JSON document: the elements of the list, or the single object, at a path through objects.
///
/// Everything around the records is checked too. A wrapper that is no JSON stops the page; a path that is not there gives
/// no records.
///
/// A part of a page begins and ends where an element of the list is expected. There is but one such state, so a part that
/// ends in it is followed by the next one as if the page had been read in one go; any other end is a stop.
struct JSONSource: RecordSource, ~Copyable {
    private enum Phase {
        /// A value of the path is expected: an object to go into, or the records.
        case value
        /// A name is expected, or the end of an empty object.
        case firstMember
        case member
        case afterMember
        case firstElement
        case element
        case afterElement
        /// The one record stands here itself.
        case single
        case end
    }

    private var reading: JSONReading
    private let path: [[UInt8]]
    private let endsInList: Bool
    private var phase = Phase.value
    /// For each wrapper object that is open, whether the name of the path was met in it.
    private var isMet: [Bool] = []
    private var token = 0
    private var resume: Int64?

    init(range: Range<Int64>, path: [String], plan: JSONPlan, limits: FormatLimits, settings: ScanSettings) {
        reading = JSONReading(range: range, syntax: .json, plan: plan, limits: limits, settings: settings)
        self.path = path.map { Array($0.utf8) }
        endsInList = false
    }

    /// A source of one part of a page.
    init(part: PagePart, path: [String], plan: JSONPlan, limits: FormatLimits, settings: ScanSettings) {
        reading = JSONReading(range: part.range, syntax: .json, plan: plan, limits: limits, settings: settings)
        self.path = path.map { Array($0.utf8) }
        endsInList = !part.isLast
        guard !part.isFirst else { return }
        isMet = path.map { _ in true }
        phase = .element
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
            advance(past: 0, of: file)
        }
        while reading.stop == nil {
            guard token < reading.tokenCount else {
                guard !reading.block.isLast else { return finish() }
                advance(past: reading.block.count, of: file)
                continue
            }
            if let event = step(of: file) { return event }
        }
        return .end
    }

    private mutating func finish() -> ScanEvent {
        if phase != (endsInList ? .element : .end) { halt("the document ends too early", at: reading.block.count) }
        return .end
    }

    private mutating func step(of file: borrowing PageFile) -> ScanEvent? {
        switch phase {
        case .value: enterValue(of: file)
        case .firstMember where consume("}"): leaveValue()
        case .firstMember, .member: readMember(of: file)
        case .afterMember where consume(","): phase = .member
        case .afterMember where consume("}"): leaveValue()
        case .firstElement where consume("]"): leaveValue()
        case .firstElement, .element, .single: return readElement(of: file)
        case .afterElement where consume(","): phase = .element
        case .afterElement where consume("]"): leaveValue()
        case .afterElement where reading.byte(token) == UInt8(ascii: "{"): return readElement(of: file)
        case .afterMember, .afterElement, .end: halt("not what JSON allows here", at: reading.place(token))
        }
        return nil
    }

    // MARK: - Wrapper

    private mutating func enterValue(of file: borrowing PageFile) {
        let isAtRecords = isMet.count == path.count
        if isAtRecords, reading.byte(token) == UInt8(ascii: "{") {
            phase = .single
        } else if isAtRecords, consume("[") {
            phase = .firstElement
        } else if !isAtRecords, consume("{") {
            isMet.append(false)
            phase = .firstMember
        } else {
            passOverOther(of: file)
        }
    }

    /// A value that holds no records: null means none, anything else is a mistake of the mapping or of the feed.
    private mutating func passOverOther(of file: borrowing PageFile) {
        let start = reading.place(token)
        let isNull = reading.byte(token) == UInt8(ascii: "n")
        guard walkValue(from: start, of: file) else { return }
        guard isNull, !isMet.isEmpty else {
            return reading.halt(
                .valueMalformed,
                at: start,
                "neither a list nor an object stands where records are looked for"
            )
        }
        leaveValue()
    }

    /// Behind the value that was entered last: its members, its elements and itself are done.
    private mutating func leaveValue() {
        let wasWrapper = phase == .firstMember || phase == .afterMember
        if wasWrapper { isMet.removeLast() }
        phase = isMet.isEmpty ? .end : .afterMember
    }

    private mutating func readMember(of file: borrowing PageFile) {
        guard token + 2 < reading.tokenCount else { return more(from: reading.place(token), of: file) }
        let start = reading.place(token)
        guard reading.byte(token) == UInt8(ascii: "\""), reading.byte(token + 1) == UInt8(ascii: ":") else {
            return halt("a name and a colon are expected", at: start)
        }
        let name = (start + 1)..<reading.walker.closingQuote(of: token)
        guard isSound(start..<(name.upperBound + 1)) else { return }
        if isNext(name) { return enterMember(at: start) }
        token += 2
        if walkValue(from: start, of: file) { phase = .afterMember }
    }

    private mutating func enterMember(at start: Int) {
        let level = isMet.count - 1
        guard !isMet[level] else {
            return reading.halt(.duplicateName, at: start, "the list of records stands twice in the document")
        }
        isMet[level] = true
        token += 2
        phase = .value
    }

    private func isNext(_ name: Range<Int>) -> Bool {
        var text: [UInt8] = []
        let isText = JSONText.decode(reading.block.bytes.extracting(name), into: &text)
        return isText && text == path[isMet.count - 1]
    }

    /// Walks a value of the wrapper; false when more of it must be read, from `start`, or when it is broken.
    private mutating func walkValue(from start: Int, of file: borrowing PageFile) -> Bool {
        let first = reading.place(token)
        let next = reading.walkValue(at: token)
        if next > 0, next < reading.tokenCount || reading.block.isLast {
            token = next
            return isSound(first..<reading.walker.valueEnd)
        }
        if next < 0, reading.walker.breakage != .incomplete {
            reading.halt(
                reading.walkProblem(from: 0).reason,
                at: reading.walker.breakOffset,
                "not what JSON allows here"
            )
        } else {
            more(from: start, of: file)
        }
        return false
    }

    private mutating func isSound(_ range: Range<Int>) -> Bool {
        guard let problem = reading.textProblem(in: range) else { return true }
        reading.halt(problem.reason, at: range.lowerBound, problem.detail ?? "a broken text")
        return false
    }

    // MARK: - Records

    private mutating func readElement(of file: borrowing PageFile) -> ScanEvent? {
        let start = reading.place(token)
        guard reading.byte(token) == UInt8(ascii: "{") else { return readOther(from: start, of: file) }
        let next = reading.walkRecord(at: token)
        guard next > 0 else { return readBroken(from: start, of: file) }
        let isSeparate = phase != .afterElement
        leaveElement(to: next)
        let range = start..<reading.walker.valueEnd
        return isSeparate ? reading.take(range) : reading.takeBroken(Self.joined, range)
    }

    private static let joined = RecordProblem(.brokenSyntax, detail: "no comma stands between the record and the last")

    /// An element that is no object is a broken record.
    private mutating func readOther(from start: Int, of file: borrowing PageFile) -> ScanEvent? {
        reading.clear()
        guard walkValue(from: start, of: file) else { return nil }
        leaveElement(to: token)
        let problem = RecordProblem(.valueMalformed, detail: "the record is no object")
        return reading.takeBroken(problem, start..<reading.walker.valueEnd)
    }

    private mutating func readBroken(from start: Int, of file: borrowing PageFile) -> ScanEvent? {
        let problem = reading.walkProblem(from: start)
        let isCertain = reading.walker.breakage != .syntax
        switch isCertain ? reading.certainEnd(of: token) : reading.brokenEnd(of: token) {
        case .at(let next):
            leaveElement(to: next)
            return reading.takeBroken(problem, start..<reading.end(before: next))
        case .beyond where reading.block.isLast:
            halt("the document ends inside a record", at: start)
        case .beyond where reading.block.count - start <= reading.limits.recordBytes:
            advance(past: start, of: file)
        case .beyond where isCertain:
            return passOverEndless(from: start, of: file)
        case .beyond, .uncertain:
            halt("\(problem.detail ?? "a broken record"); where it ends cannot be told", at: start)
        }
        return nil
    }

    private mutating func passOverEndless(from start: Int, of file: borrowing PageFile) -> ScanEvent? {
        guard let end = reading.endOfEndlessRecord(from: token, of: file) else { return nil }
        resume = end
        leaveElement(to: reading.tokenCount)
        let first = start..<reading.block.count
        let length = Int(end - reading.block.offset) - start
        return reading.takeBroken(RecordProblem(.limitExceeded), first, length: length)
    }

    private mutating func leaveElement(to next: Int) {
        token = next
        if phase != .single { return phase = .afterElement }
        phase = isMet.isEmpty ? .end : .afterMember
    }

    // MARK: - Reading on

    private mutating func more(from start: Int, of file: borrowing PageFile) {
        if reading.block.isLast {
            halt("the document ends too early", at: reading.block.count)
        } else if reading.block.count - start > reading.limits.recordBytes {
            reading.halt(
                .limitExceeded,
                at: start,
                "a value beside the records is longer than \(reading.limits.recordBytes) bytes"
            )
        } else {
            advance(past: start, of: file)
        }
    }

    private mutating func advance(past done: Int, of file: borrowing PageFile) {
        token = 0
        _ = reading.advance(past: done, of: file)
    }

    private mutating func halt(_ detail: Sentence, at place: Int) {
        reading.halt(.brokenSyntax, at: place, detail)
    }

    private mutating func consume(_ letter: Unicode.Scalar) -> Bool {
        guard reading.byte(token) == UInt8(ascii: letter) else { return false }
        token += 1
        return true
    }
}
