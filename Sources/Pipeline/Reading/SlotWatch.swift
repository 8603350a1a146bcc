import Formats
import Mapping

/// Notices which slots of compared fields no record of a part fills.
///
/// A slot that was met once is not looked at again, so after a few records next to nothing is left to do.
struct SlotWatch: Sendable {
    /// Slots that no record has filled yet.
    private(set) var unmet: [Int]
    /// Whether a dossier was met whose processing has ended.
    private(set) var hasFinished = false

    init(_ program: MappingProgram) { unmet = Set(program.comparedSlots.flatMap(\.slots)).sorted() }

    /// Looks at a record; its status is 0 when it was set aside.
    @inline(__always)
    mutating func note(_ slots: Span<Slot>, status: UInt8) {
        if status >= 9 { hasFinished = true }
        if !unmet.isEmpty { look(slots) }
    }

    @inline(never)
    private mutating func look(_ slots: Span<Slot>) {
        var index = 0
        while index < unmet.count {
            if slots[unmet[index]].kind == .absent { index += 1 } else { unmet.remove(at: index) }
        }
    }

    /// Looks at a record that was read as a tree.
    mutating func note(_ trees: DossierEvaluator, status: UInt8) {
        if status >= 9 { hasFinished = true }
        unmet.removeAll { trees.hasMet($0) }
    }
}
