import Glibc

/// Walks the structural positions of a block through one value at a time: checks the grammar of everything and notes where
/// the wanted values stand.
///
/// Names come in the same order record after record, so each is first compared with the one met at that place before.
/// A step takes the index of a token and returns the index of the token behind the value, or -1 at a break.
@safe
struct JSONWalker: ~Copyable {
    /// Why the last walk broke off, and the byte of the block where.
    private(set) var breakage = JSONBreak.incomplete
    private(set) var breakOffset = 0
    /// Byte behind the last value that was walked.
    private(set) var valueEnd = 0

    private let maximumDepth: Int
    private let maximumMembers: Int
    private let maximumText: Int
    private let slotCount: Int
    private let nodes: [JSONPlan.Node]
    // SAFETY: `block` is set by `attach` before each walk and stays valid through it; the block ends in eight sentinel
    // positions at a NUL byte and is padded by 64 bytes, and no step looks further than three tokens or sixteen bytes.
    private var block: BlockMemory
    // SAFETY: the tables below are allocated in `init`, freed in `deinit`, and all indices into them come from the plan.
    private let wanted: UnsafeMutableBufferPointer<WantedName>
    private let names: UnsafeMutableBufferPointer<UInt8>
    private let slotIndices: UnsafeMutableBufferPointer<Int>
    private let guesses: UnsafeMutableBufferPointer<KeyShape>
    private let slots: UnsafeMutableBufferPointer<Slot>
    private var recordStart = 0
    private var mark = 0
    private var object: UInt64 = 0
    private var decoded: [UInt8] = []

    private static let guessesPerNode = 128

    init(plan: JSONPlan, limits: FormatLimits, block: borrowing Block) {
        maximumDepth = min(limits.depth, 512)
        maximumMembers = limits.members
        maximumText = limits.textBytes
        slotCount = plan.slotCount
        nodes = plan.nodes
        self.block = block.memory
        unsafe wanted = Self.copy(plan.flat.wanted)
        unsafe names = Self.copy(plan.flat.names)
        unsafe slotIndices = Self.copy(plan.flat.slotIndices)
        unsafe guesses = .allocate(capacity: nodes.count * Self.guessesPerNode)
        unsafe guesses.initialize(repeating: KeyShape())
        unsafe slots = .allocate(capacity: slotCount)
        unsafe slots.initialize(repeating: Slot())
    }

    deinit {
        unsafe wanted.deallocate()
        unsafe names.deallocate()
        unsafe slotIndices.deallocate()
        unsafe guesses.deallocate()
        unsafe slots.deallocate()
    }

    /// What the last walk of a record found; offsets count from the start of the record.
    var foundSlots: Span<Slot> {
        @_lifetime(borrow self)
        get { unsafe _overrideLifetime(Span(_unsafeElements: UnsafeBufferPointer(slots)), borrowing: self) }
    }

    /// Takes a slot of the last walk back.
    mutating func drop(_ index: Int) {
        precondition(index >= 0 && index < slotCount)
        unsafe slots[index] = Slot()
    }

    /// Forgets what the last walk found.
    mutating func clear() { unsafe slots.update(repeating: Slot()) }

    /// Takes up a block that was indexed anew.
    mutating func attach(_ block: borrowing Block) {
        self.block = block.memory
        mark = 0
    }

    /// Walks the record that begins at a token; its wanted values are in `foundSlots` afterwards, those before a break too.
    mutating func walkRecord(at token: Int) -> Int {
        clear()
        recordStart = block.place(token)
        let next = object(token, node: 0, depth: 1)
        if next > 0 { valueEnd = block.place(next - 1) + 1 }
        return next
    }

    /// Walks a value of which nothing is wanted.
    mutating func walkValue(at token: Int) -> Int {
        let next = value(token, depth: 1)
        if next > 0 { valueEnd = block.endOfText(before: block.place(next)) }
        return next
    }

    /// The closing quote of the string that begins at a token; its next token must be there.
    func closingQuote(of token: Int) -> Int { block.closingQuote(before: block.place(token + 1)) }

