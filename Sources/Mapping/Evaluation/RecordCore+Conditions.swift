import Dossiers
import Formats

extension RecordCore {
    /// Whether a condition holds; nil conditions hold never.
    mutating func holds(_ condition: CompiledCondition?, _ slots: Span<Slot>, in bytes: Span<UInt8>) -> Bool {
        guard let condition else { return false }
        if !scratch.isEmpty { scratch.removeAll(keepingCapacity: true) }
        let piece = cell(slots[condition.slot], in: bytes)
        switch condition.test {
        case .present: return !piece.isBlank
        case .blank: return piece.isBlank
        case .isOneOf(let texts): return isAny(of: texts, piece, in: bytes)
        }
    }

    /// The trimmed text of a slot; of a list or an object only whether it holds something.
    mutating func cell(_ slot: Slot, in bytes: Span<UInt8>) -> Piece {
        if slot.kind == .container { return SlotContents.piece(slot, in: bytes) }
        let piece = plain(slot, in: bytes)
        return trimmed(piece, in: bytes)
    }

    /// Whether a piece is exactly one of `texts`.
    func isAny(of texts: [[UInt8]], _ piece: Piece, in bytes: Span<UInt8>) -> Bool {
        let text = view(piece, in: bytes)
        for candidate in texts where TextBytes.equal(text, candidate) { return true }
        return false
    }
}
