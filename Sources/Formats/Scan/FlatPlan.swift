/// The tree of wanted names laid out flat.
struct FlatPlan: Sendable {
    private(set) var wanted: [WantedName] = []
    /// The bytes of all names, one behind the other.
    private(set) var names: [UInt8] = []
    private(set) var slotIndices: [Int] = []

    init(_ entries: [JSONPlan.Entry] = []) {
        for entry in entries { add(entry) }
        names += Array(repeating: 0, count: FlatPlan.padding)
    }

    /// Zeros behind the names, so that eight bytes can be read from each.
    private static let padding = 16

    private mutating func add(_ entry: JSONPlan.Entry) {
        let slotStart = slotIndices.count
        slotIndices += entry.slots
        let elementStart = slotIndices.count
        slotIndices += entry.elementSlots
        wanted.append(
            WantedName(
                shape: Self.shape(of: entry.name),
                nameStart: names.count,
                slotStart: slotStart,
                elementStart: elementStart,
                slotEnd: slotIndices.count,
                loneSlot: slotIndices.count == slotStart + 1 ? slotIndices[slotStart] : -1,
                objectNode: entry.objectNode,
                listNode: entry.listNode
            )
        )
        names += entry.name
    }

    private static func shape(of name: [UInt8]) -> KeyShape {
        let first = name.prefix(8).reversed().reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
        let last = name.count < 8 ? 0 : name.suffix(8).reversed().reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
        return KeyShape(first: first, last: last, length: UInt32(name.count))
    }
}
