/// What one case of a mapping came to.
package struct CaseOutcome: Sendable, Hashable {
    package var mapping: String
    /// Name of the case folder.
    package var name: String
    /// Lines that differ.
    package var mismatches: [Mismatch]
    /// Why the case could not be run, or what is wrong beside its lines; nil when nothing is.
    package var fault: String?

    /// Whether the mapping does what the case says.
    package var hasPassed: Bool { mismatches.isEmpty && fault == nil }

    /// One line that is not as expected.
    package struct Mismatch: Sendable, Hashable {
        /// Line of `expected.ndjson`, from 1.
        package var line: Int
        /// Nil when the mapping gave a record more.
        package var expected: String?
        /// Nil when the mapping gave a record less.
        package var actual: String?

        package init(line: Int, expected: String?, actual: String?) {
            self.line = line
            self.expected = expected
            self.actual = actual
        }
    }

    package init(mapping: String, name: String, mismatches: [Mismatch] = [], fault: String? = nil) {
        self.mapping = mapping
        self.name = name
        self.mismatches = mismatches
        self.fault = fault
    }
}

/// A code of a feed that stands in no table.
package struct UnmappedCode: Sendable, Hashable {
    package var mapping: String
    package var table: String
    package var value: String
    package var count: Int
    /// Days (`yyyy-MM-dd`) of the first and last record with it; nil when the records name none.
    package var firstSeen: String?
    package var lastSeen: String?
    /// Code of a dossier with it; nil when none could be read.
    package var sample: String?
    /// Known names that look alike, the nearest first.
    package var nearest: [String]
    /// A CSV row for the table, the meaning left blank.
    package var row: String

    package init(mapping: String, table: String, value: String, count: Int, nearest: [String], row: String) {
        self.mapping = mapping
        self.table = table
        self.value = value
        self.count = count
        self.nearest = nearest
        self.row = row
    }
}

/// How often one field of a mapping was filled.
package struct FieldCoverage: Sendable, Hashable {
    package var mapping: String
    /// Canonical name; `*` for the mapping as a whole.
    package var field: String
    package var filled: Int
    package var blank: Int
    /// Records in which it could not be read.
    package var faulty: Int
    /// Rows of its tables that no record used, `file:line`.
    package var unusedRows: [String]
    /// Its paths that never occurred.
    package var absentPaths: [String]

    package init(
        mapping: String,
        field: String,
        filled: Int,
        blank: Int,
        faulty: Int,
        unusedRows: [String] = [],
        absentPaths: [String] = []
    ) {
        self.mapping = mapping
        self.field = field
        self.filled = filled
        self.blank = blank
        self.faulty = faulty
        self.unusedRows = unusedRows
        self.absentPaths = absentPaths
    }
}

/// One setting as it counts, and where it came from.
package struct EffectiveSetting: Sendable, Hashable {
    /// Dotted path in the configuration.
    package var name: String
    /// Its value; for a secret, where it is taken from.
    package var value: String
    /// `file:line`, `default`, a variable or an option.
    package var origin: String

    package init(name: String, value: String, origin: String) {
        self.name = name
        self.value = value
        self.origin = origin
    }
}
