/// How far to follow a server that points elsewhere.
///
/// Fixed rules: never to another scheme, never for a `post`, never to a loopback, link-local or unspecified address
/// unless that is the configured host, and secret headers stay with the configured origin.
package struct RedirectPolicy: Sendable, Hashable {
    /// Most redirects of one attempt; 0 refuses the first.
    package var limit: Int

    /// At most `limit` redirects.
    package init(limit: Int = 5) {
        self.limit = limit
    }

    /// Why a redirect from `configured` to `target` is refused; nil when it may be followed.
    func refusal(from configured: WebAddress, to target: WebAddress) -> RedirectRefusal? {
        if target.origin.scheme != configured.origin.scheme { return .otherScheme(target.origin.scheme) }
        if target.origin.host == configured.origin.host { return nil }
        return NetworkAddress.isInternal(host: target.origin.host) ? .internalAddress : nil
    }
}

/// Why a redirect is not followed.
enum RedirectRefusal: Sendable, Hashable {
    case otherScheme(String)
    case internalAddress
    case unreadable
}
