import Dossiers

/// Renders lines of `quarantine.ndjson`, one record each.
package struct QuarantineWriter: Sendable {
    private let masking: Masking

    package init(masking: Masking) { self.masking = masking }

    /// Appends one line, LF included; fields always in the same order, nil as null.
    package func appendLine(_ line: QuarantineLine, to bytes: inout [UInt8]) {
        var json = JSONText(appendingTo: bytes)
        bytes = []
        json.object { write(line, to: &$0) }
        json.endLine()
        bytes = json.bytes
    }

    private func write(_ line: QuarantineLine, to json: inout JSONText) {
        json.text("source", line.source)
        json.text("page", line.position.page)
        json.number("offset", line.position.offset)
        json.number("line", line.position.line)
        json.number("record", line.position.record)
        json.text("code", line.code)
        json.text("reason", line.problem.reason.rawValue)
        json.text("field", line.problem.field?.rawValue)
        json.text("value", line.problem.value.map { masking.value($0, of: line.problem.field) })
        json.text("table", line.problem.table)
        json.text("detail", line.problem.detail)
    }
}
