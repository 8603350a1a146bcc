package import Dossiers
import Settings

/// The codes that stand in no table, each with what a person needs to mend the table.
package struct UnmappedReport: Sendable {
    /// One value that a table lacks.
    package struct Entry: Sendable, Hashable {
        /// The table; nil where the mapping names none (a national number, a boolean, `values`).
        package let table: String?
        /// Path of the table file; nil without a table.
        package let file: String?
        /// The canonical field that could not be filled; nil outside the fields.
        package let field: Field?
        /// The text of the source, the parts of a compound key with `CompoundKey.separator` between them; of a decision table
        /// the tests that it would meet.
        package let value: String
        /// Records that are held for it.
        package let count: Int
        /// Earliest day of those records; nil when none names a day.
        package let firstSeen: Instant?
        /// Latest day of those records; nil when none names a day.
        package let lastSeen: Instant?
        /// Canonical code of the first record; nil when none could be read.
        package let sample: String?
        /// At most three known keys or names that look alike, the nearest first.
        package let nearest: [String]
        /// A line for the table file, its value left open; without a table where in the mapping the value is missing, and how
        /// it is written there; nil outside the fields.
        package let line: String?
    }

    private struct Place: Hashable {
        var table: String?
        var field: Field?
        var value: String
    }

    private struct Tally {
        var count = 0
        var firstSeen: Instant?
        var lastSeen: Instant?
        var sample: String?
    }

    private let definition: MappingDefinition
    private var tallies: [Place: Tally] = [:]

    /// An empty report on the tables of a mapping.
    package init(_ definition: MappingDefinition) { self.definition = definition }

    /// Counts a problem, if it is an unmapped code that may be shown.
    ///
    /// - Parameters:
    ///   - code: Code of the record; nil when it could not be read.
    ///   - day: Day of the record; nil: the day that its code names.
    package mutating func add(_ problem: RecordProblem, code: DossierCode?, day: Instant? = nil) {
        guard problem.reason == .unmappedCode, let value = problem.value else { return }
        let day = day ?? code?.datePart
        let place = place(of: problem, value)
        var tally = tallies[place] ?? Tally()
        tally.count += 1
        tally.firstSeen = [tally.firstSeen, day].compactMap(\.self).min()
        tally.lastSeen = [tally.lastSeen, day].compactMap(\.self).max()
        tally.sample = [tally.sample, code?.canonical].compactMap(\.self).min()
        tallies[place] = tally
    }

    /// The values, those that hold most records first, then by table and value.
    package var entries: [Entry] {
        tallies.map { entry($0, $1) }.sorted { left, right in
            if left.count != right.count { return left.count > right.count }
            return (left.table ?? "", left.value, left.field?.rawValue ?? "")
                < (right.table ?? "", right.value, right.field?.rawValue ?? "")
        }
    }

    /// Records that the same row would mend come together.
    private func place(of problem: RecordProblem, _ value: String) -> Place {
        guard let name = problem.table, let table = definition.tables[name] else {
            return Place(table: nil, field: problem.field, value: value)
        }
        let isDecision = definition.fields.contains { $0.value.source == .decide(table: name) }
        let key = isDecision ? table.tests(for: value).joined(separator: CompoundKey.separator) : value
        return Place(table: name, field: problem.field, value: key)
    }

    /// Where the mapping takes the field, for a value that is missing there.
    private func hint(for place: Place) -> String? {
        guard let rule = definition.fields.first(where: { $0.field == place.field }) else { return nil }
        return "\(definition.name)/mapping.yaml:\(rule.value.line): values: { \(TableSource.scalar(place.value)): … }"
    }

    private func entry(_ place: Place, _ tally: Tally) -> Entry {
        let table = place.table.flatMap { definition.tables[$0] }
        return Entry(
            table: place.table,
            file: table?.file,
            field: place.field,
            value: place.value,
            count: tally.count,
            firstSeen: tally.firstSeen,
            lastSeen: tally.lastSeen,
            sample: tally.sample,
            nearest: table.map { nearest(to: place.value, in: $0) } ?? [],
            line: table.map { $0.line(for: place.value) } ?? hint(for: place)
        )
    }

    private func nearest(to value: String, in table: TableSource) -> [String] {
        var known = Set(table.knownNames).sorted()
        var found: [String] = []
        while found.count < 3, let name = NearestName.of(value, among: known) {
            found.append(name)
            known.removeAll { $0 == name }
        }
        return found
    }
}

extension TableSource {
    var keyColumns: Int { columns.firstIndex(of: "value") ?? max(columns.count - 1, 0) }

    /// The keys as problems show them, and the names beside them.
    fileprivate var knownNames: [String] {
        let names = columns.firstIndex(of: "name")
        return rows.flatMap { row in
            [row.cells.prefix(keyColumns).joined(separator: CompoundKey.separator)]
                + [names.flatMap { $0 < row.cells.count ? row.cells[$0] : nil }].compactMap(\.self)
        }
    }

    /// The row that maps `value`, to be completed by hand: the checker refuses a blank value.
    fileprivate func line(for value: String) -> String {
        let parts = keyColumns > 1 ? TableSource.parts(of: value) : [value]
        let keys = (0..<keyColumns).map { $0 < parts.count ? parts[$0] : "" }
        let rest = Array(repeating: "", count: max(columns.count - keyColumns, 1))
        return (keys + rest).map(TableSource.quoted).joined(separator: ",")
    }

    static func parts(of value: String) -> [String] {
        var parts: [String] = []
        var rest = value[...]
        while let separator = rest.firstRange(of: CompoundKey.separator) {
            parts.append(String(rest[..<separator.lowerBound]))
            rest = rest[separator.upperBound...]
        }
        return parts + [String(rest)]
    }

    private static func quoted(_ cell: String) -> String {
        guard cell.contains(where: { $0 == "," || $0 == ";" || $0 == "\"" || $0.isNewline }) else { return cell }
        return "\"" + cell.split(separator: "\"", omittingEmptySubsequences: false).joined(separator: "\"\"") + "\""
    }
}
