import Dossiers
import Formats

/// The rules that need more than one slot taken as it stands.
extension RecordCore {
    /// The text of a rule with a detail.
    mutating func detailedText(
        _ rule: CompiledRule,
        _ slots: Span<Slot>,
        in bytes: Span<UInt8>
    ) throws(RecordProblem) -> Piece {
        switch book.details[rule.detail].source {
        case .slot(let slot): return try unpacked(slots[slot], rule, in: bytes)
        case .compound: return .blank
        case .first(let choices):
            for slot in choices {
                let piece = try unpacked(slots[slot], rule, in: bytes)
                if !piece.isBlank { return piece }
            }
            return .blank
        case .join(let parts, let separator):
            return try unpacked(try joined(parts, separator, rule, slots, in: bytes), rule, in: bytes)
        case .constant(let text): return try unpacked(written(text), rule, in: bytes)
        case .decide(let table): return try unpacked(try decided(table, rule, slots, in: bytes), rule, in: bytes)
        }
    }

    /// The text of one slot after all steps of the rule.
    mutating func unpacked(_ slot: Slot, _ rule: CompiledRule, in bytes: Span<UInt8>) throws(RecordProblem) -> Piece {
        try unpacked(try raw(slot, rule, in: bytes), rule, in: bytes)
    }

    /// Decoding, splitting, prefixes and suffixes, trimming, blanks: in this order.
    private mutating func unpacked(
        _ raw: Piece,
        _ rule: CompiledRule,
        in bytes: Span<UInt8>
    ) throws(RecordProblem) -> Piece {
        guard rule.detail >= 0, !raw.isBlank else { return trimmed(raw, in: bytes) }
        let detail = book.details[rule.detail]
        var piece = raw
        for decoding in detail.decode { piece = try decoded(piece, decoding, rule, in: bytes) }
        if let split = detail.split { piece = taken(piece, split.separator, split.take, in: bytes) }
        piece = stripped(piece, detail, in: bytes)
        piece = surrounded(piece, detail, in: bytes)
        piece = trimmed(piece, in: bytes)
        return isAny(of: detail.absent, piece, in: bytes) ? .blank : piece
    }

    /// A text written to the scratch.
    private mutating func written(_ text: [UInt8]) -> Piece {
        scratch += text
        return Piece(origin: .scratch, start: scratch.count - text.count, count: text.count)
    }

    private func copy(_ piece: Piece, in bytes: Span<UInt8>) -> [UInt8] {
        var copy: [UInt8] = []
        TextBytes.append(view(piece, in: bytes), to: &copy)
        return copy
    }

    private mutating func joined(
        _ parts: [Int],
        _ separator: [UInt8],
        _ rule: CompiledRule,
        _ slots: Span<Slot>,
        in bytes: Span<UInt8>
    ) throws(RecordProblem) -> Piece {
        var text: [UInt8] = []
        for slot in parts {
            let untrimmed = try raw(slots[slot], rule, in: bytes)
            let piece = trimmed(untrimmed, in: bytes)
            if piece.isBlank { continue }
            if !text.isEmpty { text += separator }
            text += copy(piece, in: bytes)
        }
        return written(text)
    }

    private mutating func decoded(
        _ piece: Piece,
        _ decoding: TextDecoding,
        _ rule: CompiledRule,
        in bytes: Span<UInt8>
    ) throws(RecordProblem) -> Piece {
        guard let text = decoding.decode(copy(piece, in: bytes)) else {
            throw problem(.valueMalformed, rule, piece, in: bytes, detail: "no \(decoding.rawValue) text")
        }
        guard String(validating: text, as: UTF8.self) != nil else {
            throw problem(
                .invalidEncoding,
                rule,
                piece,
                in: bytes,
                detail: "\(decoding.rawValue) of bytes that are no UTF-8"
            )
        }
        return written(text)
    }

    private func taken(_ piece: Piece, _ separator: [UInt8], _ take: SplitRule.Piece, in bytes: Span<UInt8>) -> Piece {
        let pieces = SplitPieces.ranges(of: view(piece, in: bytes), by: separator)
        switch take {
        case .first: return piece.part(pieces[0])
        case .last: return piece.part(pieces[pieces.count - 1])
        case .at(let place): return pieces.indices.contains(place - 1) ? piece.part(pieces[place - 1]) : .blank
        }
    }

    private func stripped(_ piece: Piece, _ detail: RuleDetail, in bytes: Span<UInt8>) -> Piece {
        var piece = piece
        if !detail.stripPrefix.isEmpty, starts(view(piece, in: bytes), with: detail.stripPrefix) {
            piece = piece.part(detail.stripPrefix.count..<piece.count)
        }
        if !detail.stripSuffix.isEmpty, ends(view(piece, in: bytes), with: detail.stripSuffix) {
            piece = piece.part(0..<(piece.count - detail.stripSuffix.count))
        }
        return piece
    }

    private func starts(_ text: Span<UInt8>, with head: [UInt8]) -> Bool {
        text.count >= head.count && TextBytes.equal(text.extracting(0..<head.count), head)
    }

    private func ends(_ text: Span<UInt8>, with tail: [UInt8]) -> Bool {
        text.count >= tail.count && TextBytes.equal(text.extracting((text.count - tail.count)..<text.count), tail)
    }

    /// The text between the prefix and the suffix that the rule adds; a blank stays blank.
    private mutating func surrounded(_ piece: Piece, _ detail: RuleDetail, in bytes: Span<UInt8>) -> Piece {
        guard !(detail.addPrefix.isEmpty && detail.addSuffix.isEmpty) else { return piece }
        let inner = trimmed(piece, in: bytes)
        guard !inner.isBlank else { return .blank }
        return written(detail.addPrefix + copy(inner, in: bytes) + detail.addSuffix)
    }

    private mutating func decided(
        _ index: Int,
        _ rule: CompiledRule,
        _ slots: Span<Slot>,
        in bytes: Span<UInt8>
    ) throws(RecordProblem) -> Piece {
        let table = book.decisions[index]
        var keys: [[UInt8]] = []
        for slot in table.slots {
            var key: [UInt8] = []
            let piece = cell(slots[slot], in: bytes)
            appendKey(of: piece, in: bytes, to: &key)
            keys.append(key)
        }
        guard let row = table.row(for: keys) else {
            throw undecided(table, rule, slots, in: bytes)
        }
        usedRow = UsedRow(table: -1, row: index, line: row.line)
        return written(row.value)
    }

    private func appendKey(of piece: Piece, in bytes: Span<UInt8>, to key: inout [UInt8]) {
        NameFolding.key(view(piece, in: bytes), into: &key)
    }
}

/// The pieces of a text between separators.
enum SplitPieces {
    /// At least one range; an empty separator splits nothing.
    static func ranges(of text: Span<UInt8>, by separator: [UInt8]) -> [Range<Int>] {
        var pieces: [Range<Int>] = []
        var start = 0
        var index = 0
        while !separator.isEmpty, index + separator.count <= text.count {
            if TextBytes.equal(text.extracting(index..<(index + separator.count)), separator) {
                pieces.append(start..<index)
                index += separator.count
                start = index
            } else {
                index += 1
            }
        }
        pieces.append(start..<text.count)
        return pieces
    }
}
