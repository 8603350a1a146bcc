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
    /// A token for the credentials of a client (RFC 6749, section 4.4).
    case oauth2(OAuth2)
    /// A token of a sharing platform, `lgspaccesstoken` (protocol 1.3).
    case platform(Platform)

    /// Client credentials.
    package struct OAuth2: Sendable, Hashable {
        /// Address that gives tokens, without secrets.
        package var url: String
        package var client: String
        package var secret: Secret
        /// Nil: none is asked for.
        package var scope: String?
        /// Whether client and secret travel in the form (`client_id`, `client_secret`) instead of a header.
        package var isInForm = false
    }

    /// Keys of a sharing platform (LGSP, NGSP).
    package struct Platform: Sendable, Hashable {
        /// Address that gives tokens, without secrets.
        package var url: String
        package var accessKey: Secret
        package var secretKey: Secret
        package var application: String
        package var partner: String
        package var customer: String
    }
}
