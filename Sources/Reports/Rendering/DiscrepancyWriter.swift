import Dossiers
import Formats

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
        var json = JSONWriter()
        json.object { write(discrepancy, to: &$0) }
        if endsLine { json.endLine() }
        bytes += json.bytes
    }

    /// Writes the members of the object.
    func write(_ discrepancy: Discrepancy, to json: inout JSONWriter) {
        json.member("code", discrepancy.code)
        json.member("situation", discrepancy.situation.rawValue)
        json.member("severity", discrepancy.severity.rawValue)
        json.member("unit", discrepancy.unit)
        json.member("unit_name", discrepancy.unitName)
        json.member("procedure", discrepancy.procedure)
        json.member("source", discrepancy.source)
        json.member("owner", discrepancy.owner.rawValue)
        json.member("action", discrepancy.action.rawValue)
        write(discrepancy.local, named: "local", to: &json)
        write(discrepancy.portal, named: "portal", to: &json)
        json.list("fields") { list in
            for difference in discrepancy.fields { write(difference, to: &list) }
        }
        json.member("checks", discrepancy.checks.map(\.rawValue))
        json.member("codes", discrepancy.codes)
        json.member("first_seen", discrepancy.firstSeen)
        json.member("age_days", discrepancy.ageDays)
        json.member("explain", sentence(for: discrepancy))
    }

    private func write(_ view: SideView?, named name: String, to json: inout JSONWriter) {
        guard let view else { return json.memberNull(name) }
        json.object(name) { json in
            json.member("status", view.status?.rawValue)
            json.member("status_at", view.statusAt?.text)
            json.member("received_at", view.receivedAt?.text)
            json.member("due_at", view.dueAt?.text)
            json.member("finished_at", view.finishedAt?.text)
            json.member("returned_at", view.returnedAt?.text)
            json.member("procedure", view.procedure)
            json.member("agency", view.agency)
            json.member("applicant", view.applicant.map(masking.name))
            json.member("source", view.source)
            guard let position = view.position else { return json.memberNull("position") }
            position.write(named: "position", to: &json)
        }
    }

    private func write(_ difference: FieldDifference, to json: inout JSONWriter) {
        json.object { json in
            json.member("name", difference.name.rawValue)
            json.member("local", shown(difference.local, of: difference.name))
            json.member("portal", shown(difference.portal, of: difference.name))
            json.member("owner", difference.owner.rawValue)
        }
    }

    /// The value as it may be shown; nil stays nil.
    func shown(_ value: String?, of field: Field) -> String? { value.map { masking.value($0, of: field) } }

    /// The sentence that the pipeline gave, else the one of the language.
    func sentence(for discrepancy: Discrepancy) -> String {
        discrepancy.explain ?? words.explanation(of: discrepancy)
    }
}

extension RecordPosition {
    /// Writes the place as a member.
    func write(named name: String, to json: inout JSONWriter) {
        json.object(name) { json in
            json.member("page", page)
            json.member("offset", offset)
            json.member("line", line)
            json.member("record", record)
        }
    }
}
