import Dossiers

/// Renders an explanation as one JSON document.
package struct ExplanationWriter: Sendable {
    private let discrepancies: DiscrepancyWriter
    private let masking: Masking

    package init(language: Language, masking: Masking) {
        discrepancies = DiscrepancyWriter(language: language, masking: masking)
        self.masking = masking
    }

    /// The document, two blanks of indentation, LF at the end; `raw` of a record is null while masked.
    package func document(_ explanation: Explanation) -> [UInt8] {
        var json = JSONText(pretty: true)
        json.object { json in
            json.number("schema", SummaryWriter.schemaVersion)
            json.text("code", explanation.code)
            json.text("situation", explanation.situation?.rawValue)
            json.literal("discrepancy", explanation.discrepancy.map(object) ?? "null")
            json.list("records") { list in
                for record in explanation.records { list.object { write(record, to: &$0) } }
            }
        }
        json.endLine()
        return json.bytes
    }

    private func object(_ discrepancy: Discrepancy) -> String {
        var bytes: [UInt8] = []
        discrepancies.appendObject(discrepancy, to: &bytes)
        return String(decoding: bytes, as: UTF8.self)
    }

    private func write(_ record: ExplainedRecord, to json: inout JSONText) {
        json.text("side", record.side.rawValue)
        json.text("source", record.source)
        RecordPosition?(record.position).write(named: "position", to: &json)
        json.text("reason", record.problem?.reason.rawValue)
        json.text("detail", record.problem?.detail)
        json.text("raw", masking == .clear ? record.raw : nil)
        json.list("fields") { list in
            for field in record.fields { list.object { write(field, to: &$0) } }
        }
    }

    private func write(_ field: ExplainedField, to json: inout JSONText) {
        json.text("name", field.name.rawValue)
        json.texts("paths", field.paths)
        json.text("raw", field.raw.map { masking.value($0, of: field.name) })
        json.text("rule", field.rule)
        json.text("row", field.row)
        json.text("value", field.value.map { masking.value($0, of: field.name) })
        json.bool("differs", field.differs)
    }
}
