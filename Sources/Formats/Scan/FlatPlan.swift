/// The tree of wanted names laid out flat.
struct FlatPlan {
    private(set) var wanted: [WantedName] = []
    /// The bytes of all names, one behind the other.
    private(set) var names: [UInt8] = []
    private(set) var slotIndices: [Int] = []

    init(_ plan: JSONPlan) {
        for entry in plan.entries { add(entry) }
    }

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
