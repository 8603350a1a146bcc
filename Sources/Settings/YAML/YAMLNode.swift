/// A value of a YAML file with the place where it begins.
package struct YAMLNode: Sendable, Hashable {
    /// What stands there.
    package indirect enum Content: Sendable, Hashable {
        /// `isQuoted` tells `"12"` from `12`.
        case scalar(String, isQuoted: Bool)
        case sequence([YAMLNode])
        /// In the order of the file; keys are scalars and differ.
        case mapping([YAMLEntry])
    }

    /// What stands there.
    package let content: Content
    /// Where it begins.
    package let mark: YAMLMark

    package init(_ content: Content, at mark: YAMLMark) {
        self.content = content
        self.mark = mark
    }

    /// Whether this is a plain `null`, `~` or nothing at all.
    package var isNull: Bool {
        guard case .scalar(let text, isQuoted: false) = content else { return false }
        return ["", "~", "null", "Null", "NULL"].contains(text)
    }
}

/// A key with its value.
package struct YAMLEntry: Sendable, Hashable {
    /// The key as a text, quotes undone.
    package let key: String
    /// Where the key begins.
    package let keyMark: YAMLMark
    /// What stands behind the key.
    package let value: YAMLNode

    package init(key: String, keyMark: YAMLMark, value: YAMLNode) {
        self.key = key
        self.keyMark = keyMark
        self.value = value
    }
}

/// A place in a file, both counts from 1; columns count Unicode scalars.
package struct YAMLMark: Sendable, Hashable {
    /// From 1.
    package let line: Int
    /// From 1, in Unicode scalars.
    package let column: Int

    package init(line: Int, column: Int) {
        self.line = line
        self.column = column
    }
}
