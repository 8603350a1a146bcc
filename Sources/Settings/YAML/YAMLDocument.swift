import Yams

/// A YAML file of the plain kind: one document, no anchors, aliases, merge keys, tags or block texts.
package struct YAMLDocument: Sendable {
    /// The text that was read.
    package let source: SourceText
    /// The top; an empty mapping for an empty file.
    package let root: YAMLNode

    /// Deepest nesting of lists and mappings.
    package static let maximumDepth = 32

    /// Reads the file at `path`; throws every located reason why it is not such a file.
    package init(reading path: String) throws(Diagnostics) {
        try self.init(SourceText(reading: path))
    }

    /// Reads `source`; an empty one is an empty mapping.
    package init(_ source: SourceText) throws(Diagnostics) {
        self.source = source
        if let anchor = AnchorScan.firstAnchor(in: source) { throw Diagnostics([anchor]) }
        let empty = YAMLNode(.mapping([]), at: YAMLMark(line: 1, column: 1))
        guard let tree = try YAMLDocument.compose(source) else {
            root = empty
            return
        }
        let converter = NodeConverter(source: source)
        let node = converter.node(tree, depth: 1)
        try converter.collector.check()
        root = node.isNull ? empty : node
    }

    private static func compose(_ source: SourceText) throws(Diagnostics) -> Node? {
        do {
            return try Parser(yaml: source.text, resolver: .basic, encoding: .utf8).singleRoot()
        } catch {
            throw Diagnostics([SyntaxProblem.diagnostic(of: error, in: source)])
        }
    }
}
