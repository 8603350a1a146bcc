import Dossiers
import Formats

/// What changes from record to record while digests are made; see `DigestEvaluator`.
struct DigestState {
    var core: RecordCore
    /// Where the code of the record stands when it is canonical as written; it is then not in `core`.
    private(set) var plainCode: Range<Int>?
    var memo: ValueMemo<TextShape>
    var pairs: ValueMemo<PairShape>
    var names = NameWords()
    var dates = DateWords()
    /// The last change of the record at hand.
    var change = LastChange()
    /// The time of the record at hand that the as-of instant looks at, in local seconds; `DossierDigest.blankTime` when no
    /// step read it.
    var newest = DossierDigest.blankTime
    private var folded: [UInt8] = []

    private let choices: [SlotChoice]

    init(_ core: RecordCore, _ steps: DigestSteps) {
        self.core = core
        choices = steps.choices
        memo = ValueMemo(rules: steps.memos)
        pairs = ValueMemo(rules: steps.pairs)
    }

    /// Forgets the last record.
    @inline(__always)
    mutating func begin() {
        core.begin()
        plainCode = nil
        change = LastChange()
        newest = DossierDigest.blankTime
    }

    /// Takes every step of a record.
    @inline(__always)
    mutating func fill(
        _ digest: inout DossierDigest,
        by steps: [DigestStep],
        _ slots: Span<Slot>,
        in bytes: Span<UInt8>
    ) throws(RecordProblem) {
        for index in steps.indices {
            let choice = Int(steps[index].choice)
            let slot = choice < 0 ? slots[steps[index].slot] : choices[choice].chosen(of: slots, in: bytes)
            if takeShortly(steps[index], slot, slots, in: bytes, into: &digest) { continue }
            try takeFully(steps[index], slot, slots, in: bytes, into: &digest)
        }
        guard digest.status != 0 else { throw RecordProblem(.statusMissing, field: .status) }
        digest.lastChange = change.seconds
    }

    /// Notes a code that is canonical as it stands.
    @inline(__always)
    mutating func note(plainCode range: Range<Int>) { plainCode = range }

    /// Hands the code to the core, for whoever asks there.
    mutating func keepCode(of bytes: Span<UInt8>) {
        guard let range = plainCode else { return }
        plainCode = nil
        core.keep(code: bytes.extracting(range))
    }
}

// MARK: - The long way

extension DigestState {
    @inline(never)
    private mutating func takeFully(
        _ step: DigestStep,
        _ slot: Slot,
        _ slots: Span<Slot>,
        in bytes: Span<UInt8>,
        into digest: inout DossierDigest
    ) throws(RecordProblem) {
        keepCode(of: bytes)
        let rule = core.book.rules[step.rule]
        guard !rule.isCheckedOnly else { return try core.check(rule, slot) }
        core.usedDays = .always
        let value = try core.value(rule, slots, in: bytes)
        if case .time(let instant) = value {
            core.noteDay(instant.seconds, step.role)
            change.note(instant.seconds, step.role)
        }
        try take(value, of: rule, in: bytes, into: &digest)
        remember(step, slot, slots, in: bytes, digest)
    }

    private mutating func remember(
        _ step: DigestStep,
        _ slot: Slot,
        _ slots: Span<Slot>,
        in bytes: Span<UInt8>,
        _ digest: borrowing DossierDigest
    ) {
        guard step.way == .repeated || step.way == .repeatedPair, let shape = TextShape(slot, in: bytes) else { return }
        var result = MemoResult(days: core.usedDays)
        if step.compared >= 0 { result.hash = digest.hashes[step.compared] }
        if step.isStatus { result.status = digest.status }
        if step.way == .repeated {
            memo.note(result, of: shape, rule: step.memo)
        } else if let other = TextShape(slots[Int(step.other)], in: bytes) {
            pairs.note(result, of: PairShape(shape, other), rule: step.memo)
        }
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
        case .time(let instant): digest.set(instant, at: rule.timeIndex)
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
        return DigestHash.name(folded: folded.span, field)
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
    func check(_ rule: CompiledRule, _ slot: Slot) throws(RecordProblem) {
        guard slot.kind == .container else { return }
        throw .container(rule)
    }

    /// Takes a text that is a canonical code already.
    mutating func keep(code text: Span<UInt8>) {
        code.removeAll(keepingCapacity: true)
        code.append(addingCapacity: text.count) { free in
            for index in text.indices { free.append(text[index]) }
        }
    }

    /// The day that tables with spans look at: receipt, else submission.
    @inline(__always)
    mutating func noteDay(_ seconds: Int64, _ role: TimeRole) {
        if role.isReceipt || (role.isSubmission && moment == DossierDigest.blankTime) { moment = seconds }
    }
}
