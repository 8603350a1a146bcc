/// Reads the attributes of regular start tags.
struct XMLAttributeReader: Sendable {
    /// One attribute; ranges are into the bytes that were read.
    struct Attribute: Sendable {
        /// The name as it is written.
        var name: Range<Int>
        /// Its part behind the colon, or all of it.
        var local: Range<Int>
        var value: Range<Int>
        var kind: Slot.Kind
    }

    private static let most = 16
    /// The attributes of the tag read last.
    private(set) var attributes: [Attribute] = []
    /// Whether that tag was an element by itself (`/>`).
    private(set) var closesElement = false
    /// Whether a value has bytes of 128 and more.
    private(set) var isWide = false

    /// Reads from behind the name to behind the `>`; false when the tag is irregular or, with `position` at `end`, cut.
    mutating func read(_ bytes: RawSpan, _ position: inout Int, _ end: Int) -> Bool {
        attributes.removeAll(keepingCapacity: true)
        closesElement = false
        isWide = false
        while position < end {
            let start = position
            while XMLBytes.isBlank(XMLBytes.byte(bytes, position)) { position += 1 }
            guard position + 1 < end else { break }
            let next = XMLBytes.byte(bytes, position)
            if next == UInt8(ascii: ">") {
                position += 1
                return true
            }
            if next == UInt8(ascii: "/") {
                closesElement = true
                position += 2
                return XMLBytes.byte(bytes, position - 1) == UInt8(ascii: ">")
            }
            guard position > start, readAttribute(bytes, &position, end) else { return false }
        }
        position = end
        return false
    }

    private mutating func readAttribute(_ bytes: RawSpan, _ position: inout Int, _ end: Int) -> Bool {
        let count = XMLBytes.nameCount(bytes, at: position, to: end)
        let name = position..<(position + count)
        guard name.upperBound + 2 < end else { return cut(&position, end) }
        guard count > 0, attributes.count < Self.most, !isReserved(bytes, name) else { return false }
        guard !attributes.contains(where: { XMLBytes.equal(bytes, $0.name, name) }) else { return false }
        let quote = XMLBytes.byte(bytes, name.upperBound + 1)
        guard XMLBytes.byte(bytes, name.upperBound) == UInt8(ascii: "="),
            quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'")
        else { return false }
        let start = name.upperBound + 2
        position = start
        guard let kind = readValue(bytes, &position, end, quote) else { return false }
        let local = XMLBytes.localName(bytes, name)
        attributes.append(Attribute(name: name, local: local, value: start..<(position - 1), kind: kind))
        return true
    }

    /// Reads on to behind the closing quote; nil when the value is irregular or cut.
    private mutating func readValue(_ bytes: RawSpan, _ position: inout Int, _ end: Int, _ quote: UInt8) -> Slot.Kind? {
        var kind = Slot.Kind.text
        while position < end {
            let byte = XMLBytes.byte(bytes, position)
            position += 1
            if byte == quote { return kind }
            if byte >= 0x80 { isWide = true }
            guard byte >= 0x20, byte != UInt8(ascii: "<") else { return nil }
            guard byte == UInt8(ascii: "&") else { continue }
            guard XMLText.isReference(bytes, &position) else {
                return position + 12 < end ? nil : cutValue(&position, end)
            }
            kind = .escaped
        }
        return nil
    }

    private func cut(_ position: inout Int, _ end: Int) -> Bool {
        position = end
        return false
    }

    private func cutValue(_ position: inout Int, _ end: Int) -> Slot.Kind? {
        position = end
        return nil
    }

    /// Whether a name declares a namespace or belongs to XML itself.
    private func isReserved(_ bytes: RawSpan, _ name: Range<Int>) -> Bool {
        name.count >= 3 && XMLBytes.word(bytes, name.lowerBound) & 0xFF_FFFF == 0x6C_6D78
    }
}
