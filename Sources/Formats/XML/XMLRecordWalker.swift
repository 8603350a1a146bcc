/// Reads records that are regular: tags, plain texts, the references that XML predefines.
///
/// Anything else it leaves to libxml2. What it calls a record libxml2 would call well-formed, with the same texts. It goes from
/// `<` to `<` along the index of the page; each name is first compared with the one met at that place before.
struct XMLRecordWalker: ~Copyable {
    /// What became of a record.
    enum Outcome: Sendable, Hashable {
        /// It is regular and takes these bytes.
        case record(Range<Int>)
        /// It may or may not be well-formed.
        case irregular
        /// The bytes end before it can be told.
        case incomplete
    }

    /// What is wanted of the elements in one state, without lists of lists.
    private struct Wanted {
        /// Slots that are the element, up to `texts`; then those that are its own text, up to `end`.
        var slots = 0
        var texts = 0
        var end = 0
        var hasAttributes = false
    }

    /// An element that has begun.
    private struct Element {
        var state: Int
        var tag: Int
        var nameCount: Int
        var number = 0
        var depth: Int
    }

    /// The values of the record read last, their offsets counted from its first byte.
    private(set) var slots: XMLSlots
    /// Namespaces where the records stand.
    var scope = XMLScope() {
        didSet { if scope != oldValue { forgetNames() } }
    }

    private var names: XMLNameTable
    private var wanted: [Wanted] = []
    private var wantedSlots: [Int] = []
    private var attributes = XMLAttributeReader()
    private let maximumDepth: Int
    private let maximumMembers: Int
    private let maximumText: Int
    /// The state of elements of which nothing is wanted, and that of what the records stand in.
    private let nowhere: Int
    private let outside: Int
    private var recordName: [UInt8] = []
    private var record = 0
    /// Byte behind the element walked last.
    private var elementEnd = 0
    private var token = 0
    private var mark = 0
    private var generation = -1
    private var failure = Outcome.irregular

    init(plan: XMLPlan, limits: FormatLimits) {
        slots = XMLSlots(plan: plan)
        nowhere = plan.states.count
        outside = nowhere + 1
        names = XMLNameTable(states: outside + 1)
        maximumDepth = min(limits.depth, 512)
        maximumMembers = limits.members
        maximumText = limits.textBytes
        for state in plan.states {
            let start = wantedSlots.count
            wantedSlots += state.slots
            let texts = wantedSlots.count
            wantedSlots += state.texts
            wanted.append(
                Wanted(slots: start, texts: texts, end: wantedSlots.count, hasAttributes: !state.attributes.isEmpty)
            )
        }
        wanted.append(Wanted())
    }

    /// Takes the written name of a regular record to be that of the next ones, as long as their namespaces stay.
    mutating func learn(recordName name: [UInt8]) {
        guard name != recordName else { return }
        recordName = name
        var guess = XMLNameTable.firstGuess(in: outside)
        names.learn(name, 0, in: outside, &guess)
    }

    /// Reads the next record when nothing but blanks stands between it and `start`, and its name is known.
    mutating func walkNext(_ memory: XMLMemory, from start: Int) -> Outcome {
        seek(memory, start)
        let place = memory.place(token)
        var index = start
        while index < place, XMLBytes.isBlank(memory.byte(index)) { index += 1 }
        guard index == place, token < memory.count else { return .irregular }
        var guess = XMLNameTable.firstGuess(in: outside)
        guard let known = names.guessed(&guess, memory, at: place + 1) else { return .irregular }
        return walkRecord(memory, nameCount: known.count)
    }

    /// Reads the record whose `<` stands at `start`.
    mutating func walk(_ memory: XMLMemory, from start: Int) -> Outcome {
        seek(memory, start)
        slots.reset()
        guard memory.place(token) == start, token < memory.count else { return .incomplete }
        let count = XMLBytes.nameCount(memory.raw, at: start + 1, to: memory.end)
        guard count > 0 else { return token + 1 < memory.count ? .irregular : .incomplete }
        return walkRecord(memory, nameCount: count)
    }

    private mutating func walkRecord(_ memory: XMLMemory, nameCount: Int) -> Outcome {
        slots.reset()
        record = memory.place(token)
        let next = walkElement(memory, token, state: 0, nameCount: nameCount, depth: 1)
        guard next > 0 else { return failure }
        let range = record..<elementEnd
        if memory.hasInvalidUTF8, !XMLBytes.isText(memory.raw, range) { return .irregular }
        token = next
        return .record(range)
    }