    /// Number of tokens of the block.
    var tokenCount: Int { block.count }

    /// Byte of the block where a token stands; behind the last one, the end of the block.
    @inline(__always)
    func place(_ token: Int) -> Int { block.place(min(max(token, 0), block.count)) }

    /// First byte of a token; 0 behind the last one.
    @inline(__always)
    func byte(_ token: Int) -> UInt8 { block.byte(min(max(token, 0), block.count)) }

    // MARK: - Grammar

    private mutating func object(_ start: Int, node: Int, depth: Int) -> Int {
        let block = block
        guard depth <= maximumDepth else { return fail(.depth, at: start) }
        var token = start + 1
        if block.byte(token) == UInt8(ascii: "}") { return token + 1 }
        object += 1
        let me = object
        var guess = node * Self.guessesPerNode
        var left = maximumMembers
        while true {
            guard block.byte(token) == UInt8(ascii: "\"") else { return fail(.syntax, at: token) }
            guard block.byte(token + 1) == UInt8(ascii: ":") else { return fail(.syntax, at: token + 1) }
            left -= 1
            guard left >= 0 else { return fail(.members, at: token) }
            let entry = node < 0 ? -1 : identify(token, node: node, guess: &guess)
            if entry < 0 {
                token = value(token + 2, depth: depth)
            } else {
                guard unsafe wanted[entry].object != me else { return fail(.duplicateName, at: token) }
                unsafe wanted[entry].object = me
                let next = loneText(token + 2, entry: entry)
                token = next > 0 ? next : wantedValue(token + 2, entry: entry, depth: depth)
            }
            guard token > 0 else { return token }
            let separator = block.byte(token)
            token += 1
            if separator == UInt8(ascii: ",") { continue }
            return separator == UInt8(ascii: "}") ? token : fail(.syntax, at: token - 1)
        }
    }

    private mutating func list(_ start: Int, depth: Int) -> Int {
        let block = block
        guard depth <= maximumDepth else { return fail(.depth, at: start) }
        var token = start + 1
        if block.byte(token) == UInt8(ascii: "]") { return token + 1 }
        while true {
            token = value(token, depth: depth)
            guard token > 0 else { return token }
            let separator = block.byte(token)
            token += 1
            if separator == UInt8(ascii: ",") { continue }
            return separator == UInt8(ascii: "]") ? token : fail(.syntax, at: token - 1)
        }
    }

    @inline(__always)
    private mutating func value(_ token: Int, depth: Int) -> Int {
        switch block.byte(token) {
        case UInt8(ascii: "\""): text(token)
        case UInt8(ascii: "{"): object(token, node: -1, depth: depth + 1)
        case UInt8(ascii: "["): list(token, depth: depth + 1)
        default: scalar(token)
        }
    }

    @inline(__always)
    private mutating func text(_ token: Int) -> Int {
        if block.place(token + 1) - block.place(token) > maximumText, isTooLong(token) {
            return fail(.textLength, at: token)
        }
        return token + 1
    }

    private func isTooLong(_ token: Int) -> Bool {
        let next = block.place(token + 1)
        return token + 1 < block.count && block.closingQuote(before: next) - block.place(token) - 1 > maximumText
    }

    private mutating func scalar(_ token: Int) -> Int {
        let end = block.endOfScalar(at: block.place(token))
        guard end > 0, end == block.place(token + 1) || block.isBlank(end) else {
            return fail(.syntax, at: token + 1 < block.count ? token : block.count)
        }
        valueEnd = end
        return token + 1
    }

    // MARK: - Wanted values

