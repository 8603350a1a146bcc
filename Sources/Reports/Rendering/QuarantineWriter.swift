import Dossiers
import Formats

/// Renders lines of `quarantine.ndjson`, one record each.
package struct QuarantineWriter: Sendable {
    private let masking: Masking

    package init(masking: Masking) { self.masking = masking }

    /// Appends one line, LF included; fields always in the same order, nil as null.
    package func appendLine(_ line: QuarantineLine, to bytes: inout [UInt8]) {
        var json = JSONWriter()
        json.object { write(line, to: &$0) }
        json.endLine()
        bytes += json.bytes
    }

    private func write(_ line: QuarantineLine, to json: inout JSONWriter) {
        json.member("source", line.source)
        json.member("page", line.position.page)
        json.member("offset", line.position.offset)
        json.member("line", line.position.line)
        json.member("record", line.position.record)
        json.member("code", line.code)
        json.member("reason", line.problem.reason.rawValue)
        json.member("field", line.problem.field?.rawValue)
        json.member("value", line.problem.value.map { masking.value($0, of: line.problem.field) })
        json.member("table", line.problem.table)
        json.member("detail", line.problem.detail?.description)
    }
}
