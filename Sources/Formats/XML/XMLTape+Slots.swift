extension XMLTape {
    /// Fills the slots of the record on the tape; offsets are into `bytes` of the tape.
    ///
    /// Elements with children have no place in decoded bytes: their slots are containers of no length. A tape that was cut by an
    /// error gives what was read before.
    mutating func fill(_ slots: inout XMLSlots) {
        slots.reset()
        var open: [Open] = []
        for entry in entries {
            switch entry.kind {
            case .open: open.append(opened(entry, in: &open, &slots))
            case .attribute: fillAttribute(entry, of: open.last, &slots)
            case .text: open[open.count - 1].texts.append(entry.value)
            case .close: fillElement(open.removeLast(), &slots)
            }
        }
    }

    /// An element that has begun and not ended.
    private struct Open {
        var state: Int
        var number: Int
        var texts: [Range<Int>] = []
        var hasChildren = false
    }

    private func opened(_ entry: Entry, in open: inout [Open], _ slots: inout XMLSlots) -> Open {
        let number = slots.nextElement()
        guard let parent = open.indices.last else { return Open(state: 0, number: number) }
        open[parent].hasChildren = true
        guard open[parent].state >= 0,
            let child = slots.plan.child(
                of: open[parent].state,
                local: bytes[entry.name],
                namespace: bytes[entry.namespace]
            )
        else { return Open(state: -1, number: number) }
        return Open(state: slots.state(of: child, in: open[parent].number), number: number)
    }

    private func fillAttribute(_ entry: Entry, of element: Open?, _ slots: inout XMLSlots) {
        guard let element, element.state >= 0 else { return }
        for wanted in slots.plan.states[element.state].attributes where bytes[entry.name].elementsEqual(wanted.local) {
            slots.fill(wanted.slot, Slot(.text, start: entry.value.lowerBound, count: entry.value.count))
        }
    }

    private mutating func fillElement(_ element: Open, _ slots: inout XMLSlots) {
        guard element.state >= 0 else { return }
        let wanted = slots.plan.states[element.state]
        guard !wanted.slots.isEmpty || !wanted.texts.isEmpty else { return }
        let text = joined(element.texts)
        let own = Slot(.text, start: text.lowerBound, count: text.count)
        for slot in wanted.slots { slots.fill(slot, element.hasChildren ? Slot(.container, start: 0, count: 0) : own) }
        for slot in wanted.texts { slots.fill(slot, own) }
    }

    /// The texts of an element as one range of `bytes`.
    private mutating func joined(_ texts: [Range<Int>]) -> Range<Int> {
        if texts.count < 2 { return texts.first ?? 0..<0 }
        let start = bytes.count
        for text in texts { append(copyOf: text) }
        return start..<bytes.count
    }
}
