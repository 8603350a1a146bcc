import Dossiers

/// What a parser met in a record or document, in order: one entry for each tag, attribute and run of text.
struct XMLTape: Sendable, Hashable {
    /// What an entry stands for.
    enum Kind: Sendable, Hashable {
        case open, attribute, text, close
    }

    /// One entry; its ranges are into `bytes`.
    struct Entry: Sendable, Hashable {
        var kind: Kind
        /// Local name of an element or attribute.
        var name = 0..<0
        /// Namespace of an element, empty for none.
        var namespace = 0..<0
        /// Value of an attribute, or the text.
        var value = 0..<0
    }

    private(set) var entries: [Entry] = []
    /// Names, namespaces and decoded texts, all UTF-8.
    private(set) var bytes: [UInt8] = []
    /// The first limit that was passed, in words; nil when all were kept.
    private(set) var excess: Sentence?
    private let limits: FormatLimits
    private let limitsChildren: Bool
    /// Children met so far in each open element.
    private var childCounts: [Int] = []

    /// An empty tape; without `limitsChildren` an element may hold any number of elements, and texts may have any length.
    init(limits: FormatLimits, limitsChildren: Bool) {
        self.limits = limits
        self.limitsChildren = limitsChildren
    }

    /// Forgets everything and keeps the room.
    mutating func removeAll() {
        entries.removeAll(keepingCapacity: true)
        bytes.removeAll(keepingCapacity: true)
        childCounts.removeAll(keepingCapacity: true)
        excess = nil
    }

    /// An element begins; `attributes` of them follow.
    mutating func open(name: Span<UInt8>, namespace: Span<UInt8>, attributes: Int) {
        entries.append(Entry(kind: .open, name: keep(name), namespace: keep(namespace)))
        if let parent = childCounts.indices.last { childCounts[parent] += 1 }
        if limitsChildren, let children = childCounts.last, children > limits.members {
            excess = excess ?? "too many elements in one"
        }
        childCounts.append(0)
        if childCounts.count > limits.depth { excess = excess ?? "elements are nested too deep" }
        if attributes > limits.members { excess = excess ?? "too many attributes" }
    }

    /// An attribute of the element that began last.
    mutating func attribute(name: Span<UInt8>, value: Span<UInt8>) {
        entries.append(Entry(kind: .attribute, name: keep(name), value: keepAttribute(value)))
        checkText(value.count)
    }

    /// Text, or a part of it: parts that follow each other become one entry.
    mutating func text(_ text: Span<UInt8>) {
        let range = keep(text)
        if let last = entries.indices.last, entries[last].kind == .text,
            entries[last].value.upperBound == range.lowerBound
        {
            entries[last].value = entries[last].value.lowerBound..<range.upperBound
        } else {
            entries.append(Entry(kind: .text, value: range))
        }
        checkText(entries.last?.value.count ?? 0)
    }

    /// The innermost element ends.
    mutating func close() {
        entries.append(Entry(kind: .close))
        childCounts.removeLast()
    }

    /// Appends a range of `bytes` to them once more.
    mutating func append(copyOf range: Range<Int>) {
        for index in range { bytes.append(bytes[index]) }
    }

    /// Whether every element that began has ended.
    var isBalanced: Bool { childCounts.isEmpty && !entries.isEmpty }

    /// The bytes of a range as a text.
    func string(_ range: Range<Int>) -> String { String(decoding: bytes[range], as: UTF8.self) }

    private mutating func checkText(_ count: Int) {
        if limitsChildren, count > limits.textBytes { excess = excess ?? "a text is too long" }
    }

    /// libxml2 hands in `&#38;` for each `&` of an attribute, as the entities that might be declared are not replaced.
    private mutating func keepAttribute(_ span: Span<UInt8>) -> Range<Int> {
        let start = bytes.count
        var index = 0
        while index < span.count {
            bytes.append(span[index])
            index += span[index] == UInt8(ascii: "&") ? 5 : 1
        }
        return start..<bytes.count
    }

    private mutating func keep(_ span: Span<UInt8>) -> Range<Int> {
        let start = bytes.count
        for index in span.indices { bytes.append(span[index]) }
        return start..<bytes.count
    }
}
