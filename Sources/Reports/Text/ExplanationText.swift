import Dossiers

/// Renders an explanation for a person: the verdict, then each record with the way of every value.
package struct ExplanationText: Sendable {
    private let words: any Words
    private let masking: Masking
    private let isColoured: Bool

    package init(language: Language, masking: Masking, isColoured: Bool) {
        words = language.words
        self.masking = masking
        self.isColoured = isColoured
    }

    /// The lines, each with LF.
    package func text(of explanation: Explanation) -> String {
        let records = explanation.records
        let crowded = Side.allCases.filter { side in records.count { $0.side == side } > 1 }
        var parts = [verdict(on: explanation)] + records.map { text(of: $0, amongOthers: crowded.contains($0.side)) }
        if let payload = explanation.payload { parts.append(text(of: payload)) }
        return parts.joined(separator: "\n")
    }

    private func verdict(on explanation: Explanation) -> String {
        guard let situation = explanation.situation else {
            return "\(explanation.code): \(words.label(.unknownCode))\n"
        }
        let name = isColoured ? Colour.strong.wrapping(words.name(of: situation)) : words.name(of: situation)
        let heading = "\(explanation.code): \(name)\n"
        guard let discrepancy = explanation.discrepancy else { return heading }
        let checks = discrepancy.checks.map { "  \($0.rawValue): \(words.meaning(of: $0))\n" }.joined()
        return heading + DisplayWidth.harmless(discrepancy.explain ?? words.explanation(of: discrepancy)) + "\n"
            + checks
    }

    private func text(of record: ExplainedRecord, amongOthers: Bool) -> String {
        let place = "\(record.position.page) @\(record.position.offset)"
        var lines = "\(words.name(of: record.side)) \(record.source), \(DisplayWidth.harmless(place))\n"
        if let problem = record.problem { lines += "  \(DisplayWidth.harmless(words.sentence(on: problem)))\n" }
        if let raw = masking == .clear ? record.raw : record.maskedRaw {
            lines += "  " + DisplayWidth.harmless(raw) + "\n"
        }
        return lines + table(of: record.fields, record.problem?.field, amongOthers)
    }

    /// What would be sent, value by value.
    private func text(of payload: ExplainedPayload) -> String {
        var lines = "\(words.label(.wouldSend)): \(words.name(of: payload.action))\n"
        if let refusal = payload.refusal { lines += "  \(DisplayWidth.harmless(words.text(of: refusal)))\n" }
        for values in [payload.record] + payload.steps where !values.isEmpty {
            var table = TextTable([.left, .left, .left], isColoured: isColoured)
            for value in values {
                let shown = DisplayWidth.harmless(value.shown(masking))
                table.add([TextTable.Cell(" "), TextTable.Cell(value.name), TextTable.Cell(shown)])
            }
            lines += table.text
        }
        return lines
    }

    private func table(of fields: [ExplainedField], _ faulty: Field?, _ amongOthers: Bool) -> String {
        guard !fields.isEmpty else { return "" }
        var table = TextTable([.left, .left, .left, .left, .left, .left, .left, .left], isColoured: isColoured)
        for field in fields { table.add(row(of: field, isFaulty: field.name == faulty, amongOthers)) }
        return table.text
    }

    /// - Parameter amongOthers: whether the side has other records too, so that it must be told whose value counts.
    private func row(of field: ExplainedField, isFaulty: Bool, _ amongOthers: Bool) -> [TextTable.Cell] {
        [
            TextTable.Cell(isFaulty ? "!" : field.differs ? "≠" : " ", colour: .red),
            TextTable.Cell(field.name.rawValue),
            TextTable.Cell(shown(field.value, of: field.name), colour: field.differs || isFaulty ? .red : .plain),
            TextTable.Cell("← " + shown(field.raw, of: field.name)),
            TextTable.Cell(field.paths.joined(separator: ", "), colour: .faint),
            TextTable.Cell([field.rule, field.row].compactMap(\.self).joined(separator: ", "), colour: .faint),
            TextTable.Cell(field.owner.map { "\(words.label(.counts)): \(words.name(of: $0))" } ?? "", colour: .faint),
            TextTable.Cell(amongOthers && field.stands ? words.label(.stands) : "", colour: .faint),
        ]
    }

    private func shown(_ value: String?, of field: Field) -> String {
        value.map { masking.value($0, of: field) } ?? "–"
    }
}
