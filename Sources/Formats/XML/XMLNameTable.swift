/// The element names met so far in each state, in the order of their first meeting: records of one feed repeat them.
@safe
struct XMLNameTable: ~Copyable {
    /// A name that was met.
    struct Known {
        /// Bytes of it; 0 where none is known.
        var count = 0
        /// Child of the plan; negative when no path wants it.
        var child = -1
    }

    /// Two of them stay empty, so that no guess leads from one state to the next.
    private static let room = 64
    private static let nameRoom = 64
    /// A longer name is looked up each time.
    private static let longestName = 48

    private let slotCount: Int
    // SAFETY: allocated in `init`, freed in `deinit`; `room` names of `nameRoom` bytes for each state, and all indices are
    // below `slotCount`.
    private let known: UnsafeMutablePointer<Known>
    private let text: UnsafeMutablePointer<UInt8>
    private var counts: [Int]

    init(states: Int) {
        slotCount = states * Self.room
        unsafe known = .allocate(capacity: slotCount)
        unsafe text = .allocate(capacity: slotCount * Self.nameRoom)
        unsafe known.initialize(repeating: Known(), count: slotCount)
        unsafe text.initialize(repeating: 0, count: slotCount * Self.nameRoom)
        counts = Array(repeating: 0, count: states)
    }

    deinit {
        unsafe known.deallocate()
        unsafe text.deallocate()
    }

    /// The guess with which the children of an element in a state begin.
    @inline(__always)
    static func firstGuess(in state: Int) -> Int { state &* room }

    /// The name at `start` when it is the one that is guessed or the one after it; the guess moves behind it.
    @inline(__always)
    func guessed(_ guess: inout Int, _ memory: XMLMemory, at start: Int) -> Known? {
        if isKnown(guess, memory, at: start) {
            guess &+= 1
            return unsafe known[guess &- 1]
        }
        guard isKnown(guess &+ 1, memory, at: start) else { return nil }
        guess &+= 2
        return unsafe known[guess &- 1]
    }

    /// A name of `count` bytes met before in a state; the guess moves behind it.
    func find(_ guess: inout Int, _ memory: XMLMemory, at start: Int, count: Int, in state: Int) -> Known? {
        let base = state * Self.room
        for index in base..<(base + counts[state])
        where unsafe known[index].count == count && isKnown(index, memory, at: start) {
            guess = index + 1
            return unsafe known[index]
        }
        return nil
    }

    /// Keeps a name for the next time when there is room; the guess moves behind it.
    mutating func learn(_ name: [UInt8], _ child: Int, in state: Int, _ guess: inout Int) {
        guard counts[state] < Self.room - 2, name.count <= Self.longestName else { return }
        let index = state * Self.room + counts[state]
        counts[state] += 1
        unsafe known[index] = Known(count: name.count, child: child)
        for offset in name.indices { unsafe text[index * Self.nameRoom + offset] = name[offset] }
        guess = index + 1
    }

    /// Forgets all names.
    mutating func removeAll() {
        unsafe known.update(repeating: Known(), count: slotCount)
        for state in counts.indices { counts[state] = 0 }
    }

    @inline(__always)
    private func isKnown(_ index: Int, _ memory: XMLMemory, at start: Int) -> Bool {
        let count = unsafe known[index].count
        guard count > 0 else { return false }
        let name = unsafe UnsafeRawPointer(text + index &* Self.nameRoom)
        var done = 0
        while done + 8 <= count {
            // SAFETY: a name has room for `longestName` bytes and eight more.
            let wanted = unsafe name.loadUnaligned(fromByteOffset: done, as: UInt64.self).littleEndian
            if memory.word(start + done) != wanted { return false }
            done += 8
        }
        let rest = UInt64(truncatingIfNeeded: count - done) &* 8
        // SAFETY: as above.
        let wanted = unsafe name.loadUnaligned(fromByteOffset: done, as: UInt64.self).littleEndian
        guard rest == 0 || (memory.word(start + done) ^ wanted) &<< (64 &- rest) == 0 else { return false }
        return XMLBytes.endsName(memory.byte(start + count))
    }
}
