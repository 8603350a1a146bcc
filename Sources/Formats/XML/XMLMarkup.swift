/// Finds where tags and other markup begin and end, byte by byte, without judging it; it may be cut anywhere.
struct XMLMarkup: Sendable {
    /// What has just ended, its last byte included.
    enum Event: Sendable, Hashable {
        case startTag, emptyTag, endTag
        /// A comment, a CDATA section or a processing instruction.
        case other
        /// A document type declaration begins here.
        case doctype
    }

    private enum State: Sendable {
        case text, begun, startName, tag
        case quoted(UInt8)
        case endName, endTag, bang, bangDash
        case comment(Int)
        case section(Int)
        case instruction(Bool)
    }

    private var state = State.text
    /// Whether a `/` stood just before.
    private var isSlashed = false
    /// The written name (prefix included) that is watched for.
    let target: [UInt8]
    /// Bytes of `target` that the current name agrees with; negative when it differs.
    private var agreed = 0
    /// Attributes of the tag met last.
    private(set) var attributes = 0
    /// Bytes of the markup met last, from its `<` on.
    private(set) var length = 0
    private var nameCount = 0

    /// Stands in text; `target` is the written name to watch for.
    init(target: [UInt8] = []) { self.target = target }

    /// Whether the tag that ended last has the watched name.
    var isTarget: Bool { agreed == target.count }

    /// The written name of the tag that ended last, which begins at `start`.
    func name(behind start: Int) -> Range<Int> { start..<(start + nameCount) }

    /// Reads on to the end of the next markup; nil when the bytes end first.
    ///
    /// `index` moves behind what was read.
    mutating func next(in bytes: Span<UInt8>, from index: inout Int) -> Event? {
        while index < bytes.count {
            let byte = bytes[index]
            index += 1
            length += 1
            if let event = take(byte) { return event }
        }
        return nil
    }

    private mutating func take(_ byte: UInt8) -> Event? {
        switch state {
        case .text: if byte == UInt8(ascii: "<") { open() }
        case .begun: begin(byte)
        case .startName: return takeName(byte, then: .tag)
        case .endName: return takeName(byte, then: .endTag)
        case .tag: return takeInTag(byte)
        case .quoted(let quote): takeQuoted(byte, quote)
        case .endTag: return takeInEndTag(byte)
        case .bang, .bangDash: return takeAfterBang(byte)
        case .comment(let dashes): return takeUntil(byte, UInt8(ascii: "-"), dashes) { .comment($0) }
        case .section(let brackets): return takeUntil(byte, UInt8(ascii: "]"), brackets) { .section($0) }
        case .instruction(let isAsked):
            if isAsked, byte == UInt8(ascii: ">") { return end(.other) }
            state = .instruction(byte == UInt8(ascii: "?"))
        }
        return nil
    }

    private mutating func open() {
        state = .begun
        length = 1
    }

    private mutating func begin(_ byte: UInt8) {
        agreed = 0
        nameCount = 0
        attributes = 0
        isSlashed = false
        switch byte {
        case UInt8(ascii: "/"): state = .endName
        case UInt8(ascii: "!"): state = .bang
        case UInt8(ascii: "?"): state = .instruction(false)
        case UInt8(ascii: "<"): open()
        default:
            state = .startName
            _ = takeName(byte, then: .tag)
        }
    }

    private mutating func takeName(_ byte: UInt8, then following: State) -> Event? {
        guard !Self.endsName(byte) else {
            state = following
            return take(byte)
        }
        nameCount += 1
        agreed = agreed >= 0 && agreed < target.count && target[agreed] == byte ? agreed + 1 : -1
        return nil
    }

    private mutating func takeInTag(_ byte: UInt8) -> Event? {
        switch byte {
        case UInt8(ascii: ">"): return end(isSlashed ? .emptyTag : .startTag)
        case UInt8(ascii: "<"): open()
        case UInt8(ascii: "\""), UInt8(ascii: "'"): state = .quoted(byte)
        case UInt8(ascii: "="): attributes += 1
        default: break
        }
        isSlashed = byte == UInt8(ascii: "/")
        return nil
    }

    private mutating func takeInEndTag(_ byte: UInt8) -> Event? {
        if byte == UInt8(ascii: ">") { return end(.endTag) }
        if byte == UInt8(ascii: "<") { open() }
        return nil
    }

    /// A `<` cannot stand in an attribute: whoever forgot the closing quote loses this tag, not the rest of the page.
    private mutating func takeQuoted(_ byte: UInt8, _ quote: UInt8) {
        if byte == quote { state = .tag }
        if byte == UInt8(ascii: "<") { open() }
    }

    private mutating func takeAfterBang(_ byte: UInt8) -> Event? {
        switch (state, byte) {
        case (.bang, UInt8(ascii: "-")): state = .bangDash
        case (.bang, UInt8(ascii: "[")): state = .section(0)
        case (.bangDash, UInt8(ascii: "-")): state = .comment(0)
        case (.bang, _): return end(.doctype)
        default: state = .text
        }
        return nil
    }

    /// Comments end with two dashes and `>`, CDATA sections with two brackets and `>`.
    private mutating func takeUntil(_ byte: UInt8, _ sign: UInt8, _ count: Int, _ next: (Int) -> State) -> Event? {
        if byte == UInt8(ascii: ">"), count >= 2 { return end(.other) }
        state = next(byte == sign ? count + 1 : 0)
        return nil
    }

    private mutating func end(_ event: Event) -> Event {
        state = .text
        return event
    }

    /// Whether a byte ends the name of a tag, be it well-formed or not.
    static func endsName(_ byte: UInt8) -> Bool {
        switch byte {
        case 0x20, 0x09, 0x0A, 0x0D, UInt8(ascii: ">"), UInt8(ascii: "/"), UInt8(ascii: "<"), UInt8(ascii: "="): true
        default: false
        }
    }
}
