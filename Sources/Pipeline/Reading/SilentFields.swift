import Dossiers
import Formats
import Mapping

/// The compared fields that a mapping names and a feed never shows: a column or key that was renamed, or taken away.
struct SilentFields: Sendable {
    /// Slots that no record of any page filled, in CSV those that some page lacks; nil while there was no record.
    private var slots: Set<Int>?
    private var hasFinished = false

    init() {}

    /// Takes what one page came to.
    mutating func add(_ page: SilentPages.Reading, of program: MappingProgram) {
        guard let unmet = page.unmet else { return }
        hasFinished = hasFinished || page.hasFinished
        guard let known = slots else { return slots = unmet }
        slots = program.isTable ? known.union(unmet) : known.intersection(unmet)
    }

    /// The fields none of whose paths was ever met, with these paths.
    ///
    /// Systems that leave blank values out show no end of processing before the first dossier has ended.
    func fields(of program: MappingProgram) -> [(field: ComparedField, paths: [String])] {
        guard let slots else { return [] }
        return program.comparedSlots.compactMap { wanted in
            guard slots.isSuperset(of: wanted.slots) else { return nil }
            let isYetToCome = SilentFields.last.contains(wanted.field) && !hasFinished && !program.isTable
            return isYetToCome ? nil : (wanted.field, wanted.slots.map(program.path))
        }
    }

    /// Fields that only a dossier has whose processing has ended.
    private static let last: Set<ComparedField> = [.finishedAt, .returnedAt, .resultLink]
}

extension MappingProgram {
    /// Whether pages name their columns once, so that one which is not there is surely lost.
    var isTable: Bool {
        guard case .csv = format else { return false }
        return true
    }
}
