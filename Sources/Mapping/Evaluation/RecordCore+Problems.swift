import Dossiers
import Formats

extension RecordProblem {
    /// A list or an object where a text is mapped.
    static func container(_ rule: CompiledRule) -> RecordProblem {
        RecordProblem(.valueMalformed, field: rule.field, detail: "a list or an object where a text is mapped")
    }
}

extension RecordCore {
    /// Longest text in a problem, in characters.
    private static let longestValue = 200

    /// The text of a piece.
    func string(_ piece: Piece, in bytes: Span<UInt8>) -> String { TextBytes.string(view(piece, in: bytes)) }

    /// The text of a piece, cut for a problem; nil for personal fields.
    func shown(_ piece: Piece, _ rule: CompiledRule, in bytes: Span<UInt8>) -> String? {
        guard !rule.isPersonal else { return nil }
        return String(string(piece, in: bytes).prefix(RecordCore.longestValue))
    }

    /// A problem with the text of a rule.
    func problem(
        _ reason: QuarantineReason,
        _ rule: CompiledRule,
        _ piece: Piece,
        in bytes: Span<UInt8>,
        detail: Sentence? = nil
    ) -> RecordProblem {
        RecordProblem(reason, field: rule.field, value: shown(piece, rule, in: bytes), detail: detail)
    }

    /// A text that is no code.
    func malformedCode(_ piece: Piece, _ rule: CompiledRule, in bytes: Span<UInt8>) -> RecordProblem {
        let isRounded = DossierCode.isRounded(string(piece, in: bytes))
        let detail: Sentence? =
            isRounded ? "a number in scientific notation: a spreadsheet has dropped its digits" : nil
        return problem(.codeMalformed, rule, piece, in: bytes, detail: detail)
    }

    /// A text that stands in no table; without a table of its own, in the one that the rule names.
    func unmappedText(
        _ rule: CompiledRule,
        _ piece: Piece,
        in bytes: Span<UInt8>,
        table: String?
    ) -> RecordProblem {
        let named = table ?? (rule.table >= 0 ? book.tables[rule.table].name : nil)
        return RecordProblem(.unmappedCode, field: rule.field, value: shown(piece, rule, in: bytes), table: named)
    }

    /// A key, of one part or of several, that stands in no row of `table`.
    mutating func unmapped(
        _ rule: CompiledRule,
        _ piece: Piece,
        _ slots: Span<Slot>,
        in bytes: Span<UInt8>,
        table: String
    ) -> RecordProblem {
        guard rule.detail >= 0, case .compound(let parts) = book.details[rule.detail].source else {
            return unmappedText(rule, piece, in: bytes, table: table)
        }
        var texts: [String] = []
        for part in parts {
            guard let piece = try? unpacked(slots[part], rule, in: bytes) else { continue }
            texts.append(string(piece, in: bytes))
        }
        return unmapped(texts, rule, table: table)
    }

    /// Values for which no row of a decision table holds.
    mutating func undecided(
        _ table: DecisionTable,
        _ rule: CompiledRule,
        _ slots: Span<Slot>,
        in bytes: Span<UInt8>
    ) -> RecordProblem {
        var texts: [String] = []
        for slot in table.slots {
            let piece = cell(slots[slot], in: bytes)
            texts.append(string(piece, in: bytes))
        }
        return unmapped(texts, rule, table: table.name)
    }

    private func unmapped(_ parts: [String], _ rule: CompiledRule, table: String) -> RecordProblem {
        let value = String(parts.joined(separator: CompoundKey.separator).prefix(RecordCore.longestValue))
        return RecordProblem(.unmappedCode, field: rule.field, value: rule.isPersonal ? nil : value, table: table)
    }
}

/// How the parts of a compound key are shown together.
package enum CompoundKey {
    /// Between the parts in problems and in the report of unmapped codes.
    package static let separator = " | "
}
