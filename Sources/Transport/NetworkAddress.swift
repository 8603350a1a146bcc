import Glibc

/// Tells addresses that only this machine answers on from those of the network.
enum NetworkAddress {
    /// Whether `host`, a name or a literal as it stands in an address, means this machine or its link.
    static func isInternal(host: String) -> Bool {
        let name = host.hasSuffix(".") ? String(host.dropLast()) : host
        if name == "localhost" || name.hasSuffix(".localhost") { return true }
        return isInternal(literal: name.hasPrefix("[") ? String(name.dropFirst().dropLast()) : name)
    }

    /// Whether the literal `text` is loopback, link-local or unspecified; false for a name.
    static func isInternal(literal text: String) -> Bool {
        let bare = String(text.prefix { $0 != "%" })
        if let bytes = bytes(of: bare, family: AF_INET, count: 4) { return isInternal(version4: bytes) }
        guard let bytes = bytes(of: bare, family: AF_INET6, count: 16) else { return false }
        let start = bytes.prefix(10).allSatisfy { $0 == 0 }
        if start, bytes[10] == bytes[11], bytes[10] == 0xFF || (bytes[10] == 0 && bytes[12] != 0) {
            return isInternal(version4: Array(bytes[12...]))
        }
        if bytes.prefix(15).allSatisfy({ $0 == 0 }) { return bytes[15] <= 1 }
        return bytes[0] == 0xFE && bytes[1] & 0xC0 == 0x80
    }

    private static func isInternal(version4 bytes: [UInt8]) -> Bool {
        bytes[0] == 127 || bytes[0] == 0 || (bytes[0] == 169 && bytes[1] == 254)
    }

    private static func bytes(of text: String, family: Int32, count: Int) -> [UInt8]? {
        var bytes = [UInt8](repeating: 0, count: count)
        // SAFETY: inet_pton writes exactly `count` bytes for the family and keeps neither pointer.
        let isLiteral = unsafe inet_pton(family, text, &bytes) == 1
        return isLiteral ? bytes : nil
    }
}
