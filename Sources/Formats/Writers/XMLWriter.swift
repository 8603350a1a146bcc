/// Writes an XML 1.0 document in UTF-8, element after element.
///
/// What XML cannot say is refused, never dropped: a forbidden character or a name that is none throws, and the writer must be
/// thrown away then. The caller balances `open` and `close`.
package struct XMLWriter: Sendable {
    /// How the document is laid out.
    package enum Layout: Sendable, Hashable {
        /// No blank that was not asked for.
        case compact
        /// Elements that hold elements are broken into lines, two blanks a level; texts stay as they are.
        case pretty
    }

    /// Something that XML 1.0 cannot say.
    package enum Problem: Error, Sendable, Hashable {
        /// A character outside the production `Char`, such as U+0000 or U+FFFE.
        case forbiddenCharacter(UInt32)
        /// Not the name of an element or attribute.
        case malformedName(String)
    }

    /// What was written so far.
    package private(set) var bytes: [UInt8] = []
    private let layout: Layout
    private var openNames: [String] = []
    /// Whether the innermost element holds only a start tag so far, holds elements, or a text.
    private var content = Content.nothing

    private enum Content {
        case nothing, elements, text
    }

    /// A writer with the XML declaration in it, unless it is not wanted.
    package init(layout: Layout = .compact, declaration: Bool = true) {
        self.layout = layout
        guard declaration else { return }
        bytes.append(contentsOf: #"<?xml version="1.0" encoding="UTF-8"?>"#.utf8)
        if layout == .compact { bytes.append(UInt8(ascii: "\n")) }
    }

    /// Opens an element; attributes keep their order.
    package mutating func open(
        _ name: String,
        attributes: [(name: String, value: String)] = []
    ) throws(Problem) {
        breakLine()
        bytes.append(UInt8(ascii: "<"))
        try append(name: name)
        for (attribute, value) in attributes {
            bytes.append(UInt8(ascii: " "))
            try append(name: attribute)
            bytes.append(contentsOf: "=\"".utf8)
            try append(value, inAttribute: true)
            bytes.append(UInt8(ascii: "\""))
        }
        bytes.append(UInt8(ascii: ">"))
        openNames.append(name)
        content = .nothing
    }

    /// Closes the innermost element; without an open one nothing happens.
    package mutating func close() {
        guard let name = openNames.popLast() else { return }
        if content == .elements { breakLine() }
        bytes.append(contentsOf: "</".utf8)
        bytes.append(contentsOf: name.utf8)
        bytes.append(UInt8(ascii: ">"))
        content = .elements
    }

    /// Text inside the innermost element.
    package mutating func text(_ text: String) throws(Problem) {
        try append(text, inAttribute: false)
        content = .text
    }

    /// Text inside the innermost element as a CDATA section, for readers that do not undo references.
    package mutating func cdata(_ text: String) throws(Problem) {
        bytes.append(contentsOf: "<![CDATA[".utf8)
        var tail = ""
        for scalar in text.unicodeScalars {
            guard XMLCharacter.isAllowed(scalar.value) else { throw .forbiddenCharacter(scalar.value) }
            // The end of a section cannot stand in it: it is cut between its brackets and its sign.
            if scalar == ">", tail == "]]" { bytes.append(contentsOf: "]]><![CDATA[".utf8) }
            bytes.append(contentsOf: UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter)
            tail = scalar == "]" ? String((tail + "]").suffix(2)) : ""
        }
        bytes.append(contentsOf: "]]>".utf8)
        content = .text
    }

    /// An element that holds a text alone.
    package mutating func element(
        _ name: String,
        _ text: String,
        attributes: [(name: String, value: String)] = []
    ) throws(Problem) {
        try open(name, attributes: attributes)
        try self.text(text)
        close()
    }

    /// Closes what is open, ends the last line and hands the document out.
    package consuming func finished() -> [UInt8] {
        while !openNames.isEmpty { close() }
        bytes.append(UInt8(ascii: "\n"))
        return bytes
    }

    private mutating func breakLine() {
        guard layout == .pretty, content != .text, !bytes.isEmpty else { return }
        bytes.append(UInt8(ascii: "\n"))
        bytes.append(contentsOf: repeatElement(UInt8(ascii: " "), count: 2 * openNames.count))
    }

    private mutating func append(name: String) throws(Problem) {
        guard XMLCharacter.isName(name) else { throw .malformedName(name) }
        bytes.append(contentsOf: name.utf8)
    }

    private mutating func append(_ text: String, inAttribute: Bool) throws(Problem) {
        for scalar in text.unicodeScalars {
            guard XMLCharacter.isAllowed(scalar.value) else { throw .forbiddenCharacter(scalar.value) }
            if let escape = Self.escape(of: scalar, inAttribute: inAttribute) {
                bytes.append(contentsOf: escape.utf8)
            } else {
                bytes.append(contentsOf: UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter)
            }
        }
    }

    /// The reference that must stand for a character; nil when it may stand as it is.
    private static func escape(of scalar: Unicode.Scalar, inAttribute: Bool) -> String? {
        switch scalar {
        case "&": "&amp;"
        case "<": "&lt;"
        case ">": "&gt;"
        case "\r": "&#13;"
        case "\"": inAttribute ? "&quot;" : nil
        case "\t": inAttribute ? "&#9;" : nil
        case "\n": inAttribute ? "&#10;" : nil
        default: nil
        }
    }
}
