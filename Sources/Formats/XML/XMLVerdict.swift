internal import CLibXML2
internal import Dossiers

/// What libxml2 found wrong, in our words.
struct XMLVerdict: Sendable, Hashable {
    var reason: QuarantineReason
    var detail: Sentence
    /// Line in what the parser was given, from 1; 0 when unknown.
    var line: Int

    static func limit(_ detail: Sentence) -> XMLVerdict { XMLVerdict(reason: .limitExceeded, detail: detail, line: 0) }

    static let doctype = XMLVerdict(reason: .brokenSyntax, detail: "document type declarations are refused", line: 0)

    /// The words for an error code of libxml2 (`xmlParserErrors`).
    init(code: Int32, line: Int) {
        self.line = line
        reason = Self.isEncoding(code) ? .invalidEncoding : Self.isLimit(code) ? .limitExceeded : .brokenSyntax
        detail = Self.words[code] ?? "this is not well-formed XML (libxml2 code \(code))"
    }

    init(reason: QuarantineReason, detail: Sentence, line: Int) {
        self.reason = reason
        self.detail = detail
        self.line = line
    }

    private static func isEncoding(_ code: Int32) -> Bool {
        [XML_ERR_INVALID_ENCODING, XML_ERR_UNKNOWN_ENCODING, XML_ERR_UNSUPPORTED_ENCODING].contains {
            $0.rawValue == UInt32(code)
        }
    }

    private static func isLimit(_ code: Int32) -> Bool {
        [XML_ERR_NAME_TOO_LONG, XML_ERR_NO_MEMORY].contains { $0.rawValue == UInt32(code) }
    }

    private static let words: [Int32: Sentence] = Dictionary(
        [
            (XML_ERR_DOCUMENT_EMPTY, "there is no root element"),
            (XML_ERR_DOCUMENT_END, "the document ends too early or goes on after its root element"),
            (XML_ERR_INVALID_CHAR, "a character that XML forbids"),
            (XML_ERR_INVALID_CHARREF, "a reference to a character that XML forbids"),
            (XML_ERR_INVALID_HEX_CHARREF, "a malformed hexadecimal character reference"),
            (XML_ERR_INVALID_DEC_CHARREF, "a malformed decimal character reference"),
            (XML_ERR_UNDECLARED_ENTITY, "a reference to an entity that XML does not predefine"),
            (XML_ERR_ENTITYREF_SEMICOL_MISSING, "an entity reference without its semicolon"),
            (XML_ERR_NAME_REQUIRED, "a name is missing"),
            (XML_ERR_INVALID_ENCODING, "bytes that are no UTF-8"),
            (XML_ERR_UNKNOWN_ENCODING, "an encoding that is not known"),
            (XML_ERR_UNSUPPORTED_ENCODING, "an encoding that is not supported"),
            (XML_ERR_LT_IN_ATTRIBUTE, "a < in an attribute"),
            (XML_ERR_ATTRIBUTE_NOT_STARTED, "an attribute without quotes"),
            (XML_ERR_ATTRIBUTE_NOT_FINISHED, "an attribute whose quotes do not end"),
            (XML_ERR_ATTRIBUTE_WITHOUT_VALUE, "an attribute without a value"),
            (XML_ERR_ATTRIBUTE_REDEFINED, "an attribute occurs twice"),
            (XML_ERR_COMMENT_NOT_FINISHED, "a comment does not end"),
            (XML_ERR_HYPHEN_IN_COMMENT, "a comment holds --"),
            (XML_ERR_PI_NOT_FINISHED, "a processing instruction does not end"),
            (XML_ERR_CDATA_NOT_FINISHED, "a CDATA section does not end"),
            (XML_ERR_MISPLACED_CDATA_END, "]]> outside a CDATA section"),
            (XML_ERR_RESERVED_XML_NAME, "a processing instruction named xml that is no declaration at the beginning"),
            (XML_ERR_SPACE_REQUIRED, "a blank is missing"),
            (XML_ERR_GT_REQUIRED, "a tag does not end with >"),
            (XML_ERR_LTSLASH_REQUIRED, "an end tag is missing"),
            (XML_ERR_TAG_NAME_MISMATCH, "an end tag does not belong to its start tag"),
            (XML_ERR_TAG_NOT_FINISHED, "an element does not end"),
            (XML_ERR_VERSION_MISSING, "the XML declaration names no version"),
            (XML_ERR_UNKNOWN_VERSION, "a version of XML that is not known"),
            (XML_ERR_XMLDECL_NOT_FINISHED, "the XML declaration does not end"),
            (XML_ERR_STANDALONE_VALUE, "standalone is neither yes nor no"),
            (XML_ERR_NAME_TOO_LONG, "a name is too long"),
        ].map { (Int32(bitPattern: $0.0.rawValue), Sentence(said: $0.1)) },
        uniquingKeysWith: { first, _ in first }
    )
}
