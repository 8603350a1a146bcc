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
    /// The newest event of the accepted records that is not later than the horizon, in local seconds, by the rule `as_of` of
    /// the mapping; `DossierDigest.blankTime` while there is none.
    package private(set) var newestEvent = DossierDigest.blankTime
    /// The newest event beyond the horizon; `DossierDigest.blankTime` while there is none.
    package private(set) var futureEvent = DossierDigest.blankTime
    private let horizon: Int64
    /// The agency parts of the codes of the accepted records.
    package private(set) var agencyParts = AgencyParts()
    private let program: MappingProgram
    private let steps: [DigestStep]
    /// The step of `MappingProgram.newest`.
    private let newest: DigestStep?
    private var state: DigestState

    /// Canonical code of the last record; nil when it could not be read.
    package var code: String? { state.core.code.isEmpty ? nil : String(decoding: state.core.code, as: UTF8.self) }

    /// An evaluator for the records of `program`.
    ///
    /// - Parameter horizon: local seconds after which nothing can have happened yet.
    package init(_ program: MappingProgram, horizon: Int64 = .max) {
        self.init(program, escapes: SlotEscapes(format: program.format), horizon: horizon)
    }

    init(_ program: MappingProgram, escapes: SlotEscapes, horizon: Int64 = .max) {
        self.program = program
        self.horizon = horizon
        let found = DigestStep.steps(of: program.book)
        var steps = found.steps
        let newest = program.newest.map { DigestStep($0, at: -1, in: program.book) }
        for index in steps.indices { steps[index].isNewest = newest.map(steps[index].tellsTheSameTime) ?? false }
        self.steps = steps
        self.newest = newest
        state = DigestState(RecordCore(book: program.book, escapes: escapes), found)
    }

    /// Forgets what `newestEvent`, `futureEvent` and `agencyParts` tell, for another page; what it knows of texts stays.
    package mutating func restart() {
        newestEvent = DossierDigest.blankTime
        futureEvent = DossierDigest.blankTime
        agencyParts = AgencyParts()
    }

    /// Forgets what `newestEvent` and `futureEvent` tell, to learn that of the next record alone.
    package mutating func forgetEvents() {
        newestEvent = DossierDigest.blankTime
        futureEvent = DossierDigest.blankTime
    }

    /// Fills `digest` from the slots of one record; slot `i` belongs to path `i` of `MappingProgram.plan`.
    package mutating func digest(
        _ slots: Span<Slot>,
        in bytes: Span<UInt8>,
        into digest: inout DossierDigest
    ) -> DigestVerdict {
        digest.clear()
        state.begin()
        if program.skipWhen != nil, state.core.holds(program.skipWhen, slots, in: bytes) { return .skipped }
        do throws(RecordProblem) {
            try state.fill(&digest, by: steps, slots, in: bytes)
        } catch {
            state.keepCode(of: bytes)
            digest.keepKeyOnly()
            return .problem(error)
        }
        if program.notExpectedWhen != nil {
            digest.isNotExpected = state.core.holds(program.notExpectedWhen, slots, in: bytes)
        }
        note(slots, in: bytes, digest)
        return .accepted
    }

    /// Fills only the key of `digest`, for a record that the scanner found broken; false when its code cannot be read.
    package mutating func key(
        _ slots: Span<Slot>,
        in bytes: Span<UInt8>,
        into digest: inout DossierDigest
    ) -> Bool {
        digest.clear()
        state.begin()
        guard let rule = state.core.book.rules.first, rule.field == .code else { return false }
        guard case .code? = try? state.core.value(rule, slots, in: bytes) else { return false }
        (digest.keyHigh, digest.keyLow) = ByteHash.wide(state.core.code.span)
        return true
    }

    /// Appends the canonical code of the last record, whose bytes come with it; nothing when it could not be read.
    package func appendCode(of bytes: Span<UInt8>, to codes: inout [UInt8]) {
        guard let plain = state.plainCode else { return codes += state.core.code }
        codes.append(addingCapacity: plain.count) { free in
            for index in plain { free.append(bytes[index]) }
        }
    }

    /// Moves `newestEvent` and `agencyParts` on.
    @inline(__always)
    private mutating func note(_ slots: Span<Slot>, in bytes: Span<UInt8>, _ digest: borrowing DossierDigest) {
        if let code = state.plainCode {
            agencyParts.note(bytes.extracting(code))
        } else {
            let code = state.core.code
            agencyParts.note(code.span)
        }
        guard let newest else {
            return note(event: digest.lastChange)
        }
        if state.newest != DossierDigest.blankTime {
            note(event: state.newest)
        } else if let seconds = state.seconds(newest, slots[newest.slot], in: bytes) {
            note(event: seconds)
        } else {
            noteFully(slots, in: bytes)
        }
    }

    private mutating func noteFully(_ slots: Span<Slot>, in bytes: Span<UInt8>) {
        guard let rule = program.newest else { return }
        state.keepCode(of: bytes)
        guard case .time(let instant)? = try? state.core.value(rule, slots, in: bytes) else { return }
        note(event: instant.seconds)
    }

    @inline(__always)
    private mutating func note(event seconds: Int64) {
        if seconds <= horizon {
            newestEvent = max(newestEvent, seconds)
        } else {
            futureEvent = max(futureEvent, seconds)
        }
    }
}
