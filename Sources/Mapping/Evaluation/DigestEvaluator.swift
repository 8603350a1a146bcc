package import Dossiers
package import Formats

/// What the digest of one record came to.
package enum DigestVerdict: Sendable, Hashable {
    /// The digest is filled.
    case accepted
    /// The record is none (`skip_when`).
    case skipped
    /// The record is quarantined; of the digest only the key is filled, and only when the code was readable.
    case problem(RecordProblem)
}

/// The hot path: the slots of one record to its digest, through the same core that makes dossiers.
///
/// One per thread. No allocation per record once its buffers have grown, unless the record has a problem.
package struct DigestEvaluator {
    /// The newest event of the accepted records, in local seconds, by the rule `as_of` of the mapping;
    /// `DossierDigest.blankTime` while there is none.
    package private(set) var newestEvent = DossierDigest.blankTime
    /// The agency parts of the codes of the accepted records.
    package private(set) var agencyParts = AgencyParts()
    private let program: MappingProgram
    private let steps: [DigestStep]
    /// The step of `MappingProgram.newest`.
    private let newest: DigestStep?
    private var core: RecordCore
    private var memo: ValueMemo
    private var names = PlainNameFolder()
    private var folded: [UInt8] = []
    /// The last change of the record at hand.
    private var change = LastChange()

    /// Canonical code of the last record; nil when it could not be read.
    package var code: String? { core.code.isEmpty ? nil : String(decoding: core.code, as: UTF8.self) }

    /// An evaluator for the records of `program`.
    package init(_ program: MappingProgram) { self.init(program, escapes: SlotEscapes(format: program.format)) }

    init(_ program: MappingProgram, escapes: SlotEscapes) {
        self.program = program
        core = RecordCore(book: program.book, escapes: escapes)
        let (steps, memos) = DigestStep.steps(of: program.book)
        self.steps = steps
        memo = ValueMemo(rules: memos)
        newest = program.newest.map { DigestStep($0, at: -1, in: program.book) }
    }

    /// Fills `digest` from the slots of one record; slot `i` belongs to path `i` of `MappingProgram.plan`.
    package mutating func digest(
        _ slots: Span<Slot>,
        in bytes: Span<UInt8>,
        into digest: inout DossierDigest
    ) -> DigestVerdict {
        digest.clear()
        core.begin()
        if core.holds(program.skipWhen, slots, in: bytes) { return .skipped }
        do throws(RecordProblem) {
            try fill(&digest, slots, in: bytes)
        } catch {
            digest.keepKeyOnly()
            return .problem(error)
        }
        note(slots, in: bytes, digest)
        core.noteAgency(in: &agencyParts)
        return .accepted
    }

    /// Fills only the key of `digest`, for a record that the scanner found broken; false when its code cannot be read.
    package mutating func key(
        _ slots: Span<Slot>,
        in bytes: Span<UInt8>,
        into digest: inout DossierDigest
    ) -> Bool {
        digest.clear()
        core.begin()
        guard let rule = core.book.rules.first, rule.field == .code else { return false }
        guard case .code? = try? core.value(rule, slots, in: bytes) else { return false }
        (digest.keyHigh, digest.keyLow) = ByteHash.wide(core.code.span)
        return true
    }

    private mutating func fill(
        _ digest: inout DossierDigest,
        _ slots: Span<Slot>,
        in bytes: Span<UInt8>
    ) throws(RecordProblem) {
        change = LastChange()
        let steps = steps
        for index in steps.indices {
            let slot = slots[steps[index].slot]
            if takeShortly(steps[index], slot, in: bytes, into: &digest) { continue }
            try takeFully(steps[index], slots, in: bytes, into: &digest)
        }
        guard digest.status != 0 else { throw RecordProblem(.statusMissing, field: .status) }
        digest.lastChange = change.seconds
        digest.isNotExpected = core.holds(program.notExpectedWhen, slots, in: bytes)
    }

    /// Moves `newestEvent` on.
    private mutating func note(_ slots: Span<Slot>, in bytes: Span<UInt8>, _ digest: borrowing DossierDigest) {
        guard let step = newest, let rule = program.newest else {
            newestEvent = max(newestEvent, digest.lastChange)
            return
        }
        if let seconds = DigestEvaluator.seconds(step, slots[step.slot], in: bytes) {
            newestEvent = max(newestEvent, seconds)
        } else if case .time(let instant)? = try? core.value(rule, slots, in: bytes) {
            newestEvent = max(newestEvent, instant.seconds)
        }
    }
}

