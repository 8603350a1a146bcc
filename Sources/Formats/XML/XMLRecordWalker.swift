/// Reads records that are regular: tags, plain texts, the references that XML predefines.
///
/// Anything else it leaves to libxml2. What it calls a record libxml2 would call well-formed, with the same texts.
struct XMLRecordWalker: Sendable {
    /// What became of a record.
    enum Outcome: Sendable, Hashable {
        /// It is regular and ends before that index.
        case record(end: Int)
        /// It may or may not be well-formed.
        case irregular
        /// The bytes end before it can be told.
        case incomplete
    }

    /// An element that has begun.
    private struct Element: Sendable {
        var state = -1
        var number = 0
        var start = 0
        var nameStart = 0
        var nameCount = 0
        var contentStart = 0
        var childCount = 0
        var guess = 0
        var isEscaped = false
    }

    /// The values of the record read last, their offsets counted from its first byte.
    private(set) var slots: XMLSlots
    private var names: XMLNameTable
    private var open: [Element] = []
    private var element = Element()
    private var attributes = XMLAttributeReader()
    private var isWide = false
    private let limits: FormatLimits

    init(plan: XMLPlan, limits: FormatLimits) {
        slots = XMLSlots(plan: plan)
        names = XMLNameTable(plan: plan)
        self.limits = limits
    }

    /// Namespaces where the records stand.
    var scope: XMLScope {
        get { names.scope }
        set { names.scope = newValue }
    }

    /// Reads the record whose `<` stands at `start`; `bytes` has `XMLBytes.padding` bytes behind `end`.
    mutating func walk(_ bytes: RawSpan, from start: Int, to end: Int) -> Outcome {
        slots.reset()
        open.removeAll(keepingCapacity: true)
        isWide = false
        element = Element()
        element.state = 0
        element.number = slots.nextElement()
        var position = start
        var step = readStartTag(bytes, &position, end, record: start, known: nil)
        while step == .goOn {
            step = open.isEmpty ? .done : readContent(bytes, &position, end, record: start)
        }
        guard step == .done else { return step == .incomplete ? .incomplete : .irregular }
        return !isWide || XMLBytes.isText(bytes, start..<position) ? .record(end: position) : .irregular
    }

    private enum Step {
        case goOn, done, irregular, incomplete
    }

    /// Text up to the next tag, and that tag.
    private mutating func readContent(_ bytes: RawSpan, _ position: inout Int, _ end: Int, record: Int) -> Step {
        let start = position
        var next = XMLBytes.byte(bytes, position)
        while XMLBytes.isBlank(next) {
            if next == 0x0D { element.isEscaped = true }
            position += 1
            next = XMLBytes.byte(bytes, position)
        }
        if next != UInt8(ascii: "<") {
            let run = XMLBytes.run(bytes, from: position, to: end)
            if run.isWide { isWide = true }
            if run.isSpecial, !checkText(bytes, position..<run.end) { return run.end < end ? .irregular : .incomplete }
            position = run.end
        }
        guard position + 1 < end else { return .incomplete }
        guard position - start <= limits.textBytes else { return .irregular }
        switch XMLBytes.byte(bytes, position + 1) {
        case UInt8(ascii: "/"): return readEndTag(bytes, &position, end, record: record)
        case UInt8(ascii: "!"), UInt8(ascii: "?"): return .irregular
        default: return readChild(bytes, &position, end, record: record)
        }
    }

    /// Whether a text with special bytes is one that we can read.
    private mutating func checkText(_ bytes: RawSpan, _ range: Range<Int>) -> Bool {
        var index = range.lowerBound
        while index < range.upperBound {
            let byte = XMLBytes.byte(bytes, index)
            index += 1
            switch byte {
            case UInt8(ascii: "&"):
                guard XMLText.isReference(bytes, &index) else { return false }
                element.isEscaped = true
            case UInt8(ascii: ">"):
                if index - 3 >= range.lowerBound, XMLBytes.word(bytes, index - 3) & 0xFF_FFFF == 0x3E_5D5D {
                    return false
                }
            case 0x0D: element.isEscaped = true
            case 0x09, 0x0A, 0x20...: break
            default: return false
            }
        }
        return true
    }

