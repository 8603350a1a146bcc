/// One header line of a request; the value of a secret one is never shown.
package struct HTTPHeader: Sendable, Hashable {
    /// Name as sent; compared without regard to case.
    package let name: String
    /// Value as sent.
    package let value: String
    /// Credentials: hidden in every text and dropped when a redirect leaves the configured origin.
    package let isSecret: Bool

    /// A header; `Authorization`, `Cookie` and `Proxy-Authorization` are secret whatever `isSecret` says.
    package init(_ name: String, _ value: String, isSecret: Bool = false) {
        self.name = name
        self.value = value
        self.isSecret = isSecret || ["authorization", "cookie", "proxy-authorization"].contains(name.lowercased())
    }

    /// Whether the name is a token and the value holds no control character, so that the line cannot forge another.
    var isWellFormed: Bool {
        let isToken = name.utf8.allSatisfy { $0 > 0x20 && $0 < 0x7F && $0 != UInt8(ascii: ":") }
        return !name.isEmpty && isToken && value.utf8.allSatisfy { ($0 >= 0x20 && $0 != 0x7F) || $0 == 0x09 }
    }

    /// The line for libcurl; an empty value is written `name;`, which sends the header blank.
    var line: String { value.isEmpty ? "\(name);" : "\(name): \(value)" }
}

extension HTTPHeader: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    /// Safe for logs.
    package var description: String { isSecret ? "\(name): (hidden)" : "\(name): \(value)" }
    /// The same as `description`.
    package var debugDescription: String { description }
    /// Shows no member, so that a dump of a request leaks nothing.
    package var customMirror: Mirror { Mirror(self, children: []) }
}
