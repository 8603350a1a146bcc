package import Dossiers
import Formats

/// How much of a mapping a feed makes use of: fields that stay blank, rows and paths that never occur.
package struct CoverageReport: Sendable {
    /// One field that the mapping fills.
    package struct FieldCoverage: Sendable, Hashable {
        /// The canonical field.
        package let field: Field
        /// Records in which it has a value.
        package var filled = 0
        /// Records in which it is blank.
        package var blank = 0
        /// Records in which it could not be read.
        package var faulty = 0
    }

    /// The fields that the mapping fills, in the order of `Field.allCases`.
    package private(set) var fields: [FieldCoverage]
    /// Records that were looked at.
    package private(set) var records = 0
    private let definition: MappingDefinition
    private let paths: [String]
    private var seenPaths: Set<String> = []
    private var usedRows: Set<TableReference> = []

    /// An empty report on a mapping.
    package init(_ program: MappingProgram) {
        definition = program.definition
        fields = Field.allCases.filter { program.lines[$0] != nil }.map { FieldCoverage(field: $0) }
        var paths: [String] = []
        for rule in program.book.rules {
            for slot in program.book.slots(of: rule) { paths.append(program.book.paths[slot].text) }
        }
        self.paths = paths
    }

    /// Counts one record by its trace.
    package mutating func add(_ traces: [FieldTrace]) {
        records += 1
        for trace in traces {
            count(trace)
            if let row = trace.row { usedRows.insert(row) }
            for origin in trace.origins where origin.text != nil { seenPaths.insert(origin.path) }
        }
    }

    /// Paths of the mapping at which no record holds anything, each once, in the order of evaluation.
    package var silentPaths: [String] {
        var told: Set<String> = []
        return paths.filter { !seenPaths.contains($0) && told.insert($0).inserted }
    }

    /// Rows of the tables of the mapping that gave no value, by table and line.
    package var unusedRows: [TableReference] {
        let tables = definition.tables.sorted { $0.key < $1.key }.map(\.value)
        let rows = tables.flatMap { table in
            table.rows.map { TableReference(table: table.name, file: table.file, line: $0.line) }
        }
        return rows.filter { !usedRows.contains($0) }
    }

    private mutating func count(_ trace: FieldTrace) {
        guard let index = fields.firstIndex(where: { $0.field == trace.field }) else { return }
        if trace.problem != nil {
            fields[index].faulty += 1
        } else if trace.text == nil {
            fields[index].blank += 1
        } else {
            fields[index].filled += 1
        }
    }
}
