/// An element around the records: its start tag, and what that declares.
struct XMLWrapper: Sendable, Hashable {
    /// The start tag as it is written.
    let tag: [UInt8]
    /// Its name as it is written, prefix included.
    let written: [UInt8]
    let local: [UInt8]
    let namespace: [UInt8]
    /// What is bound inside it.
    let scope: XMLScope

    /// Reads a start tag that stands inside `outer`; libxml2 judges whether it is well-formed.
    init(tag: [UInt8], in outer: XMLScope) {
        self.tag = tag
        let nameEnd = tag.dropFirst().firstIndex { XMLBytes.endsName($0) } ?? tag.endIndex
        var inner = outer
        inner.bindings += Self.declarations(in: tag[nameEnd...])
        scope = inner
        written = Array(tag[1..<nameEnd])
        let name = inner.resolve(written)
        local = Array(name.local)
        namespace = name.namespace
    }

    private static func declarations(in attributes: ArraySlice<UInt8>) -> [XMLScope.Binding] {
        var bindings: [XMLScope.Binding] = []
        var rest = attributes
        while let equals = rest.firstIndex(of: UInt8(ascii: "=")) {
            let name = rest[..<equals].filter { !XMLBytes.isBlank($0) }
            let behind = rest[(equals + 1)...].drop { XMLBytes.isBlank($0) }
            guard let quote = behind.first, let end = behind.dropFirst().firstIndex(of: quote) else { break }
            if let prefix = declaredPrefix(name) {
                bindings.append(XMLScope.Binding(prefix: prefix, namespace: decoded(behind[..<end].dropFirst())))
            }
            rest = rest[(end + 1)...]
        }
        return bindings
    }

    private static func declaredPrefix(_ name: [UInt8]) -> [UInt8]? {
        if name.elementsEqual("xmlns".utf8) { return [] }
        return name.starts(with: "xmlns:".utf8) ? Array(name.dropFirst(6)) : nil
    }

    private static func decoded(_ value: ArraySlice<UInt8>) -> [UInt8] {
        var text: [UInt8] = []
        XMLText.append(value.span, to: &text)
        return text
    }
}

extension XMLWrapper {
    /// Whether this is the element by which a SOAP service says that it failed.
    var isFault: Bool {
        local.elementsEqual("Fault".utf8) && Self.envelopes.contains { namespace.elementsEqual($0.utf8) }
    }

    private static let envelopes = [
        "http://schemas.xmlsoap.org/soap/envelope/", "http://www.w3.org/2003/05/soap-envelope",
    ]
}
