/// The wanted paths as a tree of names, so that a walk meets each name of a record once.
struct JSONPlan: Sendable {
    /// A name that is wanted in an object.
    struct Entry: Sendable {
        /// The name in UTF-8.
        let name: [UInt8]
        /// Slots of the paths that end here.
        var slots: [Int] = []
        /// Slots of the paths that end here with `[]`.
        var elementSlots: [Int] = []
        /// Node for an object that stands here; -1 when nothing inside is wanted.
        var objectNode = -1
        /// Node for the objects of a list that stands here; -1 when nothing inside is wanted.
        var listNode = -1
    }

    /// The names wanted in one kind of object.
    struct Node: Sendable {
        /// Index of the first entry of the node in `entries`.
        let first: Int
        let count: Int
    }

    private(set) var nodes: [Node] = []
    private(set) var entries: [Entry] = []
    /// Number of slots of a record.
    let slotCount: Int
    /// The tree laid out flat.
    private(set) var flat = FlatPlan()

    private typealias Tail = (components: ArraySlice<SlotPath.Component>, slot: Int)

    init(_ plan: SlotPlan) {
        slotCount = plan.paths.count
        _ = makeNode(plan.paths.enumerated().map { ($0.element.components[...], $0.offset) })
        flat = FlatPlan(entries)
    }

    /// Adds the node of these paths; -1 when there are none.
    ///
    /// The node of the record is 0.
    private mutating func makeNode(_ tails: [Tail]) -> Int {
        let live = tails.filter { !$0.components.isEmpty }
        guard !live.isEmpty || nodes.isEmpty else { return -1 }
        let names = Self.names(of: live)
        let node = nodes.count
        let first = entries.count
        nodes.append(Node(first: first, count: names.count))
        entries += names.map { Entry(name: Array($0.utf8)) }
        for (index, name) in names.enumerated() {
            fill(first + index, with: live.filter { $0.components.first?.name.utf8.elementsEqual(name.utf8) == true })
        }
        return node
    }

    private mutating func fill(_ entry: Int, with tails: [Tail]) {
        let plain = tails.filter { $0.components.first?.isList == false }
        let listed = tails.filter { $0.components.first?.isList == true }
        entries[entry].slots = plain.filter { $0.components.count == 1 }.map(\.slot)
        entries[entry].elementSlots = listed.filter { $0.components.count == 1 }.map(\.slot)
        let below = { (tails: [Tail]) in tails.map { (components: $0.components.dropFirst(), slot: $0.slot) } }
        let objectNode = makeNode(below(tails))
        let listNode = makeNode(below(listed))
        entries[entry].objectNode = objectNode
        entries[entry].listNode = listNode
    }

    private static func names(of tails: [Tail]) -> [String] {
        var names: [String] = []
        for tail in tails {
            guard let name = tail.components.first?.name, !names.contains(where: { $0.utf8.elementsEqual(name.utf8) })
            else {
                continue
            }
            names.append(name)
        }
        return names
    }
}
