internal import Dossiers

extension XMLScan {
    /// The record that begins at `position`, whose start tag has that written name.
    mutating func readRecord(
        named name: [UInt8],
        _ file: borrowing PageFile,
        into sink: inout some RecordSink & ~Copyable
    ) throws(ScanStop) {
        try settle()
        var found = try walkRecord(file)
        if case .record(let range) = found, range.count > limits.recordBytes { found = .incomplete }
        switch found {
        case .record(let range):
            walker.learn(recordName: name)
            deliverRegular(range, into: &sink)
            if wrappers.isEmpty { try check(judge.feedRoot()) }
        case .irregular, .incomplete:
            try readIrregular(named: name, file, into: &sink)
        }
    }

    /// The regular record that begins at `position`, with more of the page read when need be.
    private mutating func walkRecord(_ file: borrowing PageFile) throws(ScanStop) -> XMLRecordWalker.Outcome {
        guard isSpeculative else { return .irregular }
        while true {
            let found = walk()
            guard found == .incomplete, !input.isAtEnd, input.count - position <= limits.recordBytes else {
                return found
            }
            try readOn(file)
        }
    }

    /// The record at hand, which begins at `position`.
    @inline(__always)
    mutating func deliverRegular(_ range: Range<Int>, into sink: inout some RecordSink & ~Copyable) {
        let frame = frame(to: range.upperBound)
        if walker.slots.isAmbiguous {
            outcome.broken += 1
            sink.broken(Self.ambiguous, walker.slots.span, in: bytes(range), at: frame)
        } else {
            sink.record(walker.slots.span, in: bytes(range), at: frame)
        }
        finishRecord(at: range.upperBound)
    }

    private mutating func readIrregular(
        named name: [UInt8],
        _ file: borrowing PageFile,
        into sink: inout some RecordSink & ~Copyable
    ) throws(ScanStop) {
        var search = XMLRecordEnd(name: name)
        var searched = 0
        while true {
            switch find(&search, from: position + searched) {
            case .doctype:
                throw stop(XMLVerdict.doctype.reason, XMLVerdict.doctype.detail)
            case .found(let end) where end - position > limits.recordBytes:
                return try deliverEndless(to: end, into: &sink)
            case .found(let end):
                return try judgeRecord(to: end, attributes: search.attributes, into: &sink)
            case .open:
                guard !input.isAtEnd else { throw stop(.brokenSyntax, "a record does not end before the page does") }
                guard input.count - position <= limits.recordBytes else {
                    return try skipEndless(search, file, into: &sink)
                }
                searched = input.count - position
                try readOn(file)
            }
        }
    }

    private func find(_ end: inout XMLRecordEnd, from start: Int) -> XMLRecordEnd.Outcome {
        let text = input.bytes
        return end.search(text.span.extracting(first: input.count), from: start)
    }

    private mutating func judgeRecord(
        to end: Int,
        attributes: Int,
        into sink: inout some RecordSink & ~Copyable
    ) throws(ScanStop) {
        let range = position..<end
        let frame = frame(to: end)
        if !XMLText.isUTF8(bytes(range)) {
            deliverWalked(RecordProblem(.invalidEncoding, detail: "bytes that are no UTF-8"), range, frame, into: &sink)
        } else if attributes > limits.members {
            deliverWalked(RecordProblem(.limitExceeded, detail: "too many attributes"), range, frame, into: &sink)
        } else if let verdict = judge.read(record: bytes(range)) {
            let problem = RecordProblem(verdict.reason, detail: verdict.detail)
            judge.fill(&spare)
            sink.broken(problem, spare.slots.span, in: judge.text.span, at: frame)
            outcome.broken += 1
            judge.restart(inside: wrappers)
        } else {
            judge.fill(&spare)
            deliverJudged(at: frame, into: &sink)
        }
        finishRecord(at: end)
    }

    /// The record in `spare`, which is well-formed.
    private mutating func deliverJudged(at frame: RecordFrame, into sink: inout some RecordSink & ~Copyable) {
        if spare.isAmbiguous {
            outcome.broken += 1
            sink.broken(Self.ambiguous, spare.slots.span, in: judge.text.span, at: frame)
        } else {
            sink.record(spare.slots.span, in: judge.text.span, at: frame)
        }
    }

    /// A broken record with what the walker had read of it before it gave up.
    private mutating func deliverWalked(
        _ problem: RecordProblem,
        _ range: Range<Int>,
        _ frame: RecordFrame,
        into sink: inout some RecordSink & ~Copyable
    ) {
        let slots = readableSlots(range)
        sink.broken(problem, slots.span, in: bytes(range), at: frame)
        outcome.broken += 1
        if wrappers.isEmpty { _ = judge.feedRoot() }
    }

    /// The slots of the walker that lie in `range` and are UTF-8.
    private func readableSlots(_ range: Range<Int>) -> [Slot] {
        walker.slots.slots.map { slot in
            let place = (range.lowerBound + slot.range.lowerBound)..<(range.lowerBound + slot.range.upperBound)
            guard isSpeculative, slot.kind != .absent, place.upperBound <= range.upperBound else { return Slot() }
            return XMLText.isUTF8(bytes(place)) ? slot : Slot()
        }
    }

    /// A record beyond the limit whose end is in memory.
    private mutating func deliverEndless(to end: Int, into sink: inout some RecordSink & ~Copyable) throws(ScanStop) {
        deliverWalked(Self.endless, position..<end, frame(to: end), into: &sink)
        finishRecord(at: end)
    }

    /// Passes over a record beyond the limit in little memory, keeping what was read of its beginning.
    private mutating func skipEndless(
        _ begun: XMLRecordEnd,
        _ file: borrowing PageFile,
        into sink: inout some RecordSink & ~Copyable
    ) throws(ScanStop) {
        var search = begun
        let slots = readableSlots(position..<input.count)
        let kept = Array(input.bytes[position..<(position + (slots.map(\.range.upperBound).max() ?? 0))])
        let start = input.offset(of: position)
        var end: Int?
        while end == nil {
            position = input.count
            guard !input.isAtEnd else { break }
            try readOn(file)
            switch find(&search, from: 0) {
            case .found(let place): end = place
            case .doctype: throw stop(XMLVerdict.doctype.reason, XMLVerdict.doctype.detail)
            case .open: break
            }
        }
        let length = input.offset(of: end ?? input.count) - start
        let frame = RecordFrame(offset: start, length: Int(length), ordinal: outcome.records)
        sink.broken(Self.endless, slots.span, in: kept.span, at: frame)
        outcome.broken += 1
        if wrappers.isEmpty { _ = judge.feedRoot() }
        finishRecord(at: end ?? input.count)
    }

    /// Whose second value would be the true one, nobody can tell; JSON calls it the same.
    private static let ambiguous = RecordProblem(.duplicateName, detail: "a mapped element for the second time")

    private static let endless = RecordProblem(.limitExceeded, detail: "the record is too long")

    private mutating func finishRecord(at end: Int) {
        outcome.records += 1
        position = end
    }

    private mutating func frame(to end: Int) -> RecordFrame {
        let start = input.offset(of: position)
        return RecordFrame(offset: start, length: Int(input.offset(of: end) - start), ordinal: outcome.records)
    }

    @_lifetime(borrow self)
    private func bytes(_ range: Range<Int>) -> Span<UInt8> { input.bytes.span.extracting(range) }
}
