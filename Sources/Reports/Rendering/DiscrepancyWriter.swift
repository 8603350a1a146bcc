import Dossiers

/// Renders discrepancies one at a time, as lines of `discrepancies.ndjson` and rows of `discrepancies.csv`.
///
/// Nothing is kept between calls, so millions cost no memory; the same discrepancy gives the same bytes on any day.
package struct DiscrepancyWriter: Sendable {
    let words: any Words
    let masking: Masking

    package init(language: Language, masking: Masking) {
        words = language.words
        self.masking = masking
    }

    /// Appends one line of NDJSON, LF included; fields in the order of design section 5.
    package func appendLine(_ discrepancy: Discrepancy, to bytes: inout [UInt8]) {
        append(discrepancy, endsLine: true, to: &bytes)
    }

    /// Appends the JSON object alone, for an element of a list.
    package func appendObject(_ discrepancy: Discrepancy, to bytes: inout [UInt8]) {
        append(discrepancy, endsLine: false, to: &bytes)
    }

    private func append(_ discrepancy: Discrepancy, endsLine: Bool, to bytes: inout [UInt8]) {
        var json = JSONText(appendingTo: bytes)
        bytes = []
        json.object { write(discrepancy, to: &$0) }
        if endsLine { json.endLine() }
        bytes = json.bytes
    }

    private func write(_ discrepancy: Discrepancy, to json: inout JSONText) {
        json.text("code", discrepancy.code)
        json.text("situation", discrepancy.situation.rawValue)
        json.text("severity", discrepancy.severity.rawValue)
        json.text("unit", discrepancy.unit)
        json.text("unit_name", discrepancy.unitName)
        json.text("procedure", discrepancy.procedure)
        json.text("source", discrepancy.source)
        json.text("owner", discrepancy.owner.rawValue)
        json.text("action", discrepancy.action.rawValue)
        write(discrepancy.local, named: "local", to: &json)
        write(discrepancy.portal, named: "portal", to: &json)
        json.list("fields") { list in
            for difference in discrepancy.fields { write(difference, to: &list) }
        }
        json.texts("checks", discrepancy.checks.map(\.rawValue))
        json.texts("codes", discrepancy.codes)
        json.text("first_seen", discrepancy.firstSeen)
        json.number("age_days", discrepancy.ageDays)
        json.text("explain", sentence(for: discrepancy))
    }

    private func write(_ view: SideView?, named name: String, to json: inout JSONText) {
        guard let view else { return json.literal(name, "null") }
        json.object(name) { json in
            json.number("status", view.status?.rawValue)
            json.text("status_at", view.statusAt?.text)
            json.text("received_at", view.receivedAt?.text)
            json.text("due_at", view.dueAt?.text)
            json.text("finished_at", view.finishedAt?.text)
            json.text("returned_at", view.returnedAt?.text)
            json.text("procedure", view.procedure)
            json.text("agency", view.agency)
            json.text("applicant", view.applicant.map(masking.name))
            json.text("source", view.source)
            view.position.write(named: "position", to: &json)
        }
    }

    private func write(_ difference: FieldDifference, to json: inout JSONText) {
        json.object { json in
            json.text("name", difference.name.rawValue)
            json.text("local", shown(difference.local, of: difference.name))
            json.text("portal", shown(difference.portal, of: difference.name))
            json.text("owner", difference.owner.rawValue)
        }
    }

    /// The value as it may be shown; nil stays nil.
    func shown(_ value: String?, of field: Field) -> String? { value.map { masking.value($0, of: field) } }

    /// The sentence that the pipeline gave, else the one of the language.
    func sentence(for discrepancy: Discrepancy) -> String {
        discrepancy.explain ?? words.explanation(of: discrepancy)
    }
}

extension RecordPosition? {
    func write(named name: String, to json: inout JSONText) {
        guard let position = self else { return json.literal(name, "null") }
        json.object(name) { json in
            json.text("page", position.page)
            json.number("offset", position.offset)
            json.number("line", position.line)
            json.number("record", position.record)
        }
    }
}
