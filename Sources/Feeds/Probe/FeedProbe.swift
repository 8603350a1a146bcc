package import Transport

/// What asking a list feed once has shown, for a person who sets a source up.
package struct FeedProbe: Sendable {
    /// Why the feed was not asked for a page.
    package enum Omission: Sendable, Hashable {
        /// The server hands every record out once.
        case askedOnce
        /// Dossiers are looked up by their codes, and none is known.
        case noCode
        /// There is no key to ask with.
        case noKey(FeedProblem)
        /// The question cannot be written.
        case unaskable
    }

    /// Why no page was asked for; nil when one was.
    package var omission: Omission?
    /// How the server was met: by the question for the first page or, where that was left out, by a bare look at it.
    package var meeting: Result<TransferResult, TransportError>
    /// The first page; nil when none came.
    package var page: FeedPage?
    /// What was asked for on it.
    package var slice: FeedSlice
    /// A bare look at a server that answered the question with a refusal; nil in all other cases.
    package var look: TransferResult?
    /// What a server whose certificate is refused shows for itself; nil in all other cases.
    package var refusedCertificate: PeerCertificate?

    /// Whether the server would not have who asked.
    package var isLoginRefused: Bool {
        guard omission == nil, case .failure(let error) = meeting else { return false }
        return error.code == .loginRefused
            || error.code == .unwantedStatus && [401, 403].contains(error.status)
    }
}
