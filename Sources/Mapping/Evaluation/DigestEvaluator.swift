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
    private var core: RecordCore
    private var folded: [UInt8] = []

    /// Canonical code of the last record; nil when it could not be read.
    package var code: String? { core.code.isEmpty ? nil : String(decoding: core.code, as: UTF8.self) }

    /// An evaluator for the records of `program`.
    package init(_ program: MappingProgram) { self.init(program, escapes: SlotEscapes(format: program.format)) }

    init(_ program: MappingProgram, escapes: SlotEscapes) {
        self.program = program
        core = RecordCore(book: program.book, escapes: escapes)
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
        var change = LastChange()
        for index in 0..<core.book.rules.count {
            let rule = core.book.rules[index]
            if rule.isCheckedOnly {
                try core.check(rule, slots)
                continue
            }
            let value = try core.value(rule, slots, in: bytes)
            if case .time(let instant) = value {
                core.noteDay(instant, of: rule.field)
                change.note(instant, of: rule.field)
            }
            try take(value, of: rule, in: bytes, into: &digest)
        }
        guard digest.status != 0 else { throw RecordProblem(.statusMissing, field: .status) }
        digest.lastChange = change.seconds
        digest.isNotExpected = core.holds(program.notExpectedWhen, slots, in: bytes)
    }

    @inline(__always)
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

    @inline(__always)
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

    /// Moves `newestEvent` on.
    private mutating func note(_ slots: Span<Slot>, in bytes: Span<UInt8>, _ digest: DossierDigest) {
        guard let rule = program.newest else {
            newestEvent = max(newestEvent, digest.lastChange)
            return
        }
        guard case .time(let instant)? = try? core.value(rule, slots, in: bytes) else { return }
        newestEvent = max(newestEvent, instant.seconds)
    }
}

/// The distinct agency parts of dossier codes: what stands before the first dash, where that is dotted.
package struct AgencyParts: Sendable {
    /// Each part once, in the order in which they came.
    package private(set) var texts: [String] = []
    private var last: UInt64 = 0
    private var seen: Set<UInt64> = []

    package init() {}

    /// Notes the part of a canonical code.
    ///
    /// Cost: a hash of the part; a text only for a new one.
    @inline(__always)
    mutating func note(_ code: Span<UInt8>) {
        var end = 0
        while end < code.count, code[end] != 0x2D { end += 1 }
        guard end > 0, end < code.count else { return }
        let hash = ByteHash.narrow(code.extracting(0..<end), seed: 0)
        guard hash != last else { return }
        last = hash
        guard seen.insert(hash).inserted else { return }
        let text = String(decoding: (0..<end).map { code[$0] }, as: UTF8.self)
        if text.contains(".") { texts.append(text) }
    }
}

/// The last change of a record while its times come in, as `Dossier.lastChange` tells it.
struct LastChange {
    private var event: Int64?
    private var latest = DossierDigest.blankTime

    /// Local seconds; `DossierDigest.blankTime` when the record names no time.
    var seconds: Int64 { event ?? latest }

    /// Notes one time of the record; due dates never count.
    @inline(__always)
    mutating func note(_ instant: Instant, of field: Field) {
        switch field {
        case .statusAt: event = instant.seconds
        case .submittedAt, .receivedAt, .finishedAt, .returnedAt, .refusedAt: latest = max(latest, instant.seconds)
        default: break
        }
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

    /// Notes the agency part of the last code.
    @inline(__always)
    func noteAgency(in parts: inout AgencyParts) { parts.note(code.span) }

    /// The day that tables with spans look at: receipt, else submission.
    @inline(__always)
    mutating func noteDay(_ instant: Instant, of field: Field) {
        guard field == .receivedAt || (field == .submittedAt && day == nil) else { return }
        day = Int32(truncatingIfNeeded: Instant.cut(instant.seconds, to: .day) / 86_400)
    }
}