    /// Takes a text that one path alone wants, as nearly all are; the token behind it, or 0 for any other value.
    @inline(__always)
    private mutating func loneText(_ token: Int, entry: Int) -> Int {
        let block = block
        let slot = unsafe wanted[entry].loneSlot
        let next = block.place(token + 1)
        guard slot >= 0, block.byte(token) == UInt8(ascii: "\""), block.letter(next - 1) == UInt8(ascii: "\"") else {
            return 0
        }
        let separator = block.letter(next)
        guard separator == UInt8(ascii: ",") || separator == UInt8(ascii: "}") else { return 0 }
        let start = block.place(token) + 1
        guard next - 1 - start <= maximumText, unsafe slots[slot].kind == .absent else { return 0 }
        let isEscaped = block.markCount > 0 && hasMark(from: start, to: next - 1)
        unsafe slots[slot] = Slot(isEscaped ? .escaped : .text, start: start - recordStart, count: next - 1 - start)
        return token + 1
    }

    private mutating func wantedValue(_ token: Int, entry: Int, depth: Int) -> Int {
        guard block.byte(token) == UInt8(ascii: "[") else {
            let slots = unsafe wanted[entry].slotStart..<wanted[entry].slotEnd
            return wantedElement(token, slots: slots, node: unsafe wanted[entry].objectNode, depth: depth)
        }
        let name = unsafe wanted[entry]
        let next = wantedList(token, name: name, depth: depth + 1)
        if next > 0 {
            store(
                .container,
                name.slotStart..<name.elementStart,
                from: block.place(token),
                to: block.place(next - 1) + 1
            )
        }
        return next
    }

    private mutating func wantedList(_ start: Int, name: WantedName, depth: Int) -> Int {
        guard depth <= maximumDepth else { return fail(.depth, at: start) }
        var token = start + 1
        if block.byte(token) == UInt8(ascii: "]") { return token + 1 }
        while true {
            token = wantedElement(token, slots: name.elementStart..<name.slotEnd, node: name.listNode, depth: depth)
            guard token > 0 else { return token }
            let separator = block.byte(token)
            token += 1
            if separator == UInt8(ascii: ",") { continue }
            return separator == UInt8(ascii: "]") ? token : fail(.syntax, at: token - 1)
        }
    }

    private mutating func wantedElement(_ token: Int, slots: Range<Int>, node: Int, depth: Int) -> Int {
        switch block.byte(token) {
        case UInt8(ascii: "\""): return wantedText(token, slots: slots)
        case UInt8(ascii: "{"):
            let next = object(token, node: node, depth: depth + 1)
            if next > 0 { store(.container, slots, from: block.place(token), to: block.place(next - 1) + 1) }
            return next
        case UInt8(ascii: "["):
            let next = list(token, depth: depth + 1)
            if next > 0 { store(.container, slots, from: block.place(token), to: block.place(next - 1) + 1) }
            return next
        default:
            let next = scalar(token)
            if next > 0 {
                store(block.kindOfScalar(at: block.place(token)), slots, from: block.place(token), to: valueEnd)
            }
            return next
        }
    }

    private mutating func wantedText(_ token: Int, slots: Range<Int>) -> Int {
        let block = block
        switch block.byte(token + 1) {
        case UInt8(ascii: ","), UInt8(ascii: "}"), UInt8(ascii: "]"): break
        default: return fail(.syntax, at: token + 1)
        }
        let start = block.place(token) + 1
        let end = block.closingQuote(before: block.place(token + 1))
        guard end - start <= maximumText else { return fail(.textLength, at: token) }
        store(hasMark(from: start, to: end) ? .escaped : .text, slots, from: start, to: end)
        return token + 1
    }

    @inline(__always)
    private func store(_ kind: Slot.Kind, _ indices: Range<Int>, from start: Int, to end: Int) {
        for index in indices {
            let slot = unsafe slotIndices[index]
            let old = unsafe slots[slot]
            guard old.kind == .absent || old.isBlank else { continue }
            let new = Slot(kind, start: start - recordStart, count: end - start)
            if old.kind == .absent || !new.isBlank { unsafe slots[slot] = new }
        }
    }

    // MARK: - Names

