/// The paths of a slot plan as states: each element of a record is in one, and moves on by the names of its children.
///
/// A state stands for the set of paths that an element lies on. Of repeated elements only the first goes on along components
/// without `[]`; hence a child has one state for its first occurrence in its parent and one for the later ones.
struct XMLPlan: Sendable {
    /// What becomes of a child element.
    struct Child: Sendable {
        let name: XMLName
        /// State of the first child of that name; nil when no path goes on.
        let first: Int?
        /// State of the later ones.
        let later: Int?
        /// Whether a path ends here and none calls it a list, so that a second one in the same parent contradicts the first.
        let isSingle: Bool
    }

    /// What is wanted of an element.
    struct State: Sendable {
        /// Indexes into `children`.
        var children: Range<Int> = 0..<0
        var attributes: [(local: [UInt8], slot: Int)] = []
        /// Slots that are the element itself.
        var slots: [Int] = []
        /// Slots that are its own text beside its children.
        var texts: [Int] = []
    }

    /// State 0 is that of the record.
    private(set) var states: [State] = []
    private(set) var children: [Child] = []
    /// For each slot whether its path has a list, so that the first value that is not blank counts.
    let prefersFilled: [Bool]

    /// The plan for paths whose prefixes are bound by `namespaces`.
    init(_ plan: SlotPlan, namespaces: [String: String]) {
        prefersFilled = plan.paths.map { $0.components.contains(where: \.isList) }
        var builder = Builder(plan: plan, namespaces: namespaces)
        builder.build()
        states = builder.states
        children = builder.children
    }

    /// The child of a state that an element is; nil when no path wants it.
    func child(of state: Int, local: some Collection<UInt8>, namespace: some Collection<UInt8>) -> Int? {
        let candidates = states[state].children.filter { children[$0].name.matches(local: local, namespace: namespace) }
        return candidates.first { children[$0].name.namespace != nil } ?? candidates.first
    }
}

extension XMLPlan {
    /// A path and how many of its components lie behind.
    private struct Position: Hashable {
        let slot: Int
        let component: Int

    }

    private struct Builder {
        let plan: SlotPlan
        let namespaces: [String: String]
        var states: [State] = []
        var children: [Child] = []
        private var numbers: [[Position]: Int] = [:]
        private var pending: [[Position]] = []

        init(plan: SlotPlan, namespaces: [String: String]) {
            self.plan = plan
            self.namespaces = namespaces
        }

        mutating func build() {
            _ = number(of: plan.paths.indices.map { Position(slot: $0, component: 0) })
            var next = 0
            while next < pending.count {
                fill(next, from: pending[next])
                next += 1
            }
        }

        private mutating func number(of positions: [Position]) -> Int {
            if let known = numbers[positions] { return known }
            numbers[positions] = states.count
            states.append(State())
            pending.append(positions)
            return states.count - 1
        }

        private mutating func fill(_ state: Int, from positions: [Position]) {
            var names: [XMLName] = []
            for position in positions {
                guard let component = component(at: position) else {
                    states[state].slots.append(position.slot)
                    continue
                }
                if component.name == "#text" {
                    states[state].texts.append(position.slot)
                } else if component.name.hasPrefix("@") {
                    let name = XMLName(String(component.name.dropFirst()), namespaces: namespaces)
                    states[state].attributes.append((name.local, position.slot))
                } else {
                    let name = XMLName(component.name, namespaces: namespaces)
                    if !names.contains(name) { names.append(name) }
                }
            }
            let found = names.map { child(named: $0, of: positions) }
            states[state].children = children.count..<(children.count + found.count)
            children += found
        }

        private mutating func child(named name: XMLName, of positions: [Position]) -> Child {
            var first: [Position] = []
            var later: [Position] = []
            for position in positions {
                guard let component = component(at: position) else { continue }
                let wanted = XMLName(component.name, namespaces: namespaces)
                guard wanted.matches(local: name.local, namespace: name.namespace ?? []) else { continue }
                let next = Position(slot: position.slot, component: position.component + 1)
                first.append(next)
                if component.isList { later.append(next) }
            }
            return Child(
                name: name,
                first: first.isEmpty ? nil : number(of: first),
                later: later.isEmpty ? nil : number(of: later),
                isSingle: later.isEmpty && first.contains { component(at: $0) == nil }
            )
        }

        private func component(at position: Position) -> SlotPath.Component? {
            let components = plan.paths[position.slot].components
            return position.component < components.count ? components[position.component] : nil
        }
    }
}
