internal import CLibXML2

/// What libxml2's schema errors mean, in our words.
enum XSDWords {
    /// The words for an error code (`xmlParserErrors`).
    static func detail(of code: Int32) -> String {
        words[code] ?? "the document does not follow the schema (libxml2 code \(code))"
    }

    private static let words: [Int32: String] = Dictionary(
        [
            (XML_SCHEMAV_ELEMENT_CONTENT, "an element that the schema does not expect here, or one is missing"),
            (XML_SCHEMAV_CVC_ELT_1, "the root element is not in the schema"),
            (XML_SCHEMAV_CVC_DATATYPE_VALID_1_2_1, "a value that is not of the type that the schema gives"),
            (XML_SCHEMAV_CVC_DATATYPE_VALID_1_2_3, "a value that is of none of the types that the schema gives"),
            (XML_SCHEMAV_CVC_LENGTH_VALID, "a value of another length than the schema gives"),
            (XML_SCHEMAV_CVC_MINLENGTH_VALID, "a value that is too short"),
            (XML_SCHEMAV_CVC_MAXLENGTH_VALID, "a value that is too long"),
            (XML_SCHEMAV_CVC_MININCLUSIVE_VALID, "a number that is too small"),
            (XML_SCHEMAV_CVC_MAXINCLUSIVE_VALID, "a number that is too large"),
            (XML_SCHEMAV_CVC_PATTERN_VALID, "a value that does not have the pattern of the schema"),
            (XML_SCHEMAV_CVC_ENUMERATION_VALID, "a value that is not among those of the schema"),
            (XML_SCHEMAV_CVC_COMPLEX_TYPE_2_1, "content in an element that must be empty"),
            (XML_SCHEMAV_CVC_COMPLEX_TYPE_2_3, "a text between elements"),
            (XML_SCHEMAV_CVC_COMPLEX_TYPE_3_2_1, "an attribute that the schema does not know"),
            (XML_SCHEMAV_CVC_COMPLEX_TYPE_4, "an attribute is missing"),
            (XML_SCHEMAV_CVC_TYPE_3_1_1, "an element that may not hold elements or attributes"),
        ].map { (Int32(bitPattern: $0.0.rawValue), $0.1) },
        uniquingKeysWith: { first, _ in first }
    )
}
