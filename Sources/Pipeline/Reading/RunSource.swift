import Dossiers
import Mapping
import Reconciliation

/// One source of a run: what the configuration says of it, its compiled mapping, and how reading it went so far.
struct RunSource: Sendable {
    let id: String
    let side: Side
    /// Place in the configuration.
    let order: Int
    var program: MappingProgram
    /// Canonical agency codes whose dossiers it holds; nil: the configuration does not say.
    let units: Set<String>?
    /// What it is asked for.
    var asked = AskedScope.everything
    /// Why it is not complete, free of personal data; empty while nothing is wrong.
    var problems: [Sentence] = []
    /// The instant that the feed speaks for; nil while nothing tells.
    var asOf: Instant?
    /// The newest event that lies after the time of the run; it counts only where the feed names no other.
    var futureEvent: Instant?
    var reading = Bookkeeping.Reading()
    /// Canonical agencies that the codes of its records begin with; empty when they name none.
    var agenciesSeen: Set<String> = []
    /// Compared fields that its mapping names and no record of it shows.
    var silent: ComparedFields = []
    /// Rows that the mapping or the dialect says are no records.
    var skipped = 0

    init(id: String, side: Side, order: Int, program: MappingProgram, units: Set<String>?) {
        self.id = id
        self.side = side
        self.order = order
        self.program = program
        self.units = units
    }

    /// The units whose dossiers it can be thought to hold; nil when it may hold any.
    ///
    /// What was seen tells nothing of a source that is not complete: what it failed to give may be of any unit.
    var knownUnits: Set<String>? { units ?? (isComplete && !agenciesSeen.isEmpty ? agenciesSeen : nil) }

    /// What it can be compared on: what its mapping names and its records show.
    var carried: CarriedFields {
        var carried = program.carried
        carried.fields.subtract(silent)
        return carried
    }

    /// Whether it gave everything that it has.
    var isComplete: Bool { problems.isEmpty }

    /// Takes the fields that its records never show; of a table a column is missing, so that it is not complete.
    mutating func take(_ silentFields: [(field: ComparedField, paths: [String])]) {
        for (field, paths) in silentFields {
            silent.insert(ComparedFields(field))
            guard program.isTable else { continue }
            problems.append("no column \(paths.joined(separator: ", ")) for \(field.field.rawValue)")
        }
    }
}

extension RunSource {
    /// That an event lies after the time of the run, for the warnings of the run; nil when none does.
    var futureText: Sentence? {
        futureEvent.map {
            "source \(id): an event of \($0.text) lies after the time of this run; the as-of leaves it out"
        }
    }
}
