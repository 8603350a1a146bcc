import Dossiers

/// Reads one YAML file into values and gathers everything that is wrong with it on the way.
///
/// ```swift
/// let unit = try YAMLReader.read(document) { root, _ in
///     root.mapping { keys in
///         Unit(code: keys.required("code").text() ?? "", name: keys.optional("name")?.text())
///     }
/// }
/// ```
/// A caller asks each mapping for the keys that it knows; a key that nobody asked for is reported as unknown.
package enum YAMLReader {
    /// What `read` makes of the root of `document`; throws every finding when there is one.
    package static func read<Value>(
        _ document: YAMLDocument,
        _ read: (YAMLValue, DiagnosticCollector) -> Value?
    ) throws(Diagnostics) -> Value {
        let collector = DiagnosticCollector()
        let context = YAMLContext(source: document.source, collector: collector)
        let value = read(YAMLValue(node: document.root, name: "the file", context: context), collector)
        try collector.check()
        guard let value else {
            throw Diagnostics([Diagnostic(file: document.source.file, message: "nothing could be read")])
        }
        return value
    }

    /// The same for the file at `path`.
    package static func read<Value>(
        path: String,
        _ read: (YAMLValue, DiagnosticCollector) -> Value?
    ) throws(Diagnostics) -> Value {
        try self.read(YAMLDocument(reading: path), read)
    }
}

/// The file that is being read and where its findings go.
package struct YAMLContext {
    /// The text that is read.
    package let source: SourceText
    /// Takes what is wrong.
    package let collector: DiagnosticCollector

    package init(source: SourceText, collector: DiagnosticCollector) {
        self.source = source
        self.collector = collector
    }
}
