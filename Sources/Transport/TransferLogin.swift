/// Who we are to an `sftp`, `ftps` or `ftpes` server.
package struct TransferLogin: Sendable, Hashable {
    /// Account name.
    package var user: String
    /// Password of the account; nil: none is offered.
    package var password: Hidden?
    /// Path of the private key for `sftp`; nil: none is offered.
    ///
    /// Ed25519 and ECDSA; libssh2 before 1.11 signs with RSA keys as no server of today accepts it.
    package var privateKey: String?
    /// Opens the key; nil: it is not encrypted.
    package var privateKeyPassword: Hidden?

    /// A login with what is given and nothing else: no agent, no key of the account that runs the program.
    package init(user: String, password: Hidden? = nil, privateKey: String? = nil, privateKeyPassword: Hidden? = nil) {
        self.user = user
        self.password = password
        self.privateKey = privateKey
        self.privateKeyPassword = privateKeyPassword
    }
}

extension TransferLogin: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    /// Says nothing of the account: a user name is personal.
    package var description: String { "(hidden)" }
    /// The same as `description`.
    package var debugDescription: String { description }
    /// Shows no member.
    package var customMirror: Mirror { Mirror(self, children: []) }
}