    /// Finds the first token that is not before a byte.
    private mutating func seek(_ memory: XMLMemory, _ start: Int) {
        if generation != memory.generation {
            (token, mark, generation) = (0, 0, memory.generation)
        }
        if token > 0, memory.place(token - 1) >= start { token = 0 }
        if mark > 0, memory.markPlace(mark - 1) >= start { mark = 0 }
        while token < memory.count, memory.place(token) < start { token += 1 }
    }

    private mutating func forgetNames() {
        names.removeAll()
        recordName = []
    }

    // MARK: - Elements

    /// Walks the element that begins at a token; returns the token behind it, or -1 after noting why it could not.
    private mutating func walkElement(
        _ memory: XMLMemory,
        _ token: Int,
        state: Int,
        nameCount: Int,
        depth: Int
    ) -> Int {
        var element = Element(state: state, tag: memory.place(token), nameCount: nameCount, depth: depth)
        element.number = slots.nextElement()
        var position = element.tag + 1 + nameCount
        if memory.byte(position) == UInt8(ascii: ">") {
            position += 1
        } else {
            guard readAttributes(memory, &position, of: element) else { return fail(memory, token) }
            if attributes.closesElement {
                finish(element, text: position..<position, kind: .text, hasChildren: false, end: position)
                return token + 1
            }
        }
        return walkContent(memory, token + 1, of: element, from: position)
    }

    private mutating func walkContent(_ memory: XMLMemory, _ token: Int, of element: Element, from start: Int) -> Int {
        var next = token
        var textStart = start
        var guess = XMLNameTable.firstGuess(in: element.state)
        var kind = Slot.Kind.text
        var children = 0
        while true {
            let place = memory.place(next)
            guard next < memory.count else { return fail(memory, next) }
            guard place - textStart <= maximumText else { return fail(memory, next - 1) }
            if memory.markPlace(mark) < place, !checkText(memory, textStart..<place, &kind) {
                return fail(memory, next - 1)
            }
            if memory.byte(place + 1) == UInt8(ascii: "/") {
                guard let end = endTag(memory, at: place, of: element) else { return fail(memory, next) }
                finish(element, text: textStart..<place, kind: kind, hasChildren: children > 0, end: end)
                return next + 1
            }
            children += 1
            guard children <= maximumMembers else { return fail(memory, next) }
            next = walkChild(memory, next, of: element, &guess)
            guard next > 0 else { return next }
            textStart = elementEnd
        }
    }

    @inline(__always)
    private mutating func walkChild(_ memory: XMLMemory, _ token: Int, of parent: Element, _ guess: inout Int) -> Int {
        guard parent.depth < maximumDepth, wanted[parent.state].texts == wanted[parent.state].end else {
            return fail(memory, token)
        }
        let start = memory.place(token) + 1
        guard let known = names.guessed(&guess, memory, at: start) ?? find(&guess, memory, at: start, in: parent.state)
        else { return fail(memory, token) }
        var state = known.child
        if state >= 0 { state = slots.state(of: state, in: parent.number) }
        if state < 0 { state = nowhere }
        if walkLeaf(memory, token, state: state, nameCount: known.count) { return token + 2 }
        return walkElement(memory, token, state: state, nameCount: known.count, depth: parent.depth + 1)
    }

    /// Walks an element without attributes, children and marks in its text; false when the one at hand is another.
    @inline(__always)
    private mutating func walkLeaf(_ memory: XMLMemory, _ token: Int, state: Int, nameCount: Int) -> Bool {
        let element = Element(state: state, tag: memory.place(token), nameCount: nameCount, depth: 0)
        let start = element.tag + 2 + nameCount
        let end = memory.place(token + 1)
        guard memory.byte(start - 1) == UInt8(ascii: ">"), memory.byte(end + 1) == UInt8(ascii: "/"),
            memory.markPlace(mark) >= end, end - start <= maximumText,
            let behind = endTag(memory, at: end, of: element)
        else { return false }
        finish(element, text: start..<end, kind: .text, hasChildren: false, end: behind)
        return true
    }

