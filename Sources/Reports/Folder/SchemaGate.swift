import Formats

/// Lets only what fits its schema into a run folder (design section 5).
///
/// Documents are checked whole. Of a file of lines the first thousand are checked, then every thousandth: lines of one kind are
/// written by one writer, so what breaks the schema shows early, and a report of a million lines costs no more for it.
struct SchemaGate {
    private static let checkedAtFirst = 1_000
    private static let checkedLater = 1_000

    private let name: String
    private let check: JSONSchemaCheck
    private var lines = 0

    /// A gate before a file.
    ///
    /// - Throws: `ReportFault` when the schema itself is broken.
    init(_ schema: ReportSchema, of name: String) throws(ReportFault) {
        self.name = name
        do {
            check = try JSONSchemaCheck(schema: SchemaGate.tree(of: schema.bytes))
        } catch {
            throw ReportFault(file: name, detail: "its schema cannot be read: \(error)")
        }
    }

    /// Whether the next line is one of those that are checked.
    mutating func checksNextLine() -> Bool {
        lines += 1
        return lines <= SchemaGate.checkedAtFirst || lines.isMultiple(of: SchemaGate.checkedLater)
    }

    /// Passes when the bytes are a document that fits.
    ///
    /// - Throws: `ReportFault` with the first place that does not, free of values.
    func pass(_ bytes: [UInt8]) throws(ReportFault) {
        let tree: RecordValue
        do {
            tree = try SchemaGate.tree(of: bytes)
        } catch {
            throw ReportFault(file: name, detail: "it is no JSON")
        }
        guard let violation = check.violations(in: tree).first else { return }
        throw ReportFault(file: name, detail: "\(violation.pointer): \(violation.keyword): \(violation.detail)")
    }

    private static func tree(of bytes: [UInt8]) throws -> RecordValue {
        var limits = FormatLimits()
        limits.recordBytes = .max
        return try RecordReader(format: .json(records: []), limits: limits, context: .none).value(of: bytes.span)
    }
}

/// Something in a report that does not fit its own schema: a fault of ours, never published.
package struct ReportFault: Error, Sendable, Hashable, CustomStringConvertible {
    /// Name of the file in the run folder.
    package let file: String
    /// Where and what, free of values.
    package let detail: String

    /// English, safe for logs.
    package var description: String { "\(file) does not fit its schema: \(detail)" }
}
