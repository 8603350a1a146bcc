import CCurl
import Glibc

/// An address taken apart by libcurl's own parser, so that what is checked is what is contacted.
struct WebAddress: Sendable, Hashable {
    /// Scheme, host and port: what credentials belong to.
    struct Origin: Sendable, Hashable {
        let scheme: String
        /// Lower case; an IPv6 address in brackets; empty for files.
        let host: String
        /// nil for files.
        let port: Int?
    }

    let origin: Origin
    let path: String
    /// Without the question mark; nil when there is none.
    let query: String?
    /// Whether it carries a user name or a password.
    let hasUser: Bool

    /// The scheme; nil when it is none of ours.
    var scheme: Scheme? { Scheme(rawValue: origin.scheme) }

    /// Reads `text`; nil when it is no absolute address or its scheme is unknown to libcurl.
    init?(_ text: String) {
        guard !text.utf8.contains(where: { $0 < 0x20 || $0 == 0x7F }), let url = unsafe curl_url() else { return nil }
        // SAFETY: `url` is owned by this call and released on every way out.
        defer { unsafe curl_url_cleanup(url) }
        guard unsafe curl_url_set(url, CURLUPART_URL, Self.wireText(of: text), 0) == CURLUE_OK,
            let scheme = unsafe Self.part(CURLUPART_SCHEME, of: url)
        else { return nil }
        origin = Origin(
            scheme: Self.isRaised(text) ? Scheme.ftpes.rawValue : scheme.lowercased(),
            host: unsafe (Self.part(CURLUPART_HOST, of: url) ?? "").lowercased(),
            port: unsafe Self.part(CURLUPART_PORT, of: url, flags: UInt32(CURLU_DEFAULT_PORT)).flatMap { Int($0) }
                .flatMap { $0 == 0 ? nil : $0 }
        )
        path = unsafe Self.part(CURLUPART_PATH, of: url) ?? "/"
        query = unsafe Self.part(CURLUPART_QUERY, of: url)
        hasUser = unsafe Self.part(CURLUPART_USER, of: url) != nil || Self.part(CURLUPART_PASSWORD, of: url) != nil
    }

    /// The address as libcurl is given it, which knows `ftpes` as `ftp`.
    static func wireText(of text: String) -> String {
        isRaised(text) ? Scheme.ftpes.wireName + text.dropFirst(Scheme.ftpes.rawValue.count) : text
    }

    private static func isRaised(_ text: String) -> Bool { text.lowercased().hasPrefix("ftpes://") }

    /// Copies one part out of `url`; nil when the address lacks it.
    private static func part(_ part: CURLUPart, of url: OpaquePointer, flags: UInt32 = 0) -> String? {
        var text: UnsafeMutablePointer<CChar>?
        guard unsafe curl_url_get(url, part, &text, flags) == CURLUE_OK, let text = unsafe text else { return nil }
        // SAFETY: libcurl allocated the text for us; it is copied before it is released.
        defer { unsafe curl_free(text) }
        return unsafe String(cString: text)
    }
}
