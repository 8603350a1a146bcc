/// The syntax of a feed and where its records stand.
package enum RecordFormat: Sendable, Hashable {
    /// One document; records are the elements of the list (or the single object) at the path, empty for the top level.
    case json(records: [String])
    /// One JSON object a line; blank lines are skipped.
    case ndjson
    case csv(CSVDialect)
    /// Records are the elements at the path, root element first; local names unless `namespaces` binds a prefix.
    case xml(records: [String], namespaces: [String: String])
}

/// How a spreadsheet export is written (RFC 4180 and what people make of it).
package struct CSVDialect: Sendable, Hashable {
    /// `,` or `;` or a tab; nil: whichever splits the header best.
    package var separator: UInt8?
    /// Titles that the header line must hold; lines above the first such line are skipped, at most 50.
    package var headerTitles: [String]
    /// Column that is blank in rows that are no records (totals, signatures); such rows are counted as skipped, nil: none.
    package var skipRowsWithout: String?

    package init(separator: UInt8? = nil, headerTitles: [String], skipRowsWithout: String? = nil) {
        self.separator = separator
        self.headerTitles = headerTitles
        self.skipRowsWithout = skipRowsWithout
    }
}

/// Bounds on what a feed may ask of us; passing one quarantines the record or ends the page, never the program.
package struct FormatLimits: Sendable, Hashable {
    /// Nesting inside one record.
    package var depth = 64
    /// Bytes of one record.
    package var recordBytes = 8 << 20
    /// Bytes of one text.
    package var textBytes = 1 << 20
    /// Members of an object, attributes of an element, columns of a row.
    package var members = 4_096

    package init() {}
}
