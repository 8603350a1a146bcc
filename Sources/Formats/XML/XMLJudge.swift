internal import Dossiers

/// libxml2 as the judge of a page: it sees everything but the regular records.
struct XMLJudge {
    private var parser: XMLPushParser
    private let limits: FormatLimits

    init(limits: FormatLimits) {
        self.limits = limits
        parser = XMLPushParser(tape: XMLTape(limits: limits, limitsChildren: true))
    }

    /// What stands around the records; nil when all is well so far.
    func feed(_ bytes: Span<UInt8>) -> XMLVerdict? { parser.feed(bytes) }

    /// A record that is irregular, as `fill` gives it; it is cut where a verdict was given.
    func read(record: Span<UInt8>) -> XMLVerdict? {
        parser.tape.removeAll()
        parser.isRecording = true
        defer { parser.isRecording = false }
        if let verdict = parser.feed(record) { return verdict }
        return parser.tape.isBalanced ? nil : .unbalanced
    }

    /// Fills the slots of the record read last; their offsets are into `text`.
    func fill(_ slots: inout XMLSlots) { parser.tape.fill(&slots) }

    /// The decoded texts of the record read last.
    var text: [UInt8] { parser.tape.bytes }

    /// The end of the page; nil when it is well-formed.
    func finish() -> XMLVerdict? { parser.feed(Span(), isEnd: true) }

    /// A root element that is a record is not shown to libxml2; this stands for it.
    func feedRoot() -> XMLVerdict? { parser.feed(Self.root.span) }

    /// Begins again inside the given elements, after a record that was broken.
    mutating func restart(inside wrappers: [XMLWrapper]) {
        parser = XMLPushParser(tape: XMLTape(limits: limits, limitsChildren: true))
        for wrapper in wrappers { _ = parser.feed(wrapper.tag.span) }
        if wrappers.isEmpty { _ = feedRoot() }
    }

    private static let root = Array("<root/>".utf8)
}

extension XMLVerdict {
    static let unbalanced = XMLVerdict(reason: .brokenSyntax, detail: "an element does not end", line: 0)
}
