/// A record as a plain tree, the slow and complete reading of it; all texts are valid UTF-8.
///
/// An XML element is an object of its attributes (`@name`) and children; an element with text alone is a text, one with both
/// keeps the text under `#text`; repeated children become a list. A CSV row is an object of column titles.
package indirect enum RecordValue: Sendable, Hashable {
    case null
    case bool(Bool)
    /// A number as it was written.
    case number(String)
    case text(String)
    case list([RecordValue])
    case object([RecordMember])

    /// The first member of that name; nil when this is no object or has none.
    package subscript(name: String) -> RecordValue? {
        guard case .object(let members) = self else { return nil }
        return members.first { $0.name == name }?.value
    }

    /// The value as a text: texts, numbers and booleans as written, anything else nil.
    package var scalarText: String? {
        switch self {
        case .text(let text): text
        case .number(let digits): digits
        case .bool(let truth): truth ? "true" : "false"
        case .null, .list, .object: nil
        }
    }
}

/// A named value of a `RecordValue.object`, in the order of the source.
package struct RecordMember: Sendable, Hashable {
    package let name: String
    package let value: RecordValue

    package init(name: String, value: RecordValue) {
        self.name = name
        self.value = value
    }
}