// MARK: - The short ways

extension DigestEvaluator {
    /// Takes the value of a step whose text is of the usual kind; false when it must go the long way.
    @inline(__always)
    private mutating func takeShortly(
        _ step: DigestStep,
        _ slot: Slot,
        in bytes: Span<UInt8>,
        into digest: inout DossierDigest
    ) -> Bool {
        switch step.way {
        case .checked: return slot.kind != .container
        case .repeated: return slot.isPlain || slot.isEmpty ? takeKnown(step, slot, in: bytes, into: &digest) : false
        case .nationalTime, .slashedTime: return slot.isEmpty || takeTime(step, slot, in: bytes, into: &digest)
        case .name: return slot.isEmpty || takeName(step, slot, in: bytes, into: &digest)
        case .present: return takePresence(step, slot, in: bytes, into: &digest)
        case .code: return takeCode(slot, in: bytes, into: &digest)
        case .long: return false
        }
    }

    @inline(__always)
    private func takeKnown(
        _ step: DigestStep,
        _ slot: Slot,
        in bytes: Span<UInt8>,
        into digest: inout DossierDigest
    ) -> Bool {
        guard let shape = DigestEvaluator.shape(of: slot, in: bytes),
            let known = memo.result(of: shape, rule: step.memo)
        else { return false }
        if step.compared >= 0, known.hash != 0 { digest.hashes[step.compared] = known.hash }
        if known.status != 0 { digest.status = known.status }
        return true
    }

    /// The shape of the text of a slot; nil when it is too long or must be decoded.
    @inline(__always)
    private static func shape(of slot: Slot, in bytes: Span<UInt8>) -> TextShape? {
        guard !slot.isEmpty else { return TextShape(Span()) }
        guard slot.isPlain, slot.count <= TextShape.longest else { return nil }
        return TextShape(bytes.extracting(slot.range))
    }

    @inline(__always)
    private mutating func takeTime(
        _ step: DigestStep,
        _ slot: Slot,
        in bytes: Span<UInt8>,
        into digest: inout DossierDigest
    ) -> Bool {
        guard let seconds = DigestEvaluator.seconds(step, slot, in: bytes) else { return false }
        core.noteDay(seconds, of: step.field)
        change.note(seconds, of: step.field)
        if step.timeIndex >= 0 { digest.times[step.timeIndex] = seconds }
        return true
    }

    /// Local seconds of a time in one of the two usual forms; nil for anything else.
    @inline(__always)
    private static func seconds(_ step: DigestStep, _ slot: Slot, in bytes: Span<UInt8>) -> Int64? {
        guard slot.isPlain else { return nil }
        let text = bytes.extracting(slot.range)
        switch step.way {
        case .nationalTime: return DateWords.national(text).map { $0 + step.shift }
        case .slashedTime: return DateWords.slashed(text).map { $0 + step.shift }
        case .checked, .code, .name, .present, .repeated, .long: return nil
        }
    }

    @inline(__always)
    private mutating func takeName(
        _ step: DigestStep,
        _ slot: Slot,
        in bytes: Span<UInt8>,
        into digest: inout DossierDigest
    ) -> Bool {
        guard slot.isPlain, names.fold(bytes.extracting(slot.range)) else { return false }
        digest.hashes[step.compared] = DigestHash.text(names.folded, step.compared)
        return true
    }

    @inline(__always)
    private func takePresence(
        _ step: DigestStep,
        _ slot: Slot,
        in bytes: Span<UInt8>,
        into digest: inout DossierDigest
    ) -> Bool {
        let isEmpty = slot.isEmpty
        guard isEmpty || (slot.isPlain && (0x21...0x7E).contains(bytes[Int(slot.start)])) else { return false }
        if step.compared >= 0 { digest.hashes[step.compared] = isEmpty ? step.absent : step.present }
        return true
    }

    @inline(__always)
    private mutating func takeCode(_ slot: Slot, in bytes: Span<UInt8>, into digest: inout DossierDigest) -> Bool {
        guard slot.isPlain else { return false }
        let text = bytes.extracting(slot.range)
        guard DossierCode.isCanonical(text) else { return false }
        core.keep(code: text)
        (digest.keyHigh, digest.keyLow) = ByteHash.wide(text)
        return true
    }
}

// MARK: - The long way

