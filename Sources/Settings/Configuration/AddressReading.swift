import Dossiers

/// Reads addresses of the web: `http` or `https`, a host, no secret.
enum WebAddressReading {
    static func address(_ value: YAMLValue) -> String? {
        guard let text = value.text() else { return nil }
        guard let rest = rest(of: text, after: ["https://", "http://"]) else {
            return value.refuse("`\(value.name)` must be an address that begins with https:// or http://")
        }
        let authority = rest.prefix { !"/?#".contains($0) }
        guard !authority.contains("@") else {
            return value.refuseSecret("an address must not carry a user or a password", hint: "use `auth`")
        }
        guard isHost(authority), isPlain(text) else {
            return value.refuse("`\(value.name)` must be an address with a host and without blanks")
        }
        if let name = secretParameter(in: rest) {
            return value.refuseSecret("the parameter `\(name)` carries a secret", hint: "use `auth`")
        }
        return text
    }

    static func rest(of text: String, after schemes: [String]) -> Substring? {
        for scheme in schemes where text.lowercased().hasPrefix(scheme) { return text.dropFirst(scheme.count) }
        return nil
    }

    /// Printable ASCII only; other letters travel percent-encoded.
    static func isPlain(_ text: String) -> Bool { text.utf8.allSatisfy { (0x21...0x7E).contains($0) } }

    /// A name or a number, with an optional port.
    static func isHost(_ authority: Substring) -> Bool {
        if authority.hasPrefix("[") { return authority.contains("]") && authority.count > 2 }
        let parts = authority.split(separator: ":", omittingEmptySubsequences: false)
        guard let host = parts.first, !host.isEmpty, parts.count <= 2 else { return false }
        if parts.count == 2 { guard let port = UInt16(parts[1]), port > 0 else { return false } }
        return host.utf8.allSatisfy { byte in
            (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte)
                || [0x2D, 0x2E, 0x5F].contains(byte)
        }
    }

    private static func secretParameter(in rest: Substring) -> String? {
        guard let mark = rest.firstIndex(of: "?") else { return nil }
        for pair in rest[rest.index(after: mark)...].split(whereSeparator: { $0 == "&" || $0 == ";" }) {
            let parts = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            if parts.count == 2, !parts[1].isEmpty, SecretWords.nameSecret(String(parts[0])) { return String(parts[0]) }
        }
        return nil
    }
}

/// Reads where files lie: a path seen from the settings, `file:///…`, `sftp://…`, `ftps://…`, `ftpes://…` or `https://…`.
struct FileAddressReading {
    let folder: String

    func address(_ value: YAMLValue) -> (pattern: String, isLocal: Bool)? {
        guard let text = value.text() else { return nil }
        if WebAddressReading.rest(of: text, after: ["https://", "http://"]) != nil {
            return WebAddressReading.address(value).flatMap { web($0, value) }
        }
        if let rest = WebAddressReading.rest(of: text, after: ["sftp://", "ftps://", "ftpes://"]) {
            return remote(text, rest: rest, value)
        }
        if let rest = WebAddressReading.rest(of: text, after: ["file://"]) {
            guard rest.hasPrefix("/"), let path = FileAddressReading.decoded(rest) else {
                return value.refuse("`\(value.name)` must be a path, or an address `file:///…` on this machine")
            }
            return (path, true)
        }
        guard !text.contains("://") else {
            return value.refuse(
                "`\(value.name)` must be a path, or an address of file, sftp, ftps, ftpes or https"
            )
        }
        guard !text.isEmpty, !text.unicodeScalars.contains("\0") else {
            return value.refuse("`\(value.name)` must be a path")
        }
        return (Folder.resolve(text, from: FileAddressReading.literal(folder)), true)
    }

    /// A folder is asked for as it is: a pattern and a query do not go together.
    private func web(_ text: String, _ value: YAMLValue) -> (pattern: String, isLocal: Bool)? {
        guard let path = text.split(separator: "://", maxSplits: 1).last?.firstIndex(of: "/").map({ text[$0...] }),
            path != "/"
        else { return value.refuse("`\(value.name)` must name a host and a path") }
        if path.contains("?"), path.contains(where: { "*[".contains($0) }) {
            return value.refuse("over the web `?` begins a query, and a pattern takes none", hint: "use `*`")
        }
        guard !path.hasSuffix("/") else {
            return value.refuse("`\(value.name)` must say which files of the folder are meant", hint: "add `*`")
        }
        return (text, false)
    }

    /// A folder as a pattern that means it alone: only what a person writes in the settings is a pattern.
    private static func literal(_ folder: String) -> String {
        folder.map { "\\*?[".contains($0) ? "\\\($0)" : String($0) }.joined()
    }

    private func remote(_ text: String, rest: Substring, _ value: YAMLValue) -> (pattern: String, isLocal: Bool)? {
        let authority = rest.prefix { $0 != "/" }
        guard !authority.contains("@") else {
            return value.refuseSecret("an address must not carry a user or a password", hint: "use `user` and `key`")
        }
        guard WebAddressReading.isHost(authority), rest.count > authority.count + 1 else {
            return value.refuse("`\(value.name)` must name a host and a path")
        }
        guard !rest.hasSuffix("/") else {
            return value.refuse("`\(value.name)` must say which files of the folder are meant", hint: "add `*`")
        }
        guard !text.unicodeScalars.contains(where: { $0.value < 0x20 || $0.value == 0x7F }) else {
            return value.refuse("`\(value.name)` must be an address with a host and without blanks")
        }
        return (text, false)
    }

    /// The path with `%20` and the like undone; nil when an escape is broken or the result no UTF-8 path.
    static func decoded(_ text: Substring) -> String? {
        var bytes: [UInt8] = []
        var rest = Array(text.utf8)[...]
        while let byte = rest.popFirst() {
            guard byte == 0x25 else {
                bytes.append(byte)
                continue
            }
            guard rest.count >= 2, let value = UInt8(String(decoding: rest.prefix(2), as: UTF8.self), radix: 16),
                value != 0
            else {
                return nil
            }
            bytes.append(value)
            rest = rest.dropFirst(2)
        }
        return String(validating: bytes, as: UTF8.self)
    }
}
