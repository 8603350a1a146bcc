/// The slots of the record that is being read, and which elements were met already.
struct XMLSlots: Sendable {
    let plan: XMLPlan
    /// One a path of the plan.
    private(set) var slots: [Slot]
    /// For each child of the plan the number of the parent in which it was met last.
    private var seen: [Int]
    /// For each child of the plan its states, the first and the later one; -1 when no path goes on.
    private let next: [(first: Int, later: Int)]
    private let isSingle: [Bool]
    private var elementCount = 0
    /// Whether the record gives a value twice that no path calls a list.
    private(set) var isAmbiguous = false

    init(plan: XMLPlan) {
        self.plan = plan
        slots = Array(repeating: Slot(), count: plan.prefersFilled.count)
        seen = Array(repeating: -1, count: plan.children.count)
        next = plan.children.map { ($0.first ?? -1, $0.later ?? -1) }
        isSingle = plan.children.map(\.isSingle)
    }

    /// Begins a record.
    mutating func reset() {
        for index in slots.indices { slots[index] = Slot() }
        isAmbiguous = false
    }

    /// A number for an element, other than those of all elements before.
    mutating func nextElement() -> Int {
        elementCount += 1
        return elementCount
    }

    /// The values, one a path of the plan.
    var span: Span<Slot> {
        @_lifetime(borrow self)
        get { slots.span }
    }

    /// The state of a child of the plan, met in the element numbered `parent`; negative when it is not wanted.
    @inline(__always)
    mutating func state(of child: Int, in parent: Int) -> Int {
        let isFirst = seen[child] != parent
        seen[child] = parent
        if isFirst { return next[child].first }
        if isSingle[child] { isAmbiguous = true }
        return next[child].later
    }

    /// Puts a value where nothing is, or nothing but a blank when the path has a list.
    @inline(__always)
    mutating func fill(_ index: Int, _ slot: Slot) {
        let isFree = slots[index].kind == .absent
        if isFree || (plan.prefersFilled[index] && slots[index].isEmptyText && !slot.isEmptyText) {
            slots[index] = slot
        }
    }
}

extension Slot {
    fileprivate var isEmptyText: Bool { kind == .text && count == 0 }
}