    @inline(__always)
    private mutating func identify(_ token: Int, node: Int, guess: inout Int) -> Int {
        let block = block
        let start = block.place(token) + 1
        let colon = block.place(token + 1)
        let isTight = block.letter(colon - 1) == UInt8(ascii: "\"")
        let end = isTight ? colon - 1 : block.closingQuote(before: colon)
        if block.markCount > 0, hasMark(from: start, to: end) { return identifyEscaped(start..<end, node: node) }
        let shape = block.shape(start, end)
        if unsafe guesses[guess].matches(shape), shape.length <= 16 {
            let entry = unsafe Int(guesses[guess].entry)
            let limit = (node + 1) * Self.guessesPerNode - 2
            if guess < limit { guess += 1 }
            return entry
        }
        return identify(shape, start: start, node: node, guess: &guess)
    }

    /// The wanted name of a shape that is long or does not come in its usual place.
    private mutating func identify(_ shape: KeyShape, start: Int, node: Int, guess: inout Int) -> Int {
        if unsafe guesses[guess].matches(shape) {
            guess += 1
        } else if unsafe guesses[guess + 1].matches(shape) {
            guess += 2
        } else {
            return learn(shape, start: start, node: node, guess: &guess)
        }
        let limit = (node + 1) * Self.guessesPerNode - 2
        let entry = unsafe Int(guesses[guess - 1].entry)
        if guess > limit { guess = limit }
        guard entry >= 0, shape.length > 16 else { return entry }
        return isName(entry, at: start, count: Int(shape.length)) ? entry : find(shape, start: start, node: node).entry
    }

    private mutating func learn(_ shape: KeyShape, start: Int, node: Int, guess: inout Int) -> Int {
        let (entry, isCertain) = find(shape, start: start, node: node)
        if isCertain {
            var certain = shape
            certain.entry = Int32(truncatingIfNeeded: entry)
            unsafe guesses[guess] = certain
            if guess < (node + 1) * Self.guessesPerNode - 2 { guess += 1 }
        }
        return entry
    }

    /// The wanted name, -1 for none; not certain when a wanted name of that shape exists but is another.
    private func find(_ shape: KeyShape, start: Int, node: Int) -> (entry: Int, isCertain: Bool) {
        var isCertain = true
        for entry in nodes[node].first..<(nodes[node].first + nodes[node].count)
        where unsafe wanted[entry].shape.matches(shape) {
            if isName(entry, at: start, count: Int(shape.length)) { return (entry, true) }
            isCertain = false
        }
        return (-1, isCertain)
    }

    private func isName(_ entry: Int, at start: Int, count: Int) -> Bool {
        // SAFETY: both ranges hold `count` bytes: the shapes, and so the lengths, are equal.
        guard let first = unsafe names.baseAddress else { return false }
        return unsafe memcmp(block.bytes + start, first + wanted[entry].nameStart, count) == 0
    }

    private mutating func identifyEscaped(_ range: Range<Int>, node: Int) -> Int {
        decoded.removeAll(keepingCapacity: true)
        // SAFETY: the range lies within the block.
        let bytes = unsafe Span(_unsafeStart: block.bytes + range.lowerBound, count: range.count)
        guard JSONText.decode(bytes, into: &decoded) else { return -1 }
        for entry in nodes[node].first..<(nodes[node].first + nodes[node].count) {
            let name = unsafe wanted[entry]
            let first = name.nameStart
            guard Int(name.shape.length) == decoded.count else { continue }
            if decoded.indices.allSatisfy({ unsafe names[first + $0] == decoded[$0] }) { return entry }
        }
        return -1
    }

    @inline(__always)
    private mutating func hasMark(from start: Int, to end: Int) -> Bool {
        while unsafe Int(block.marks[mark]) < start { mark += 1 }
        return unsafe Int(block.marks[mark]) < end
    }

    private mutating func fail(_ reason: JSONBreak, at token: Int) -> Int {
        breakage = token < block.count ? reason : .incomplete
        breakOffset = block.place(min(token, block.count))
        return -1
    }

    private static func copy<Element>(_ elements: [Element]) -> UnsafeMutableBufferPointer<Element> {
        let copy = UnsafeMutableBufferPointer<Element>.allocate(capacity: elements.count)
        _ = unsafe copy.initialize(from: elements)
        return unsafe copy
    }
}
