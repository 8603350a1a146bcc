/// Writes JSON (RFC 8259) into bytes, member after member, in the order of the calls.
///
/// Texts are escaped only where the RFC demands it; line ends are LF. The caller balances `begin…` and `end…`.
package struct JSONWriter: Sendable {
    /// How the document is laid out.
    package enum Layout: Sendable, Hashable {
        /// No blank between tokens.
        case compact
        /// One member a line, two blanks a level.
        case pretty
    }

    /// What was written so far.
    package private(set) var bytes: [UInt8] = []
    private let layout: Layout
    /// For each open object or list: whether it holds anything yet.
    private var isFilled: [Bool] = []
    private var followsName = false

    /// A writer with nothing in it.
    package init(layout: Layout = .compact) { self.layout = layout }

    /// Opens an object.
    package mutating func beginObject() { begin(UInt8(ascii: "{")) }

    /// Closes the innermost object.
    package mutating func endObject() { end(UInt8(ascii: "}")) }

    /// Opens a list.
    package mutating func beginList() { begin(UInt8(ascii: "[")) }

    /// Closes the innermost list.
    package mutating func endList() { end(UInt8(ascii: "]")) }

    /// The name of the member whose value is written next.
    package mutating func name(_ name: String) {
        separate()
        quote(name)
        bytes.append(UInt8(ascii: ":"))
        if layout == .pretty { bytes.append(UInt8(ascii: " ")) }
        followsName = true
    }

    /// A text; nil writes null.
    package mutating func text(_ text: String?) {
        guard let text else { return null() }
        separate()
        quote(text)
    }

    /// A whole number.
    package mutating func number(_ value: some BinaryInteger) { literal(String(value)) }

    /// A number; null when it is not finite, which JSON cannot say.
    package mutating func number(_ value: Double) { literal(value.isFinite ? "\(value)" : "null") }

    /// A number that already is JSON, such as `RecordValue.number` holds it.
    package mutating func number(literal digits: String) { literal(digits) }

    /// `true` or `false`.
    package mutating func bool(_ value: Bool) { literal(value ? "true" : "false") }

    /// `null`.
    package mutating func null() { literal("null") }

    /// A line feed between two documents (NDJSON) or after the last.
    package mutating func endLine() { bytes.append(UInt8(ascii: "\n")) }

    /// Forgets what was written and keeps the room, to write the next line.
    package mutating func removeAll() { bytes.removeAll(keepingCapacity: true) }

    private mutating func literal(_ text: String) {
        separate()
        bytes.append(contentsOf: text.utf8)
    }

    private mutating func begin(_ bracket: UInt8) {
        separate()
        bytes.append(bracket)
        isFilled.append(false)
    }

    private mutating func end(_ bracket: UInt8) {
        if isFilled.popLast() == true { breakLine() }
        bytes.append(bracket)
    }

    /// The comma and the line break that stand before a value or a name.
    private mutating func separate() {
        if followsName {
            followsName = false
            return
        }
        guard let last = isFilled.indices.last else { return }
        if isFilled[last] { bytes.append(UInt8(ascii: ",")) }
        isFilled[last] = true
        breakLine()
    }

    private mutating func breakLine() {
        guard layout == .pretty else { return }
        bytes.append(UInt8(ascii: "\n"))
        bytes.append(contentsOf: repeatElement(UInt8(ascii: " "), count: 2 * isFilled.count))
    }

    private mutating func quote(_ text: String) {
        bytes.append(UInt8(ascii: "\""))
        if Self.isPlain(text.utf8.span) {
            bytes.append(contentsOf: text.utf8)
        } else {
            escape(text)
        }
        bytes.append(UInt8(ascii: "\""))
    }

    /// Whether nothing in a text must be escaped.
    private static func isPlain(_ text: Span<UInt8>) -> Bool {
        for index in text.indices {
            let byte = text[index]
            if byte < 0x20 || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\") { return false }
        }
        return true
    }

    private mutating func escape(_ text: String) {
        for byte in text.utf8 {
            if byte >= 0x20, byte != UInt8(ascii: "\""), byte != UInt8(ascii: "\\") {
                bytes.append(byte)
            } else {
                bytes.append(contentsOf: Self.escape(of: byte).utf8)
            }
        }
    }

    private static func escape(of byte: UInt8) -> String {
        switch byte {
        case UInt8(ascii: "\""): "\\\""
        case UInt8(ascii: "\\"): "\\\\"
        case 0x08: "\\b"
        case 0x09: "\\t"
        case 0x0A: "\\n"
        case 0x0C: "\\f"
        case 0x0D: "\\r"
        default: (byte < 0x10 ? "\\u000" : "\\u00") + String(byte, radix: 16)
        }
    }
}
