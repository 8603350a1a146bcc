import Dossiers
import Formats

/// A schema of what is written, compiled once; part of the program, so it travels with it.
final class PayloadSchema {
    private let json: JSONSchemaCheck?
    private let xsd: XSDCheck?

    /// Compiles the schema.
    ///
    /// - Throws: what is wrong with the schema; never, as long as the embedded ones are sound.
    init(_ transport: PayloadTransport, _ purpose: PayloadPurpose) throws {
        let bytes = Self.bytes(transport, purpose)
        if transport.ending == "json" {
            json = try JSONSchemaCheck(schema: Self.value(bytes))
            xsd = nil
        } else {
            json = nil
            xsd = try XSDCheck(schema: bytes.span)
        }
    }

    /// Compiles a JSON Schema.
    init(json schema: [UInt8]) throws {
        json = try JSONSchemaCheck(schema: Self.value(schema))
        xsd = nil
    }

    /// The schema as it stands in the program, UTF-8.
    static func bytes(_ transport: PayloadTransport, _ purpose: PayloadPurpose) -> [UInt8] {
        switch (transport, purpose) {
        case (.session, .steps): PackageResources.steps_session_json
        case (.session, _): PackageResources.records_session_json
        case (.bareArray, .steps), (.queryString, .steps): PackageResources.steps_array_json
        case (.bareArray, _), (.queryString, _): PackageResources.records_array_json
        case (.xml, _): PackageResources.dossiers_xsd
        case (.lgsp, _): PackageResources.msyncdocument_xsd
        }
    }

    /// What a document breaks: record and field, never a value; empty when it is valid.
    func problems(in document: [UInt8]) throws -> [String] {
        if let json {
            return json.violations(in: try Self.value(document)).map { "\($0.pointer): \($0.detail)" }
        }
        return xsd?.violations(in: document.span).map { "line \($0.line): \($0.detail)" } ?? []
    }

    /// A document as a tree; the reader takes objects, so a list is read as the member of one.
    private static func value(_ document: [UInt8]) throws -> RecordValue {
        var limits = FormatLimits()
        limits.recordBytes = .max
        limits.textBytes = .max
        limits.members = .max
        let reader = RecordReader(format: .json(records: []), limits: limits, context: .none)
        let wrapped = Array(#"{"document":"#.utf8) + document + Array("}".utf8)
        return try reader.value(of: wrapped.span)["document"] ?? .null
    }
}
