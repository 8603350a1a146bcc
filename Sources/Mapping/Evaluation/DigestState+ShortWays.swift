import Dossiers
import Formats

/// The ways of texts of the usual kinds; each answers false for a text that must go the long way.
extension DigestState {
    @inline(__always)
    mutating func takeShortly(
        _ step: DigestStep,
        _ slot: Slot,
        _ slots: Span<Slot>,
        in bytes: Span<UInt8>,
        into digest: inout DossierDigest
    ) -> Bool {
        switch step.way {
        case .checked: return slot.kind != .container
        case .repeated: return takeKnown(step, slot, in: bytes, into: &digest)
        case .nationalTime, .slashedTime, .isoTime:
            return slot.isEmpty || takeTime(step, slot, in: bytes, into: &digest)
        case .name: return slot.isEmpty || takeName(step, slot, in: bytes, into: &digest)
        case .present: return takePresence(step, slot, in: bytes, into: &digest)
        case .code: return takeCode(slot, in: bytes, into: &digest)
        case .repeatedPair: return takePair(step, slots, in: bytes, into: &digest)
        case .long: return false
        }
    }

    /// Takes a value that two texts make together.
    @inline(never)
    private func takePair(
        _ step: DigestStep,
        _ slots: Span<Slot>,
        in bytes: Span<UInt8>,
        into digest: inout DossierDigest
    ) -> Bool {
        guard let one = TextShape(slots[step.slot], in: bytes),
            let other = TextShape(slots[Int(step.other)], in: bytes),
            let known = pairs.result(of: PairShape(one, other), rule: step.memo)
        else { return false }
        return take(known, step, into: &digest)
    }

    @inline(__always)
    private func take(_ known: MemoResult, _ step: DigestStep, into digest: inout DossierDigest) -> Bool {
        if step.hasSpans, !known.days.holds(core.moment) { return false }
        if step.compared >= 0 { digest.hashes[step.compared] = known.hash }
        if step.isStatus { digest.status = known.status }
        return true
    }

    @inline(__always)
    private func takeKnown(
        _ step: DigestStep,
        _ slot: Slot,
        in bytes: Span<UInt8>,
        into digest: inout DossierDigest
    ) -> Bool {
        guard let shape = TextShape(slot, in: bytes), let known = memo.result(of: shape, rule: step.memo) else {
            return false
        }
        return take(known, step, into: &digest)
    }

    /// Local seconds of a time in one of the usual forms; nil for anything else.
    @inline(__always)
    mutating func seconds(_ step: DigestStep, _ slot: Slot, in bytes: Span<UInt8>) -> Int64? {
        guard slot.isPlain else { return nil }
        let text = bytes.extracting(slot.range)
        switch step.way {
        case .nationalTime: return dates.national(text).map { $0 &+ step.shift }
        case .slashedTime: return dates.slashed(text).map { $0 &+ step.shift }
        case .isoTime: return dates.iso(text, shift: step.shift, zIsLocal: step.zIsLocal)
        case .checked, .code, .name, .present, .repeated, .repeatedPair, .long: return nil
        }
    }

    @inline(__always)
    private mutating func takeTime(
        _ step: DigestStep,
        _ slot: Slot,
        in bytes: Span<UInt8>,
        into digest: inout DossierDigest
    ) -> Bool {
        guard let seconds = seconds(step, slot, in: bytes) else { return false }
        core.noteDay(seconds, step.role)
        change.note(seconds, step.role)
        if step.isNewest { newest = seconds }
        if step.timeIndex >= 0 { digest.times[step.timeIndex] = seconds }
        return true
    }

    @inline(__always)
    private mutating func takeName(
        _ step: DigestStep,
        _ slot: Slot,
        in bytes: Span<UInt8>,
        into digest: inout DossierDigest
    ) -> Bool {
        guard slot.isPlain, let hash = names.hash(of: slot.range, in: bytes, step.compared) else { return false }
        digest.hashes[step.compared] = hash
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
        guard isEmpty || slot.beginsPlainly(in: bytes) else { return false }
        if step.compared >= 0 { digest.hashes[step.compared] = isEmpty ? step.absent : step.present }
        return true
    }

    @inline(__always)
    private mutating func takeCode(_ slot: Slot, in bytes: Span<UInt8>, into digest: inout DossierDigest) -> Bool {
        guard slot.isPlain else { return false }
        let text = bytes.extracting(slot.range)
        guard DossierCode.isCanonical(text) else { return false }
        note(plainCode: slot.range)
        (digest.keyHigh, digest.keyLow) = ByteHash.wide(text)
        return true
    }
}

extension TextShape {
    /// The shape of the text of a slot; nil when it is too long or must be decoded.
    @inline(__always)
    init?(_ slot: Slot, in bytes: Span<UInt8>) {
        guard slot.isPlain, slot.count <= TextShape.longest else {
            guard slot.isEmpty else { return nil }
            self.init(Span())
            return
        }
        self.init(bytes.extracting(slot.range))
    }
}
