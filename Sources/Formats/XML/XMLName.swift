/// A name that a mapping uses: local name, and the namespace when the mapping binds the prefix it writes.
struct XMLName: Sendable, Hashable {
    let local: [UInt8]
    /// Nil: any namespace, or none.
    let namespace: [UInt8]?

    /// The name written `local` or `prefix:local`; a prefix that is not bound is dropped.
    init(_ text: String, namespaces: [String: String]) {
        guard let colon = text.firstIndex(of: ":") else {
            local = Array(text.utf8)
            namespace = nil
            return
        }
        local = Array(text[text.index(after: colon)...].utf8)
        namespace = namespaces[String(text[..<colon])].map { Array($0.utf8) }
    }

    /// Whether an element is so named.
    func matches(local: some Collection<UInt8>, namespace: some Collection<UInt8>) -> Bool {
        guard self.local.elementsEqual(local) else { return false }
        return self.namespace?.elementsEqual(namespace) ?? true
    }
}
