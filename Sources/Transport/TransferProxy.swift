/// The proxy that a request goes through; `https` and files over FTP tunnel through it, `http` is asked of it.
package struct TransferProxy: Sendable, Hashable {
    /// `http://host:port` or `https://host:port`, without a user.
    package var url: String
    /// Account at the proxy; nil: none.
    package var user: String?
    /// Password of that account; nil: empty.
    package var password: Hidden?

    /// A proxy, with an account where it asks for one.
    package init(url: String, user: String? = nil, password: Hidden? = nil) {
        self.url = url
        self.user = user
        self.password = password
    }
}

extension TransferProxy: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    /// The address alone, redacted.
    package var description: String { WebAddress.redactedText(of: url) }
    /// The same as `description`.
    package var debugDescription: String { description }
    /// Shows no member.
    package var customMirror: Mirror { Mirror(self, children: []) }
}
