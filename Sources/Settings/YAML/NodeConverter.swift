import Dossiers
import Yams

/// Copies the parser's tree into `YAMLNode`s and reports what the plain kind does not allow.
final class NodeConverter {
    let collector = DiagnosticCollector()
    private let source: SourceText
    private var cursor = SourceCursor()

    init(source: SourceText) { self.source = source }

    func node(_ node: Node, depth: Int) -> YAMLNode {
        let mark = place(node)
        refuseMarkers(of: node, at: mark)
        guard depth <= YAMLDocument.maximumDepth else {
            report(at: mark, "nested deeper than \(YAMLDocument.maximumDepth) levels")
            return YAMLNode(.sequence([]), at: mark)
        }
        switch node {
        case .scalar(let scalar):
            return YAMLNode(.scalar(scalar.string, isQuoted: scalar.style != .plain), at: mark)
        case .sequence(let sequence):
            return YAMLNode(.sequence(sequence.map { self.node($0, depth: depth + 1) }), at: mark)
        case .mapping(let mapping):
            return YAMLNode(.mapping(mapping.compactMap { entry($0.key, $0.value, depth: depth) }), at: mark)
        case .alias:
            report(at: mark, "aliases are not supported")
            return YAMLNode(.sequence([]), at: mark)
        }
    }

    private func entry(_ key: Node, _ value: Node, depth: Int) -> YAMLEntry? {
        let mark = place(key)
        refuseMarkers(of: key, at: mark)
        guard case .scalar(let scalar) = key else {
            report(at: mark, "a key must be a plain text")
            return nil
        }
        if scalar.string == "<<" { report(at: mark, "merge keys are not supported", hint: "write the keys out") }
        return YAMLEntry(key: scalar.string, keyMark: mark, value: node(value, depth: depth + 1))
    }

    /// A node with a tag or an anchor begins at it.
    private func refuseMarkers(of node: Node, at mark: YAMLMark) {
        if node.anchor != nil { report(at: mark, "anchors and aliases are not supported") }
        switch cursor.scalar(at: mark, in: source) {
        case "!": report(at: mark, "tags are not supported", hint: "put a text that begins with ! in quotes")
        case "|", ">":
            guard case .scalar(let scalar) = node, [.literal, .folded].contains(scalar.style) else { return }
            report(at: mark, "block texts are not supported", hint: "write the text in quotes")
        default: return
        }
    }

    private func place(_ node: Node) -> YAMLMark {
        YAMLMark(line: max(1, node.mark?.line ?? 1), column: max(1, node.mark?.column ?? 1))
    }

    private func report(at mark: YAMLMark, _ message: Sentence, hint: Sentence? = nil) {
        collector.report(source.diagnostic(at: mark, message, hint: hint))
    }
}

/// Looks up scalars at marks that come in the order of the text, without walking a line anew for each.
private struct SourceCursor {
    private var line = 0
    private var column = 1
    private var index = "".startIndex

    /// The scalar at `mark`; nil at the end of its line.
    mutating func scalar(at mark: YAMLMark, in source: SourceText) -> Unicode.Scalar? {
        guard source.lines.indices.contains(mark.line - 1) else { return nil }
        let scalars = source.lines[mark.line - 1].unicodeScalars
        if line != mark.line || mark.column < column { (line, column, index) = (mark.line, 1, scalars.startIndex) }
        index = scalars.index(index, offsetBy: mark.column - column, limitedBy: scalars.endIndex) ?? scalars.endIndex
        column = mark.column
        return index < scalars.endIndex ? scalars[index] : nil
    }
}
