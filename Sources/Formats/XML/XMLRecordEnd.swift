/// Finds where a record ends: at the end tag that balances its own name, whatever stands inside.
struct XMLRecordEnd: Sendable {
    /// What a search came to.
    enum Outcome: Sendable, Hashable {
        /// The record ends before that index.
        case found(Int)
        /// The bytes end first; the search can go on with those that follow.
        case open
        /// A document type declaration stands before that index.
        case doctype(Int)
    }

    private var markup: XMLMarkup
    private var depth = 0
    /// The most attributes that one of its tags has.
    private(set) var attributes = 0

    /// A search for the end of a record whose start tag has that written name.
    init(name: [UInt8]) { markup = XMLMarkup(target: name) }

    /// Searches on from `start`, first at the `<` of the record.
    mutating func search(_ bytes: Span<UInt8>, from start: Int) -> Outcome {
        var index = start
        while let event = markup.next(in: bytes, from: &index) {
            attributes = max(attributes, markup.attributes)
            if event == .doctype { return .doctype(index) }
            guard markup.isTarget, event != .other else { continue }
            if event == .startTag { depth += 1 }
            if event == .endTag { depth -= 1 }
            if depth == 0 { return .found(index) }
        }
        return .open
    }
}
