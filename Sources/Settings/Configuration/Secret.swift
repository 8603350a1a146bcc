/// Where a secret is kept; the secret itself never stands in a file of settings and is never held here.
package enum Secret: Sendable, Hashable {
    /// A variable of the environment.
    case environment(String)
    /// A file of the user alone; whoever reads it checks its mode.
    case file(String)
    /// A credential that systemd hands to the service, by name.
    case credential(String)

    /// As the file writes it: the place, never the secret.
    package var text: String {
        switch self {
        case .environment(let name): "{ env: \(name) }"
        case .file(let path): "{ file: \(path) }"
        case .credential(let name): "{ credential: \(name) }"
        }
    }
}

/// How a feed proves who is asking.
package enum Authentication: Sendable, Hashable {
    case bearer(Secret)
    case basic(user: String, password: Secret)
    /// A login of the system's own, answered with a session or token.
    case login(user: String, password: Secret)
    /// A header of that name.
    case header(name: String, value: Secret)
}
