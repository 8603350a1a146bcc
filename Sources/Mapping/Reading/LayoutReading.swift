import Dossiers
import Formats
import Settings

/// How the pages of a source are laid out.
struct Layout {
    var format: RecordFormat
    var unwrap: [UnwrapStep]
    /// Paths from a record.
    var paths: PathReading
    /// Paths from the root of a page.
    var envelope: PathReading
}

/// Reads `format`, `records`, `csv`, `xml` and `unwrap`.
enum LayoutReading {
    /// The syntaxes that a page can have.
    enum Syntax: String, CaseIterable {
        case json
        case ndjson
        case csv
        case xml
    }

    /// The layout that `keys` describe; where they do not, something to go on reading with.
    static func layout(_ keys: YAMLKeys) -> Layout {
        let written = keys.required("format")?.choice(Syntax.self)
        if let written { refuseForeignBlocks(keys, written) } else { _ = keys.present(among: ["csv", "xml"]) }
        let syntax = written ?? .json
        let namespaces = syntax == .xml ? keys.optional("xml").flatMap(self.namespaces) ?? [:] : [:]
        let paths = PathReading(syntax: syntax, namespaces: namespaces)
        let unwrap = keys.optional("unwrap").flatMap { $0.list { step($0, paths: paths) } } ?? []
        let inner =
            unwrap.last.map { PathReading(syntax: $0.inner == .json ? .json : .xml, namespaces: namespaces) } ?? paths
        let format = format(keys, syntax, inner: inner, namespaces: namespaces)
        return Layout(format: format, unwrap: unwrap, paths: inner, envelope: paths)
    }

    private static func refuseForeignBlocks(_ keys: YAMLKeys, _ syntax: Syntax) {
        if syntax != .csv { keys.refuse("csv", "a `csv` block belongs to `format: csv` only") }
        if syntax != .xml { keys.refuse("xml", "an `xml` block belongs to `format: xml` only") }
        guard syntax == .csv || syntax == .ndjson else { return }
        keys.refuse("records", "`records` has no place in \(syntax.rawValue): every line is a record")
        keys.refuse("unwrap", "`unwrap` has no place in \(syntax.rawValue)")
    }

    private static func format(
        _ keys: YAMLKeys,
        _ syntax: Syntax,
        inner: PathReading,
        namespaces: [String: String]
    ) -> RecordFormat {
        switch syntax {
        case .ndjson: return .ndjson
        case .csv: return .csv(keys.required("csv").flatMap(dialect) ?? CSVDialect(headerTitles: []))
        case .json: return .json(records: keys.optional("records").flatMap(inner.names) ?? [])
        case .xml:
            let value = inner.syntax == .xml ? keys.required("records") : keys.optional("records")
            return .xml(records: value.flatMap(inner.names) ?? [], namespaces: namespaces)
        }
    }

    private static func dialect(_ value: YAMLValue) -> CSVDialect? {
        value.mapping { keys in
            let separators: [(name: String, value: UInt8)] = [(",", 0x2C), (";", 0x3B), ("tab", 0x09), ("\t", 0x09)]
            let separator = keys.optional("separator")?.choice(among: separators)
            let titles = keys.required("header")?.oneOrMore { $0.text() } ?? []
            let skip = keys.optional("skip_rows_without")
            let column = skip?.text()
            if let skip, let column, !titles.isEmpty, !titles.contains(column) {
                skip.report(
                    "`\(column)` is not among the titles of `header`",
                    hint: NearestName.hint(for: column, among: titles)
                )
            }
            return CSVDialect(separator: separator, headerTitles: titles, skipRowsWithout: column)
        }
    }

    private static func namespaces(_ value: YAMLValue) -> [String: String]? {
        value.mapping { keys in
            let pairs = keys.required("namespaces")?.entries() ?? []
            return Dictionary(
                pairs.compactMap { key, value in value.text().map { (key.text() ?? "", $0) } },
                uniquingKeysWith: { first, _ in first }
            )
        }
    }

    private static func step(_ value: YAMLValue, paths: PathReading) -> UnwrapStep? {
        value.mapping { keys in
            let path = keys.required("path").flatMap(paths.path)
            let decode = keys.optional("decode")?.oneOrMore { $0.choice(TextDecoding.self) } ?? []
            let inner = keys.required("as")?.choice(UnwrapStep.Inner.self)
            guard let path, let inner else { return nil }
            return UnwrapStep(path: path, decode: decode, inner: inner)
        }
    }
}
