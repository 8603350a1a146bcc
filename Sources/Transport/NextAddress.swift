import CCurl

/// Follows an address that an answer names, within the bounds of a redirect and closer: it must stay on its server.
package enum NextAddress {
    /// The absolute address that `reference`, relative or not, means seen from `base`.
    ///
    /// - Returns: nil when it is no address, or scheme, host or port are others than those of `base`.
    package static func resolved(_ reference: String, from base: String) -> String? {
        guard !reference.utf8.contains(where: { $0 < 0x20 || $0 == 0x7F }), let origin = WebAddress(base)?.origin,
            let url = unsafe curl_url()
        else { return nil }
        // SAFETY: `url` is owned by this call and released on every way out; libcurl copies both texts.
        defer { unsafe curl_url_cleanup(url) }
        guard unsafe curl_url_set(url, CURLUPART_URL, base, 0) == CURLUE_OK,
            unsafe curl_url_set(url, CURLUPART_URL, reference, 0) == CURLUE_OK
        else { return nil }
        var text: UnsafeMutablePointer<CChar>?
        guard unsafe curl_url_get(url, CURLUPART_URL, &text, 0) == CURLUE_OK, let text = unsafe text else { return nil }
        // SAFETY: libcurl allocated the text for us; it is copied before it is released.
        defer { unsafe curl_free(text) }
        let address = unsafe String(cString: text)
        return WebAddress(address)?.origin == origin ? address : nil
    }
}
