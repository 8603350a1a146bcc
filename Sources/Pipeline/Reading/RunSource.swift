import Dossiers
import Mapping

/// One source of a run: what the configuration says of it, its compiled mapping, and how reading it went so far.
struct RunSource: Sendable {
    let id: String
    let side: Side
    /// Place in the configuration.
    let order: Int
    let program: MappingProgram
    /// Canonical agency codes whose dossiers it holds; nil: the configuration does not say.
    let units: Set<String>?
    /// Why it is not complete, free of personal data; empty while nothing is wrong.
    var problems: [Sentence] = []
    /// The instant that the feed speaks for; nil while nothing tells.
    var asOf: Instant?
    var reading = Bookkeeping.Reading()
    /// Canonical agencies that the codes of its records begin with; empty when they name none.
    var agenciesSeen: Set<String> = []
    /// Rows that the mapping or the dialect says are no records.
    var skipped = 0

    init(id: String, side: Side, order: Int, program: MappingProgram, units: Set<String>?) {
        self.id = id
        self.side = side
        self.order = order
        self.program = program
        self.units = units
    }

    /// The units that it was seen to hold; nil when its codes name none, so that it may hold any.
    var seenUnits: Set<String>? { agenciesSeen.isEmpty ? nil : agenciesSeen }

    /// Whether it gave everything that it has.
    var isComplete: Bool { problems.isEmpty }
}
