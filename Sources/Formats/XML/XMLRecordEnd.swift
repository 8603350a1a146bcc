/// Finds where a record ends: at the end tag that balances its own name, whatever stands inside.
///
/// A record that lacks that end tag ends where the next one must begin, or where the element around it ends. Elements of the
/// record's name may also be parts of it; so many of them as no record has are the next records.
struct XMLRecordEnd: Sendable {
    /// What a search came to; indexes are into the bytes that were searched.
    enum Outcome: Sendable, Hashable {
        /// The record ends before that index.
        case found(Int)
        /// The record has no end tag of its own; what does not belong to it begins at that index.
        case unclosed(Int)
        /// The bytes end first; the search can go on with those that follow.
        case open
        /// A document type declaration stands before that index.
        case doctype(Int)
    }

    /// An element of the record's name that may be the next record: all that it stands in is still open.
    private struct Sibling: Sendable {
        var start: Int
        var level: Int
    }

    private var markup: XMLMarkup
    private let parent: [UInt8]
    private let maximumLevel: Int
    private let mostFollowers: Int
    /// Elements of the record's name that are open.
    private var depth = 1
    /// Elements of that name that began since `sibling` did.
    private var followers = 0
    private var open: XMLOpenElements
    private var sibling: Sibling?
    /// The most attributes that one of its tags has.
    private(set) var attributes = 0
    /// Whether other records may be hidden in the record, should it prove to be broken.
    private(set) var mayHideRecords = false

    /// A search for the end of a record whose start tag has that written name, inside an element of that written name.
    init(name: [UInt8], inside parent: [UInt8], limits: FormatLimits) {
        markup = XMLMarkup(target: name)
        open = XMLOpenElements(first: 1..<(1 + name.count), limit: limits.depth)
        self.parent = parent
        maximumLevel = limits.depth
        mostFollowers = limits.members
    }

    /// Where the next record may begin, should this one be without its end tag; nil when nowhere.
    var nextStart: Int? { sibling?.start }

    /// Searches on from `start`; `passed` bytes of the record stand before the span and cannot be looked at any more.
    ///
    /// Once any have passed, nothing but the record's own end tag ends it.
    mutating func search(_ record: Span<UInt8>, from start: Int, passed: Int = 0) -> Outcome {
        var index = start
        while let event = markup.next(in: record, from: &index) {
            attributes = max(attributes, markup.attributes)
            let tag = index - markup.length
            let isFirst = passed + tag == 0
            switch event {
            case .doctype: return .doctype(index)
            case .emptyTag where isFirst: return .found(index)
            case .startTag where isFirst: break
            case .startTag, .emptyTag: begin(tag, isEmpty: event == .emptyTag, isSeen: passed == 0)
            case .endTag where markup.isTarget && depth == 1:
                mayHideRecords = mayHideRecords || sibling != nil
                return .found(index)
            case .endTag where passed > 0: if markup.isTarget { depth -= 1 }
            case .endTag: if let next = end(tag, of: record) { return .unclosed(next) }
            case .other: if passed == 0 { noteComment(tag..<index, of: record) }
            }
            if let sibling, isTooMuch { return .unclosed(sibling.start) }
        }
        return .open
    }

    /// Whether a record cannot hold so many elements, or so deeply nested ones.
    private var isTooMuch: Bool {
        open.level > maximumLevel || depth > Self.mostNested || followers > mostFollowers
    }

    private static let mostNested = 16

    private mutating func begin(_ tag: Int, isEmpty: Bool, isSeen: Bool) {
        let isSibling = isSeen && markup.isTarget && sibling == nil && !parent.isEmpty && open.level <= maximumLevel
        if isSibling {
            sibling = Sibling(start: tag, level: open.level)
            followers = 0
        }
        if markup.isTarget { followers += 1 }
        guard !isEmpty else { return }
        if markup.isTarget { depth += 1 }
        if isSeen { open.push(markup.name(behind: tag + 1)) }
    }

    /// An end tag that is not the record's own; where what does not belong to the record begins, if it is that of the
    /// element around it.
    private mutating func end(_ tag: Int, of record: Span<UInt8>) -> Int? {
        let name = markup.name(behind: tag + 2)
        if markup.isTarget { depth -= 1 }
        let isOpen = open.pop(name, of: record)
        if !isOpen, !markup.isTarget, !parent.isEmpty, Self.equal(name, of: record, parent) {
            return sibling?.start ?? tag
        }
        if let found = sibling, open.level < found.level { sibling = nil }
        return nil
    }

    /// A comment that is not well-formed may have swallowed records.
    private mutating func noteComment(_ range: Range<Int>, of record: Span<UInt8>) {
        guard range.count > 4, record[range.lowerBound + 2] == UInt8(ascii: "-") else { return }
        for index in range.dropFirst(4) where record[index] == UInt8(ascii: "<") {
            let name = (index + 1)..<(index + 1 + markup.target.count)
            guard name.upperBound < range.upperBound, Self.equal(name, of: record, markup.target) else { continue }
            if XMLMarkup.endsName(record[name.upperBound]) { mayHideRecords = true }
        }
    }

    private static func equal(_ range: Range<Int>, of record: Span<UInt8>, _ text: [UInt8]) -> Bool {
        guard range.count == text.count else { return false }
        for offset in text.indices where record[range.lowerBound + offset] != text[offset] { return false }
        return true
    }
}

/// The names of the elements that are open in a record, by their places in it.
struct XMLOpenElements: Sendable {
    private var names: [Range<Int>]
    /// Elements beyond the limit, whose names are not kept.
    private var excess = 0
    private let limit: Int

    /// The first one, the record, is open.
    init(first: Range<Int>, limit: Int) {
        names = [first]
        self.limit = limit
    }

    /// How many are open.
    var level: Int { names.count + excess }

    mutating func push(_ name: Range<Int>) {
        if excess == 0, names.count <= limit { names.append(name) } else { excess += 1 }
    }

    /// Ends the innermost element of that name but the first, with all that is open in it; false when none is open.
    mutating func pop(_ name: Range<Int>, of record: Span<UInt8>) -> Bool {
        if excess > 0 {
            excess -= 1
            return true
        }
        var index = names.count - 1
        while index > 0 {
            if Self.equal(names[index], name, of: record) {
                names.removeSubrange(index...)
                return true
            }
            index -= 1
        }
        return false
    }

    private static func equal(_ left: Range<Int>, _ right: Range<Int>, of record: Span<UInt8>) -> Bool {
        guard left.count == right.count else { return false }
        for offset in 0..<left.count where record[left.lowerBound + offset] != record[right.lowerBound + offset] {
            return false
        }
        return true
    }
}
