internal import CLibXML2
internal import Synchronization

/// A schema (W3C XML Schema 1.0) that documents are checked against, by libxml2.
///
/// Neither the schema nor a document can load anything: no network, no file, no entity.
@safe
package struct XSDCheck: ~Copyable {
    /// What a document breaks of its schema.
    package struct Violation: Error, Sendable, Hashable {
        /// Line in the document or schema, from 1; 0 when it is unknown.
        package let line: Int
        /// libxml2's number of the error, for those who want to look it up.
        package let code: Int32
        /// In English, for a person; free of data of the document.
        package let detail: String
    }

    // SAFETY: created in `init`, freed only in `deinit`, and never handed out.
    private let schema: xmlSchemaPtr

    /// Schemas that live now; for tests of their lifetime.
    static let live = Atomic<Int>(0)

    /// Reads a schema.
    ///
    /// - Throws: the first thing wrong with it.
    package init(schema text: Span<UInt8>) throws(Violation) {
        if let problem = Self.refusal(of: text) { throw problem }
        var first: Violation?
        // SAFETY: the text outlives the parser, which is freed here; the schema keeps no pointer into it.
        let schema: xmlSchemaPtr? = unsafe text.withUnsafeBufferPointer { buffer in
            unsafe buffer.withMemoryRebound(to: CChar.self) { characters in
                unsafe Self.parsed(characters, &first)
            }
        }
        guard let schema = unsafe schema else {
            throw first ?? Violation(line: 0, code: 0, detail: "the schema cannot be read")
        }
        unsafe self.schema = schema
        Self.live.add(1, ordering: .relaxed)
    }

    deinit {
        Self.live.subtract(1, ordering: .relaxed)
        // SAFETY: the only owner lets go.
        unsafe xmlSchemaFree(schema)
    }

    /// What a document breaks, in the order of the document; empty when it is valid.
    package borrowing func violations(in document: Span<UInt8>) -> [Violation] {
        if let problem = Self.refusal(of: document) { return [problem] }
        // SAFETY: the bytes outlive the parse; the tree is freed before this function returns.
        let tree: xmlDocPtr? = unsafe document.withUnsafeBufferPointer { buffer in
            unsafe buffer.withMemoryRebound(to: CChar.self) { characters in
                unsafe xmlReadMemory(
                    characters.baseAddress,
                    Int32(truncatingIfNeeded: buffer.count),
                    nil,
                    nil,
                    Self.options
                )
            }
        }
        guard let tree = unsafe tree else {
            return [Violation(line: 0, code: 0, detail: "the document cannot be read")]
        }
        defer { unsafe xmlFreeDoc(tree) }
        return unsafe violations(of: tree)
    }

    private static let options = Int32(
        bitPattern: XML_PARSE_NONET.rawValue | XML_PARSE_NOERROR.rawValue | XML_PARSE_NOWARNING.rawValue
    )

    /// What must not be shown to libxml2: no XML, a document type, a place that something would be loaded from.
    private static func refusal(of document: Span<UInt8>) -> Violation? {
        do throws(XMLProblem) {
            let tree = try XMLTree.document(document, limits: FormatLimits())
            return namesPlaces(tree)
                ? Violation(line: 0, code: 0, detail: "schemas are not loaded from elsewhere") : nil
        } catch {
            return Violation(line: error.line, code: 0, detail: "\(error.detail)")
        }
    }

    private static func namesPlaces(_ value: RecordValue) -> Bool {
        switch value {
        case .object(let members):
            members.contains {
                $0.name == "@schemaLocation" || $0.name == "@noNamespaceSchemaLocation" || namesPlaces($0.value)
            }
        case .list(let elements): elements.contains(where: namesPlaces)
        default: false
        }
    }

    // SAFETY: `text` lives during the call; the parser context is freed before it returns.
    private static func parsed(_ text: UnsafeBufferPointer<CChar>, _ first: inout Violation?) -> xmlSchemaPtr? {
        guard let context = unsafe xmlSchemaNewMemParserCtxt(text.baseAddress, Int32(truncatingIfNeeded: text.count))
        else {
            return nil
        }
        defer { unsafe xmlSchemaFreeParserCtxt(context) }
        let found = ViolationList()
        let subject = unsafe Unmanaged.passUnretained(found).toOpaque()
        unsafe xmlSchemaSetParserStructuredErrors(context, ViolationList.collect, subject)
        let schema = unsafe withExtendedLifetime(found) { unsafe xmlSchemaParse(context) }
        first = found.violations.first
        return unsafe schema
    }

    // SAFETY: `tree` lives during the call; the validation context is freed before it returns.
    private borrowing func violations(of tree: xmlDocPtr) -> [Violation] {
        guard let context = unsafe xmlSchemaNewValidCtxt(schema) else { return [] }
        defer { unsafe xmlSchemaFreeValidCtxt(context) }
        let found = ViolationList()
        let subject = unsafe Unmanaged.passUnretained(found).toOpaque()
        unsafe xmlSchemaSetValidStructuredErrors(context, ViolationList.collect, subject)
        let outcome = withExtendedLifetime(found) { unsafe xmlSchemaValidateDoc(context, tree) }
        if outcome != 0, found.violations.isEmpty {
            return [Violation(line: 0, code: outcome, detail: "the document does not follow the schema")]
        }
        return found.violations
    }
}

/// Collects what libxml2 reports.
private final class ViolationList {
    private(set) var violations: [XSDCheck.Violation] = []

    // SAFETY: the subject is the list, kept alive by whoever made it; the error lives during the call.
    static let collect: xmlStructuredErrorFunc = { subject, error in
        guard let subject = unsafe subject, let error = unsafe error else { return }
        let list = unsafe Unmanaged<ViolationList>.fromOpaque(subject).takeUnretainedValue()
        let code = unsafe error.pointee.code
        list.violations.append(
            XSDCheck.Violation(line: Int(unsafe error.pointee.line), code: code, detail: XSDWords.detail(of: code))
        )
    }
}
