package import Dossiers
package import Formats

/// A mapping as its author wrote it, checked whole; `MappingProgram` is made of it.
package struct MappingDefinition: Sendable {
    /// The name of its folder.
    package var name: String
    package var format: RecordFormat
    /// Steps from the page to the document that holds the records; empty when the page is that document.
    package var unwrap: [UnwrapStep] = []
    /// Seconds east of UTC of times that name no zone.
    package var zone: Int = 7 * 3_600
    /// Whether a trailing `Z` is decoration and the time local (protocol 4.4).
    package var literalZIsLocal = false
    package var asOf: AsOfRule = .newestLastChange
    /// What a page says of itself.
    package var envelope = EnvelopeRules()
    /// One rule per filled field, in the order of `Field.allCases`.
    package var fields: [FieldRule] = []
    /// The rule of `steps`; nil when the source has none.
    package var steps: ListRule?
    package var notExpectedWhen: Condition?
    package var skipWhen: Condition?
    /// What payloads need beyond the canonical fields, by national name, in the order of the file.
    package var carry: [CarryRule] = []
    /// Every table that a rule names, by the name that the rule uses.
    package var tables: [String: TableSource] = [:]
    /// Path of the file as the user gave it, for provenance.
    package var file: String

    package init(name: String, format: RecordFormat, file: String) {
        self.name = name
        self.format = format
        self.file = file
    }
}

/// One step from a page to the document inside it.
package struct UnwrapStep: Sendable, Hashable {
    /// What the taken text is read as.
    package enum Inner: String, Sendable, Hashable, CaseIterable {
        case json
        case xml
    }

    package var path: SlotPath
    package var decode: [TextDecoding]
    package var inner: Inner

    package init(path: SlotPath, decode: [TextDecoding], inner: Inner) {
        self.path = path
        self.decode = decode
        self.inner = inner
    }
}

/// How a text was packed by its sender.
package enum TextDecoding: String, Sendable, Hashable, CaseIterable {
    case base64
    /// HTML and XML character references, `&amp;quot;` and the like.
    case html
    /// Percent encoding.
    case uri
}

/// Where the as-of instant of a feed comes from.
package enum AsOfRule: Sendable, Hashable {
    /// The newest `lastChange` of its records.
    case newestLastChange
    /// The newest value of the path over the records; its dates are read as the rule says.
    case newest(ValueRule)
    /// An instant in the envelope of the page.
    case declared(ValueRule)
}

/// How one canonical field is filled.
package struct FieldRule: Sendable, Hashable {
    package var field: Field
    package var value: ValueRule

    package init(field: Field, value: ValueRule) {
        self.field = field
        self.value = value
    }
}

/// From the record to one value: where it stands, how it is unpacked, what it means.
package struct ValueRule: Sendable, Hashable {
    package var source: ValueSource
    package var decode: [TextDecoding] = []
    package var split: SplitRule?
    package var stripPrefix: String?
    package var stripSuffix: String?
    package var addPrefix: String?
    package var addSuffix: String?
    /// Texts that mean blank, beside the empty one.
    package var absent: [String] = []
    package var meaning: ValueMeaning = .text
    /// 1-based line of the rule in the mapping file.
    package var line: Int

    package init(source: ValueSource, line: Int) {
        self.source = source
        self.line = line
    }
}

/// Where a value stands.
package enum ValueSource: Sendable, Hashable {
    case path(SlotPath)
    /// Several values together: the key of a table of as many columns.
    case compound([SlotPath])
    /// The first path whose value is present and not blank.
    case first([SlotPath])
    /// The present values, joined.
    case join([SlotPath], with: String)
    case constant(String)
    /// The decision table of that name.
    case decide(table: String)
}

/// Which piece of a joined text is meant.
package struct SplitRule: Sendable, Hashable {
    /// A piece by its place.
    package enum Piece: Sendable, Hashable {
        case first
        case last
        /// 1-based.
        case at(Int)
    }

    package var separator: String
    package var take: Piece

    package init(separator: String, take: Piece) {
        self.separator = separator
        self.take = take
    }
}

/// What a text means once it is unpacked.
package enum ValueMeaning: Sendable, Hashable {
    case text
    case dossierCode
    case procedureCode
    case personName
    case identity
    case boolean
    /// True when the value is not blank.
    case present
    /// The national number itself.
    case status
    /// Formats in the order they are tried; `zone` in seconds east of UTC.
    case date([DateFormat], zone: Int, literalZIsLocal: Bool)
    /// A small table in place: from, to; first match.
    case values([ValuePair])
    /// A code table; `byName` compares keys as folded names.
    case table(String, byName: Bool)
}

/// One row of a table written in place.
package struct ValuePair: Sendable, Hashable {
    package let from: String
    package let to: String

    package init(from: String, to: String) {
        self.from = from
        self.to = to
    }
}

/// A test on one record.
package struct Condition: Sendable, Hashable {
    /// What the value must be.
    package enum Test: Sendable, Hashable {
        case present
        case blank
        /// Equal to one of them, after trimming.
        case isOneOf([String])
    }

    package var path: SlotPath
    package var test: Test
    package var line: Int

    package init(path: SlotPath, test: Test, line: Int) {
        self.path = path
        self.test = test
        self.line = line
    }
}

/// A list whose elements are filled by rules; the names are those of `Step` in snake case.
package struct ListRule: Sendable, Hashable {
    package var list: SlotPath
    package var of: [MemberRule]
    /// Lists inside each element, their paths seen from it.
    package var lists: [NestedListRule] = []
    package var line: Int

    package init(list: SlotPath, of: [MemberRule], line: Int) {
        self.list = list
        self.of = of
        self.line = line
    }
}

/// A list inside the elements of another one, under its national name.
package struct NestedListRule: Sendable, Hashable {
    package var name: String
    package var list: ListRule

    package init(name: String, list: ListRule) {
        self.name = name
        self.list = list
    }
}

/// A named value of a list element.
package struct MemberRule: Sendable, Hashable {
    package var name: String
    package var value: ValueRule

    package init(name: String, value: ValueRule) {
        self.name = name
        self.value = value
    }
}

/// A national field of a payload: a single value or a list of records.
package enum CarryRule: Sendable, Hashable {
    case value(name: String, ValueRule)
    case list(name: String, ListRule)
}

/// A table file, read but not yet compiled; cells trimmed.
package struct TableSource: Sendable, Hashable {
    package var name: String
    /// Path as the user gave it.
    package var file: String
    package var columns: [String]
    package var rows: [TableRow]

    package init(name: String, file: String, columns: [String], rows: [TableRow]) {
        self.name = name
        self.file = file
        self.columns = columns
        self.rows = rows
    }
}

/// One row of a table with the line that it begins on.
package struct TableRow: Sendable, Hashable {
    package var cells: [String]
    package var line: Int

    package init(cells: [String], line: Int) {
        self.cells = cells
        self.line = line
    }
}
