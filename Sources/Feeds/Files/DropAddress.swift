/// Where files lie on a server: the address of a folder and what their names are, each level of folders a pattern.
struct DropAddress: Sendable, Hashable {
    /// Scheme, host and port.
    let root: String
    /// Names of folders from the root on, then that of the files; empty ones are doubled slashes.
    let levels: [NamePattern]
    /// As written, without what `query` holds.
    let text: String
    /// What follows a `?`, that included; only an address of one file on the web has it.
    let query: String

    /// Reads an address without user and password; nil when it is none.
    init?(_ text: String) {
        guard let mark = text.firstRange(of: "://") else { return nil }
        let isWeb = text.lowercased().hasPrefix("http")
        let path = text.prefix { !isWeb || ($0 != "?" && $0 != "#") }
        let rest = path[mark.upperBound...]
        guard let slash = rest.firstIndex(of: "/") else { return nil }
        root = String(text[..<slash])
        let levels = rest[rest.index(after: slash)...].split(separator: "/", omittingEmptySubsequences: false)
            .map { NamePattern(escaped: String($0)) }
        guard !levels.contains(nil), levels.last??.text.isEmpty == false else { return nil }
        self.levels = levels.compactMap(\.self)
        self.text = String(path)
        query = String(text[path.endIndex...].prefix { $0 != "#" })
    }

    /// Whether it is asked for over the web.
    var isWeb: Bool { root.lowercased().hasPrefix("http") }

    /// Whether it means one file.
    var isOneFile: Bool { levels.allSatisfy { $0.onlyName != nil } }
}
