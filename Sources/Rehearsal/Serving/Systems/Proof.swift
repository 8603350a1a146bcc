/// What a caller must show with each request, where a system wants neither token nor session.
enum Proof: Sendable, Equatable {
    case bearer(String)
    case basic(user: String, password: String)
    case header(name: String, value: String)

    /// Whether a request shows it.
    func isShown(by request: Request) -> Bool {
        switch self {
        case .bearer(let token): request.bearer == token
        case .basic(let user, let password): request.isBasic(user: user, password: password)
        case .header(let name, let value): request.headers[name.lowercased()] == value
        }
    }
}