    private mutating func readChild(_ bytes: RawSpan, _ position: inout Int, _ end: Int, record: Int) -> Step {
        element.childCount += 1
        guard element.childCount <= limits.members, open.count < limits.depth else { return .irregular }
        guard element.state < 0 || slots.plan.states[element.state].texts.isEmpty else { return .irregular }
        let parent = element
        element = Element()
        element.number = slots.nextElement()
        guard parent.state >= 0 else { return readStartTag(bytes, &position, end, record: record, known: nil) }
        open[open.count - 1] = parent
        guard let known = names.guessed(parent.guess, in: parent.state, bytes, at: position + 1) else {
            return readUnexpectedChild(bytes, &position, end, record: record, of: parent)
        }
        open[open.count - 1].guess += 1
        element.state = known.child < 0 ? -1 : slots.state(of: known.child, in: parent.number)
        return readStartTag(bytes, &position, end, record: record, known: known.count)
    }

    private mutating func readUnexpectedChild(
        _ bytes: RawSpan,
        _ position: inout Int,
        _ end: Int,
        record: Int,
        of parent: Element
    ) -> Step {
        let count = XMLBytes.nameCount(bytes, at: position + 1, to: end)
        guard position + 1 + count < end else { return .incomplete }
        guard count > 0 else { return .irregular }
        let found = names.find(bytes, at: position + 1, count: count, in: parent.state)
        open[open.count - 1].guess = found.guess
        element.state = found.child < 0 ? -1 : slots.state(of: found.child, in: parent.number)
        return readStartTag(bytes, &position, end, record: record, known: count)
    }

    /// The start tag at `position`; `known` is the length of its name when that is known.
    private mutating func readStartTag(
        _ bytes: RawSpan,
        _ position: inout Int,
        _ end: Int,
        record: Int,
        known: Int?
    ) -> Step {
        element.start = position
        element.nameStart = position + 1
        element.nameCount = known ?? XMLBytes.nameCount(bytes, at: position + 1, to: end)
        position += 1 + element.nameCount
        guard position + 1 < end else { return .incomplete }
        guard element.nameCount > 0 else { return .irregular }
        if XMLBytes.byte(bytes, position) != UInt8(ascii: ">") {
            guard attributes.read(bytes, &position, end) else { return position < end ? .irregular : .incomplete }
            isWide = isWide || attributes.isWide
            fillAttributes(bytes, record: record)
            if attributes.closesElement {
                return closeElement(bytes, end: position, text: position..<position, record: record)
            }
        } else {
            position += 1
        }
        element.contentStart = position
        open.append(element)
        return .goOn
    }

    private mutating func fillAttributes(_ bytes: RawSpan, record: Int) {
        guard element.state >= 0 else { return }
        for wanted in slots.plan.states[element.state].attributes {
            for found in attributes.attributes where XMLBytes.equal(bytes, found.local, wanted.local) {
                slots.fill(
                    wanted.slot,
                    Slot(found.kind, start: found.value.lowerBound - record, count: found.value.count)
                )
            }
        }
    }

    private mutating func readEndTag(_ bytes: RawSpan, _ position: inout Int, _ end: Int, record: Int) -> Step {
        let text = element.contentStart..<position
        let behind = position + 2 + element.nameCount
        guard behind < end else { return .incomplete }
        guard XMLBytes.equal(bytes, position + 2, bytes, element.nameStart, element.nameCount) else {
            return .irregular
        }
        position = behind
        while XMLBytes.isBlank(XMLBytes.byte(bytes, position)) { position += 1 }
        guard position < end else { return .incomplete }
        guard XMLBytes.byte(bytes, position) == UInt8(ascii: ">") else { return .irregular }
        position += 1
        open.removeLast()
        return closeElement(bytes, end: position, text: text, record: record)
    }

    /// Fills what is wanted of the element that has ended and goes back to its parent.
    private mutating func closeElement(_ bytes: RawSpan, end: Int, text: Range<Int>, record: Int) -> Step {
        if element.state >= 0 {
            let own = Slot(element.isEscaped ? .escaped : .text, start: text.lowerBound - record, count: text.count)
            let whole = Slot(.container, start: element.start - record, count: end - element.start)
            for slot in slots.plan.states[element.state].slots {
                slots.fill(slot, element.childCount > 0 ? whole : own)
            }
            for slot in slots.plan.states[element.state].texts { slots.fill(slot, own) }
        }
        guard let parent = open.last else { return .done }
        element = parent
        return .goOn
    }
}
