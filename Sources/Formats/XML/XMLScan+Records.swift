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
        var search = XMLRecordEnd(name: name, inside: wrappers.last?.written ?? [], limits: limits)
        var searched = 0
        while true {
            let count = min(input.count - position, limits.recordBytes)
            switch find(&search, in: position..<(position + count), from: searched) {
            case .doctype:
                throw stop(XMLVerdict.doctype.reason, XMLVerdict.doctype.detail)
            case .found(let end):
                return try judgeRecord(to: position + end, search, isClosed: true, into: &sink)
            case .unclosed(let next):
                return try judgeRecord(to: position + next, search, isClosed: false, into: &sink)
            case .open where count == limits.recordBytes || input.isAtEnd:
                return try readUnclosed(search, searched: count, file, into: &sink)
            case .open:
                searched = count
                try readOn(file)
            }
        }
    }

    /// A record whose end tag is not where one may look for it.
    ///
    /// It ends before the first start tag that may be that of the next record. What follows a part of a page may still
    /// hold its end tag.
    private mutating func readUnclosed(
        _ search: XMLRecordEnd,
        searched count: Int,
        _ file: borrowing PageFile,
        into sink: inout some RecordSink & ~Copyable
    ) throws(ScanStop) {
        let isAtLimit = count == limits.recordBytes
        if let next = search.nextStart, isAtLimit || !isPart {
            try judgeRecord(to: position + next, search, isClosed: false, into: &sink)
        } else if isAtLimit {
            try skipEndless(search, file, into: &sink)
        } else {
            throw stop(.brokenSyntax, "a record does not end before the page does")
        }
    }

    private func find(
        _ end: inout XMLRecordEnd,
        in range: Range<Int>,
        from start: Int,
        passed: Int = 0
    ) -> XMLRecordEnd.Outcome {
        let text = input.bytes
        return end.search(text.span.extracting(range), from: start, passed: passed)
    }

    private mutating func judgeRecord(
        to end: Int,
        _ search: XMLRecordEnd,
        isClosed: Bool,
        into sink: inout some RecordSink & ~Copyable
    ) throws(ScanStop) {
        let range = position..<end
        let frame = frame(to: end)
        let doubt = stop(.brokenSyntax, "where a broken record ends cannot be told")
        let broken = outcome.broken
        if !XMLText.isUTF8(bytes(range)) {
            deliverWalked(RecordProblem(.invalidEncoding, detail: "bytes that are no UTF-8"), range, frame, into: &sink)
        } else if search.attributes > limits.members {
            deliverWalked(RecordProblem(.limitExceeded, detail: "too many attributes"), range, frame, into: &sink)
        } else if let verdict = judge.read(record: bytes(range)) ?? (isClosed ? nil : .unbalanced) {
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
        if isClosed, search.mayHideRecords, outcome.broken > broken { throw doubt }
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

    /// Passes over a record beyond the limit in little memory, keeping what was read of its beginning.
    private mutating func skipEndless(
        _ begun: XMLRecordEnd,
        _ file: borrowing PageFile,
        into sink: inout some RecordSink & ~Copyable
    ) throws(ScanStop) {
        let slots = readableSlots(position..<input.count)
        let kept = Array(input.bytes[position..<(position + (slots.map(\.range.upperBound).max() ?? 0))])
        let start = input.offset(of: position)
        let end = try endOfEndless(begun, file)
        isInMarkup = end == nil
        let length = input.offset(of: end ?? input.count) - start
        let frame = RecordFrame(offset: start, length: Int(length), ordinal: outcome.records)
        sink.broken(Self.endless, slots.span, in: kept.span, at: frame)
        outcome.broken += 1
        if wrappers.isEmpty { _ = judge.feedRoot() }
        finishRecord(at: end ?? input.count)
    }

    /// Where a record ends of which as many bytes as are allowed were searched; nil when the page ends first.
    private mutating func endOfEndless(_ begun: XMLRecordEnd, _ file: borrowing PageFile) throws(ScanStop) -> Int? {
        var search = begun
        var passed = limits.recordBytes
        var from = position + passed
        while true {
            switch find(&search, in: from..<input.count, from: 0, passed: passed) {
            case .found(let end): return from + end
            case .doctype: throw stop(XMLVerdict.doctype.reason, XMLVerdict.doctype.detail)
            case .open, .unclosed: break
            }
            guard !input.isAtEnd else { return nil }
            passed += input.count - from
            position = input.count
            try readOn(file)
            from = 0
        }
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
