/// The namespaces that are bound where records stand, innermost last.
struct XMLScope: Sendable, Hashable {
    /// A prefix and its namespace.
    struct Binding: Sendable, Hashable {
        /// Empty for the default namespace.
        var prefix: [UInt8]
        var namespace: [UInt8]
    }

    var bindings: [Binding] = []

    /// The namespace of a prefix; empty when it has none.
    func namespace(of prefix: some Collection<UInt8>) -> [UInt8] {
        bindings.last { $0.prefix.elementsEqual(prefix) }?.namespace ?? []
    }

    /// The local name and namespace of a written name.
    func resolve(_ name: [UInt8]) -> (local: ArraySlice<UInt8>, namespace: [UInt8]) {
        guard let colon = name.firstIndex(of: UInt8(ascii: ":")) else { return (name[...], namespace(of: [])) }
        return (name[(colon + 1)...], namespace(of: name[..<colon]))
    }
}
