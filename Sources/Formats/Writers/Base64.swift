/// Base64 of RFC 4648, section 4, for headers and parameters of services.
///
/// Foundation's stays outside: a module that sees both it and libxml2's headers does not build in debug.
package enum Base64 {
    /// The UTF-8 bytes of a text in base64, padded, in one line.
    package static func text(_ clear: String) -> String {
        let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/")
        let bytes = Array(clear.utf8)
        var text = ""
        for start in stride(from: 0, to: bytes.count, by: 3) {
            let group = bytes[start..<min(start + 3, bytes.count)]
            let word = group.reduce(0) { $0 << 8 | Int($1) } << (8 * (3 - group.count))
            for place in 0..<4 {
                text.append(place <= group.count ? alphabet[word >> (6 * (3 - place)) & 63] : "=")
            }
        }
        return text
    }
}
