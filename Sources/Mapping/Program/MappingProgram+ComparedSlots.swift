package import Dossiers
import Formats

extension MappingProgram {
    /// A compared field and the slots that its rule looks at.
    package struct ComparedSlots: Sendable, Hashable {
        package let field: ComparedField
        package let slots: [Int]
    }

    /// The compared fields whose presence in a feed can be told by their slots.
    ///
    /// A constant has no slot, and a path through a list is absent wherever the list is empty: neither tells anything.
    package var comparedSlots: [ComparedSlots] {
        book.rules.compactMap { rule in
            guard rule.compared >= 0, let field = ComparedField.allCases.first(where: { $0.field == rule.field }) else {
                return nil
            }
            let slots = book.slots(of: rule)
            let isTelling = !slots.isEmpty && !slots.contains { book.paths[$0].components.contains(where: \.isList) }
            return isTelling ? ComparedSlots(field: field, slots: slots) : nil
        }
    }

    /// The path of a slot, as the mapping writes it.
    package func path(ofSlot slot: Int) -> String { book.paths[slot].text }
}

extension DossierEvaluator {
    /// Whether the record that was looked at last has anything, be it null, at the path of a slot.
    package func hasMet(_ slot: Int) -> Bool { tree.slots.indices.contains(slot) && tree.slots[slot].kind != .absent }
}