    /// A name that is not where it is expected; nil when it is no plain name, is cut, or is that of the record, which may
    /// lack its end tag.
    private mutating func find(
        _ guess: inout Int,
        _ memory: XMLMemory,
        at start: Int,
        in state: Int
    ) -> XMLNameTable.Known? {
        let count = XMLBytes.nameCount(memory.raw, at: start, to: memory.end)
        guard count > 0, start + count < memory.end, !isRecordName(memory, at: start, count: count) else { return nil }
        if let known = names.find(&guess, memory, at: start, count: count, in: state) { return known }
        var name: [UInt8] = []
        for index in start..<(start + count) { name.append(memory.byte(index)) }
        guard state != nowhere else {
            names.learn(name, -1, in: state, &guess)
            return XMLNameTable.Known(count: count)
        }
        let (local, namespace) = scope.resolve(name)
        let child = slots.plan.child(of: state, local: local, namespace: namespace) ?? -1
        names.learn(name, child, in: state, &guess)
        return XMLNameTable.Known(count: count, child: child)
    }

    private func isRecordName(_ memory: XMLMemory, at start: Int, count: Int) -> Bool {
        memory.isSame(start, record + 1, count) && XMLBytes.endsName(memory.byte(record + 1 + count))
    }

    /// The byte behind the end tag at `place`; nil when it is not that of the element or is cut.
    @inline(__always)
    private func endTag(_ memory: XMLMemory, at place: Int, of element: Element) -> Int? {
        var behind = place + 2 + element.nameCount
        guard behind < memory.end, memory.isSame(place + 2, element.tag + 1, element.nameCount) else { return nil }
        while XMLBytes.isBlank(memory.byte(behind)) { behind += 1 }
        return memory.byte(behind) == UInt8(ascii: ">") ? behind + 1 : nil
    }

    /// Fills what is wanted of the element that has ended.
    @inline(__always)
    private mutating func finish(
        _ element: Element,
        text: Range<Int>,
        kind: Slot.Kind,
        hasChildren: Bool,
        end: Int
    ) {
        elementEnd = end
        let here = wanted[element.state]
        guard here.slots < here.end else { return }
        let own = Slot(kind, start: text.lowerBound - record, count: text.count)
        let whole = Slot(.container, start: element.tag - record, count: end - element.tag)
        for index in here.slots..<here.texts { slots.fill(wantedSlots[index], hasChildren ? whole : own) }
        for index in here.texts..<here.end { slots.fill(wantedSlots[index], own) }
    }

    private mutating func fail(_ memory: XMLMemory, _ token: Int) -> Int {
        failure = token + 1 < memory.count ? .irregular : .incomplete
        return -1
    }

    // MARK: - Texts and attributes

    /// Whether a text with marks is one that we can read.
    private mutating func checkText(_ memory: XMLMemory, _ range: Range<Int>, _ kind: inout Slot.Kind) -> Bool {
        while memory.markPlace(mark) < range.upperBound {
            let place = memory.markPlace(mark)
            mark += 1
            guard place >= range.lowerBound else { continue }
            switch memory.byte(place) {
            case UInt8(ascii: "&"):
                var index = place + 1
                guard XMLText.isReference(memory.raw, &index) else { return false }
                kind = .escaped
            case UInt8(ascii: "\r"): kind = .escaped
            case UInt8(ascii: "]"): if memory.word(place) & 0xFF_FFFF == 0x3E_5D5D { return false }
            case 0xEF: if memory.word(place) & 0xFE_FFFF == 0xBE_BFEF { return false }
            default: return false
            }
        }
        return true
    }

    /// Reads from behind a name to behind the `>`; false when the tag is irregular or cut.
    private mutating func readAttributes(_ memory: XMLMemory, _ position: inout Int, of element: Element) -> Bool {
        guard XMLBytes.endsName(memory.byte(position)), attributes.read(memory.raw, &position, memory.end) else {
            return false
        }
        if attributes.isWide, !XMLBytes.isText(memory.raw, element.tag..<position) { return false }
        guard wanted[element.state].hasAttributes else { return true }
        for wanted in slots.plan.states[element.state].attributes {
            for found in attributes.attributes where XMLBytes.equal(memory.raw, found.local, wanted.local) {
                let place = found.value.lowerBound - record
                slots.fill(wanted.slot, Slot(found.kind, start: place, count: found.value.count))
            }
        }
        return true
    }
}
