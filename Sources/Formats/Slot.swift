/// Where in a record one wanted value stands; offsets are into the bytes that come with it.
public struct Slot: Sendable, Hashable {
    /// What stands there.
    public enum Kind: UInt8, Sendable, Hashable {
        /// The record has no such path.
        case absent
        case null
        /// Text that can be taken as it is.
        case text
        /// Text that must be decoded first (`SlotText`): JSON escapes, doubled CSV quotes, XML entities.
        case escaped
        case number
        case bool
        /// A list or an object, brackets included.
        case container
    }

    /// First byte of the value in the bytes of its record.
    public var start: UInt32 = 0
    /// Bytes of the value.
    public var count: UInt32 = 0
    /// What stands there.
    public var kind: Kind = .absent

    /// A slot of a path that the record does not have.
    public init() {}

    /// A slot of `count` bytes from `start` on.
    public init(_ kind: Kind, start: Int, count: Int) {
        self.kind = kind
        self.start = UInt32(truncatingIfNeeded: start)
        self.count = UInt32(truncatingIfNeeded: count)
    }

    /// The place of the value in the bytes of its record.
    @inline(__always)
    public var range: Range<Int> { Int(start)..<(Int(start) &+ Int(count)) }
}

/// A path from the record to one value.
///
/// `a.b` walks names; `a[].b` takes, over the elements of the list `a` (or `a` itself when the source sends a single object in
/// place of a list), the first value that is neither null nor an empty text. In CSV a path is one column title, whole.
/// In XML `@x` is an attribute; namespace prefixes are dropped unless the mapping declares them.
package struct SlotPath: Sendable, Hashable {
    /// One name of the path.
    package struct Component: Sendable, Hashable {
        package let name: String
        /// Whether `[]` followed the name.
        package let isList: Bool

        package init(name: String, isList: Bool) {
            self.name = name
            self.isList = isList
        }
    }

    package let components: [Component]

    package init(components: [Component]) { self.components = components }

    /// The path as one name, for CSV columns.
    package init(column: String) { components = [Component(name: column, isList: false)] }

    /// The path written `a.b[].c`; nil for an empty component.
    package init?(_ text: String) {
        var parts: [Component] = []
        for piece in text.split(separator: ".", omittingEmptySubsequences: false) {
            let isList = piece.hasSuffix("[]")
            let name = isList ? piece.dropLast(2) : piece
            guard !name.isEmpty else { return nil }
            parts.append(Component(name: String(name), isList: isList))
        }
        components = parts
    }

    /// The path as a mapping writes it.
    package var text: String { components.map { $0.isList ? "\($0.name)[]" : $0.name }.joined(separator: ".") }
}

/// The values that a mapping wants of each record: slot `i` of a record belongs to `paths[i]`.
package struct SlotPlan: Sendable, Hashable {
    package let paths: [SlotPath]

    package init(paths: [SlotPath]) { self.paths = paths }
}
