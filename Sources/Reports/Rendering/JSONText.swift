/// Appends one JSON value to bytes, members in the order of the calls, names and texts escaped as RFC 8259 asks.
struct JSONText {
    private(set) var bytes: [UInt8]
    private let isPretty: Bool
    private var depth = 0
    private var needsComma = false

    init(appendingTo bytes: [UInt8] = [], pretty isPretty: Bool = false) {
        self.bytes = bytes
        self.isPretty = isPretty
    }

    mutating func object(_ name: String? = nil, _ content: (inout JSONText) throws -> Void) rethrows {
        try container(name, open: UInt8(ascii: "{"), close: UInt8(ascii: "}"), content)
    }

    mutating func list(_ name: String? = nil, _ content: (inout JSONText) throws -> Void) rethrows {
        try container(name, open: UInt8(ascii: "["), close: UInt8(ascii: "]"), content)
    }

    mutating func texts(_ name: String, _ values: some Sequence<String>) {
        list(name) { list in
            for value in values { list.text(nil, value) }
        }
    }

    mutating func text(_ name: String?, _ value: String?) {
        guard let value else { return literal(name, "null") }
        begin(name)
        quote(value)
    }

    mutating func number(_ name: String?, _ value: (some BinaryInteger)?) {
        literal(name, value.map { String($0) } ?? "null")
    }

    mutating func bool(_ name: String?, _ value: Bool) { literal(name, value ? "true" : "false") }

    /// A token that is JSON already.
    mutating func literal(_ name: String?, _ token: String) {
        begin(name)
        bytes.append(contentsOf: token.utf8)
    }

    mutating func endLine() {
        bytes.append(UInt8(ascii: "\n"))
        needsComma = false
    }
}

extension JSONText {
    private mutating func container(
        _ name: String?,
        open: UInt8,
        close: UInt8,
        _ content: (inout JSONText) throws -> Void
    ) rethrows {
        begin(name)
        bytes.append(open)
        needsComma = false
        depth += 1
        try content(&self)
        depth -= 1
        if needsComma { breakLine() }
        bytes.append(close)
        needsComma = true
    }

    private mutating func begin(_ name: String?) {
        if needsComma { bytes.append(UInt8(ascii: ",")) }
        if depth > 0 { breakLine() }
        needsComma = true
        guard let name else { return }
        quote(name)
        bytes.append(UInt8(ascii: ":"))
        if isPretty { bytes.append(UInt8(ascii: " ")) }
    }

    private mutating func breakLine() {
        guard isPretty else { return }
        bytes.append(UInt8(ascii: "\n"))
        bytes.append(contentsOf: repeatElement(UInt8(ascii: " "), count: 2 * depth))
    }

    private mutating func quote(_ text: String) {
        bytes.append(UInt8(ascii: "\""))
        for byte in text.utf8 {
            switch byte {
            case UInt8(ascii: "\""), UInt8(ascii: "\\"): bytes.append(contentsOf: [UInt8(ascii: "\\"), byte])
            case 0x0A: bytes.append(contentsOf: "\\n".utf8)
            case 0x0D: bytes.append(contentsOf: "\\r".utf8)
            case 0x09: bytes.append(contentsOf: "\\t".utf8)
            case 0..<0x20: bytes.append(contentsOf: "\\u00\(byte < 16 ? "0" : "")\(String(byte, radix: 16))".utf8)
            default: bytes.append(byte)
            }
        }
        bytes.append(UInt8(ascii: "\""))
    }
}