extension DigestEvaluator {
    @inline(never)
    private mutating func takeFully(
        _ step: DigestStep,
        _ slots: Span<Slot>,
        in bytes: Span<UInt8>,
        into digest: inout DossierDigest
    ) throws(RecordProblem) {
        let rule = core.book.rules[step.rule]
        guard !rule.isCheckedOnly else { return try core.check(rule, slots) }
        let value = try core.value(rule, slots, in: bytes)
        if case .time(let instant) = value {
            core.noteDay(instant.seconds, of: rule.field)
            change.note(instant.seconds, of: rule.field)
        }
        try take(value, of: rule, in: bytes, into: &digest)
        if step.way == .repeated { remember(step, slots[step.slot], in: bytes, digest) }
    }

    private mutating func remember(
        _ step: DigestStep,
        _ slot: Slot,
        in bytes: Span<UInt8>,
        _ digest: borrowing DossierDigest
    ) {
        guard let shape = DigestEvaluator.shape(of: slot, in: bytes) else { return }
        var result = ValueMemo.Result()
        if step.compared >= 0 { result.hash = digest.hashes[step.compared] }
        if step.field == .status { result.status = digest.status }
        memo.note(result, of: shape, rule: step.memo)
    }

    private mutating func take(
        _ value: NormalValue,
        of rule: CompiledRule,
        in bytes: Span<UInt8>,
        into digest: inout DossierDigest
    ) throws(RecordProblem) {
        if rule.field == .code {
            guard case .code = value else { throw RecordProblem(.codeMissing, field: .code) }
            (digest.keyHigh, digest.keyLow) = ByteHash.wide(core.code.span)
        } else if case .status(let status) = value, rule.field == .status {
            digest.status = status.rawValue
        } else if rule.compared >= 0 {
            compare(value, of: rule, in: bytes, into: &digest)
        }
    }

    private mutating func compare(
        _ value: NormalValue,
        of rule: CompiledRule,
        in bytes: Span<UInt8>,
        into digest: inout DossierDigest
    ) {
        switch value {
        case .blank, .code, .status: break
        case .time(let instant):
            digest.times[rule.timeIndex] = instant.seconds
            digest.precisions[rule.timeIndex] = instant.precision
        case .text(let piece) where rule.target == .name:
            digest.hashes[rule.compared] = nameHash(piece, rule.compared, in: bytes)
        case .text(let piece), .procedure(let piece, _):
            digest.hashes[rule.compared] = core.hash(piece, rule.compared, in: bytes)
        case .channel(let channel):
            digest.hashes[rule.compared] = DigestHash.number(channel.rawValue, rule.compared)
        case .truth(let truth):
            digest.hashes[rule.compared] = DigestHash.number(truth ? 2 : 1, rule.compared)
        }
    }

    private mutating func nameHash(_ piece: Piece, _ field: Int, in bytes: Span<UInt8>) -> UInt64 {
        folded.removeAll(keepingCapacity: true)
        core.fold(piece, in: bytes, into: &folded)
        return DigestHash.text(folded.span, field)
    }
}

extension RecordCore {
    /// The hash of a text of a compared field.
    @inline(__always)
    func hash(_ piece: Piece, _ field: Int, in bytes: Span<UInt8>) -> UInt64 {
        DigestHash.text(view(piece, in: bytes), field)
    }

    /// Appends the folded name that a piece holds.
    func fold(_ piece: Piece, in bytes: Span<UInt8>, into folded: inout [UInt8]) {
        NameFolding.fold(view(piece, in: bytes), into: &folded)
    }

    /// A rule that copies a text as it stands: only a list or an object in its place is a fault.
    @inline(__always)
    func check(_ rule: CompiledRule, _ slots: Span<Slot>) throws(RecordProblem) {
        guard case .slot(let slot) = rule.source, slots[slot].kind == .container else { return }
        throw .container(rule)
    }

    /// Takes a text that is a canonical code already.
    @inline(__always)
    mutating func keep(code text: Span<UInt8>) {
        code.removeAll(keepingCapacity: true)
        code.append(addingCapacity: text.count) { free in
            for index in text.indices { free.append(text[index]) }
        }
    }

    /// Notes the agency part of the last code.
    @inline(__always)
    func noteAgency(in parts: inout AgencyParts) { parts.note(code.span) }

    /// The day that tables with spans look at: receipt, else submission.
    @inline(__always)
    mutating func noteDay(_ seconds: Int64, of field: Field) {
        guard field == .receivedAt || (field == .submittedAt && day == nil) else { return }
        day = Int32(truncatingIfNeeded: Instant.cut(seconds, to: .day) / 86_400)
    }
}
