/// The element names met so far in each state, in the order of their first meeting: records of one feed repeat them.
struct XMLNameTable: Sendable {
    /// A name as it is written, and what it means.
    struct Known: Sendable {
        var start = 0
        var count = 0
        /// Child of the plan; negative when no path wants it.
        var child = -1
    }

    private static let room = 32
    private var known: [Known]
    private var counts: [Int]
    private var text: [UInt8] = []
    private let plan: XMLPlan
    /// Namespaces where the records stand.
    var scope = XMLScope() {
        didSet { if scope != oldValue { removeAll() } }
    }

    init(plan: XMLPlan) {
        self.plan = plan
        known = Array(repeating: Known(), count: plan.states.count * Self.room)
        counts = Array(repeating: 0, count: plan.states.count)
    }

    /// The child that the name at `start` is, when it is the one guessed: the one that followed last time.
    ///
    /// `count` is its length then; the byte behind it ends a name.
    func guessed(_ guess: Int, in state: Int, _ bytes: RawSpan, at start: Int) -> Known? {
        guard guess < counts[state] else { return nil }
        let candidate = known[state * Self.room + guess]
        guard isKnown(candidate, bytes, at: start) else { return nil }
        return XMLBytes.endsName(XMLBytes.byte(bytes, start + candidate.count)) ? candidate : nil
    }

    /// The child that a name is, and the guess for what follows it.
    mutating func find(_ bytes: RawSpan, at start: Int, count: Int, in state: Int) -> (child: Int, guess: Int) {
        let base = state * Self.room
        for index in 0..<counts[state] where known[base + index].count == count {
            let candidate = known[base + index]
            if isKnown(candidate, bytes, at: start) { return (candidate.child, index + 1) }
        }
        var name: [UInt8] = []
        for index in start..<(start + count) { name.append(XMLBytes.byte(bytes, index)) }
        let (local, namespace) = scope.resolve(name)
        let child = plan.child(of: state, local: local, namespace: namespace) ?? -1
        guard counts[state] < Self.room else { return (child, Self.room) }
        learn(name, child, in: state)
        return (child, counts[state])
    }

    @inline(__always)
    private func isKnown(_ candidate: Known, _ bytes: RawSpan, at start: Int) -> Bool {
        // SAFETY: plain bytes, read through the checked span only.
        unsafe XMLBytes.equal(bytes, start, text.span.bytes, candidate.start, candidate.count)
    }

    private mutating func learn(_ name: [UInt8], _ child: Int, in state: Int) {
        text.removeLast(min(text.count, XMLBytes.padding))
        known[state * Self.room + counts[state]] = Known(start: text.count, count: name.count, child: child)
        counts[state] += 1
        text += name
        text += repeatElement(0, count: XMLBytes.padding)
    }

    private mutating func removeAll() {
        for state in counts.indices { counts[state] = 0 }
        text.removeAll()
    }
}
