package import Dossiers
package import Formats

/// How one canonical field of one record came about, for `doisoat explain`.
package struct FieldTrace: Sendable, Hashable {
    /// A value that the rule looked at.
    package struct Origin: Sendable, Hashable {
        /// The path as the mapping writes it.
        package let path: String
        /// The text of the source, unmasked; nil when nothing stands there.
        package let text: String?
    }

    /// The canonical field.
    package let field: Field
    /// What the rule looked at, in its order; empty for a constant.
    package let origins: [Origin]
    /// 1-based line of the rule in `MappingDefinition.file`.
    package let line: Int
    /// The table row that gave the value; nil when none did.
    package let row: TableReference?
    /// The canonical text; nil for a blank and for a problem.
    package let text: String?
    /// Why the field could not be filled.
    package let problem: RecordProblem?
    /// Whether the texts are personal data that the caller must mask.
    package let isPersonal: Bool
}

/// A row of a table file.
package struct TableReference: Sendable, Hashable {
    /// The name that rules use.
    package let table: String
    /// Path of the file as the user gave it.
    package let file: String
    /// 1-based line that the row begins on; 0 for values written in the mapping itself.
    package let line: Int
}

extension DossierEvaluator {
    /// How each field that the mapping fills came about, in the order of `Field.allCases`.
    ///
    /// Goes on after a problem, so that everything wrong with a record shows at once.
    package mutating func trace(_ record: RecordValue) -> [FieldTrace] {
        tree.load(record)
        core.begin()
        let (slots, bytes) = (tree.slots, tree.bytes)
        var traces: [FieldTrace] = []
        for rule in core.book.rules { traces.append(trace(rule, slots.span, in: bytes.span)) }
        let order = Field.allCases
        return traces.sorted { order.firstIndex(of: $0.field) ?? 0 < order.firstIndex(of: $1.field) ?? 0 }
    }

    private mutating func trace(_ rule: CompiledRule, _ slots: Span<Slot>, in bytes: Span<UInt8>) -> FieldTrace {
        core.usedRow = nil
        var text: String?
        var problem: RecordProblem?
        do throws(RecordProblem) {
            let value = try core.value(rule, slots, in: bytes)
            if case .time(let instant) = value { core.noteDay(instant.seconds, TimeRole(of: rule.field)) }
            text = core.text(value, in: bytes)
        } catch {
            problem = error
        }
        return FieldTrace(
            field: rule.field,
            origins: origins(of: rule, slots, in: bytes),
            line: rule.line,
            row: core.usedRow.map(reference),
            text: text,
            problem: problem,
            isPersonal: rule.isPersonal
        )
    }

    private func origins(of rule: CompiledRule, _ slots: Span<Slot>, in bytes: Span<UInt8>) -> [FieldTrace.Origin] {
        core.book.slots(of: rule).map { index in
            let slot = slots[index]
            let isThere = slot.kind != .absent && slot.kind != .null
            let text = isThere ? TextBytes.string(bytes.extracting(slot.range)) : nil
            return FieldTrace.Origin(path: core.book.paths[index].text, text: text)
        }
    }

    private func reference(_ row: RecordCore.UsedRow) -> TableReference {
        guard row.table >= 0 else {
            let table = core.book.decisions[row.row]
            return TableReference(table: table.name, file: file(of: table.name), line: row.line)
        }
        let table = core.book.tables[row.table]
        return TableReference(table: table.name, file: table.file, line: row.line)
    }

    private func file(of table: String) -> String { program.definition.tables[table]?.file ?? program.definition.file }
}

extension RuleBook {
    /// The slots that a rule looks at, in its order.
    func slots(of rule: CompiledRule) -> [Int] {
        if case .slot(let slot) = rule.source { return [slot] }
        switch details[rule.detail].source {
        case .slot(let slot): return [slot]
        case .compound(let slots), .first(let slots), .join(let slots, with: _): return slots
        case .constant: return []
        case .decide(let table): return decisions[table].slots
        }
    }
}
