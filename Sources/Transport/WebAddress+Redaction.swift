extension WebAddress {
    /// The address as it may stand in a log: no user, no password, no fragment, and of the query the names alone.
    ///
    /// Small numbers that name a page keep their value; nothing else in a query is known to be free of personal data.
    var redactedText: String {
        let port = origin.port.map { Self.defaultPorts[origin.scheme] == $0 ? "" : ":\($0)" } ?? ""
        let start = "\(origin.scheme)://\(origin.host)\(port)\(path)"
        guard let query else { return start }
        return start + "?" + query.split(separator: "&").map(Self.redacted(pair:)).joined(separator: "&")
    }

    /// The redacted form of any text that should be an address.
    static func redactedText(of text: String) -> String {
        WebAddress(text)?.redactedText ?? "(unreadable address)"
    }

    private static let defaultPorts = ["http": 80, "https": 443, "sftp": 22, "ftps": 990, "ftpes": 21]
    private static let pageNames: Set<String> = [
        "page", "start", "end", "offset", "limit", "size", "pagenumber", "pagesize", "pageindex",
    ]

    private static func redacted(pair: Substring) -> String {
        let parts = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
        let name = String(parts[0])
        guard parts.count == 2 else { return name }
        let isPageNumber = parts[1].utf8.count <= 9 && parts[1].utf8.allSatisfy { (0x30...0x39).contains($0) }
        return isPageNumber && pageNames.contains(name.lowercased()) ? String(pair) : "\(name)=*"
    }
}
