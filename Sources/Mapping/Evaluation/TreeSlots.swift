import Dossiers
import Formats

/// Lays the wanted values of a `RecordValue` out as slots, so that a tree goes through the same core as a scanned record.
struct TreeSlots {
    /// How names and repeated values of a format are met in the tree.
    enum Style: Sendable {
        case json
        /// Titles compare after trimming, NFC and case.
        case csv
        /// A repeated element is its first one, and makes its record ambiguous when it is a value; an element with text and attributes is its text.
        case xml
    }

    private let paths: [SlotPath]
    private let finder: TreeFinder
    /// Paths to values that no path calls a list.
    private let singles: [SlotPath]
    /// Slot `i` belongs to path `i`.
    private(set) var slots: [Slot] = []
    /// What the slots point into.
    private(set) var bytes: [UInt8] = []
    /// Whether the record gives a value twice that no path calls a list.
    private(set) var isAmbiguous = false

    init(paths: [SlotPath], style: Style) {
        self.paths = paths
        finder = TreeFinder(style: style)
        singles = style == .xml ? paths.filter { !TreeSlots.isList($0, among: paths) } : []
    }

    /// Whether a path calls what this one leads to a list.
    private static func isList(_ path: SlotPath, among paths: [SlotPath]) -> Bool {
        let names = path.components.map(\.name)
        return paths.contains { other in
            other.components.count >= names.count && other.components[names.count - 1].isList
                && other.components.prefix(names.count).map(\.name) == names
        }
    }

    /// Takes the values of the next record.
    mutating func load(_ record: RecordValue) {
        slots.removeAll(keepingCapacity: true)
        bytes.removeAll(keepingCapacity: true)
        isAmbiguous = singles.contains { finder.isRepeated($0.components[...], in: record) }
        for path in paths { slots.append(slot(finder.value(at: path.components[...], in: record))) }
    }

    private mutating func slot(_ value: RecordValue?) -> Slot {
        switch value.map(finder.leaf) {
        case nil: Slot()
        case .null?: Slot(.null, start: 0, count: 0)
        case .bool(let truth)?: slot(.bool, truth ? "true" : "false")
        case .number(let digits)?: slot(.number, digits)
        case .text(let text)?: slot(.text, text)
        case .list(let elements)?: slot(.container, elements.isEmpty ? "[]" : "[.]")
        case .object(let members)?: slot(.container, members.isEmpty ? "{}" : "{.}")
        }
    }

    private mutating func slot(_ kind: Slot.Kind, _ text: String) -> Slot {
        let start = bytes.count
        bytes += Array(text.utf8)
        return Slot(kind, start: start, count: bytes.count - start)
    }
}

/// Walks a path in a tree as `SlotPath` says.
struct TreeFinder {
    let style: TreeSlots.Style

    init(style: TreeSlots.Style) { self.style = style }

    /// The style of a page format.
    init(_ format: RecordFormat) {
        switch format {
        case .json, .ndjson: style = .json
        case .csv: style = .csv
        case .xml: style = .xml
        }
    }

    /// The value at a path; nil when there is none.
    func value(at path: ArraySlice<SlotPath.Component>, in value: RecordValue) -> RecordValue? {
        guard let component = path.first else { return value }
        guard let member = member(component.name, of: value) else { return nil }
        let rest = path.dropFirst()
        guard component.isList else { return self.value(at: rest, in: single(member)) }
        let found = elements(of: member).lazy.compactMap { self.value(at: rest, in: $0) }
        return found.first { !isBlank(leaf($0)) }
    }

    /// Whether the XML element that a path leads to stands there more than once.
    func isRepeated(_ path: ArraySlice<SlotPath.Component>, in value: RecordValue) -> Bool {
        guard let component = path.first, let member = member(component.name, of: value) else { return false }
        let rest = path.dropFirst()
        if case .list(let elements) = member, rest.isEmpty { return elements.count > 1 }
        return (component.isList ? elements(of: member) : [single(member)]).contains { isRepeated(rest, in: $0) }
    }

    /// The elements of a list, or a single value in its place; none for null and a missing value.
    func elements(of value: RecordValue?) -> [RecordValue] {
        switch value {
        case nil, .null?: []
        case .list(let elements)?: elements
        case .some(let single): [single]
        }
    }

    /// The value as it shows at the end of a path: the text of an XML element, anything else as it is.
    func leaf(_ value: RecordValue) -> RecordValue {
        guard style == .xml else { return value }
        guard case .object(let members) = single(value) else { return single(value) }
        if let text = members.first(where: { $0.name == "#text" }) { return text.value }
        return members.allSatisfy { $0.name.hasPrefix("@") } ? .text("") : value
    }

    private func single(_ value: RecordValue) -> RecordValue {
        guard style == .xml, case .list(let elements) = value, let first = elements.first else { return value }
        return first
    }

    private func member(_ name: String, of value: RecordValue) -> RecordValue? {
        guard style == .csv, case .object(let members) = value else { return value[name] }
        let key = TextBytes.key(name[...])
        return members.first { TextBytes.key($0.name[...]) == key }?.value
    }

    private func isBlank(_ value: RecordValue) -> Bool {
        switch value {
        case .null: true
        case .text(let text): text.isEmpty
        case .bool, .number, .list, .object: false
        }
    }
}
