import Dossiers
import Formats

/// Renders an explanation as one JSON document.
package struct ExplanationWriter: Sendable {
    private let discrepancies: DiscrepancyWriter
    private let masking: Masking

    package init(language: Language, masking: Masking) {
        discrepancies = DiscrepancyWriter(language: language, masking: masking)
        self.masking = masking
    }

    /// The document, two blanks of indentation, LF at the end; `raw` of a record is null when it can neither be shown nor masked.
    package func document(_ explanation: Explanation) -> [UInt8] {
        var json = JSONWriter(layout: .pretty)
        json.object { json in
            json.member("schema", SummaryWriter.schemaVersion)
            json.member("code", explanation.code)
            json.member("situation", explanation.situation?.rawValue)
            write(explanation.discrepancy, to: &json)
            json.list("records") { list in
                for record in explanation.records { list.object { write(record, to: &$0) } }
            }
            write(explanation.payload, to: &json)
        }
        json.endLine()
        return json.bytes
    }

    private func write(_ discrepancy: Discrepancy?, to json: inout JSONWriter) {
        guard let discrepancy else { return json.memberNull("discrepancy") }
        json.object("discrepancy") { discrepancies.write(discrepancy, to: &$0) }
    }

    private func write(_ payload: ExplainedPayload?, to json: inout JSONWriter) {
        guard let payload else { return json.memberNull("payload") }
        json.object("payload") { json in
            json.member("action", payload.action.rawValue)
            json.member("refusal", payload.refusal.map(Language.english.words.text(of:)))
            json.object("record") { write(payload.record, to: &$0) }
            json.list("steps") { list in
                for step in payload.steps { list.object { write(step, to: &$0) } }
            }
        }
    }

    private func write(_ values: [ExplainedPayload.Value], to json: inout JSONWriter) {
        for value in values { json.member(value.name, value.shown(masking)) }
    }

    private func write(_ record: ExplainedRecord, to json: inout JSONWriter) {
        json.member("side", record.side.rawValue)
        json.member("source", record.source)
        record.position.write(named: "position", to: &json)
        json.member("reason", record.problem?.reason.rawValue)
        json.member("detail", record.problem?.detail?.description)
        json.member("raw", masking == .clear ? record.raw : record.maskedRaw)
        json.list("fields") { list in
            for field in record.fields { list.object { write(field, to: &$0) } }
        }
    }

    private func write(_ field: ExplainedField, to json: inout JSONWriter) {
        json.member("name", field.name.rawValue)
        json.member("paths", field.paths)
        json.member("raw", field.raw.map { masking.value($0, of: field.name) })
        json.member("rule", field.rule)
        json.member("row", field.row)
        json.member("value", field.value.map { masking.value($0, of: field.name) })
        json.member("differs", field.differs)
        json.member("stands", field.stands)
        json.member("owner", field.owner?.rawValue)
    }
}
