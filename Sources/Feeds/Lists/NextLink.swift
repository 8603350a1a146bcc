/// The header `Link` (RFC 8288).
enum NextLink {
    /// The address with `rel="next"`, as written; nil when there is none.
    static func address(_ header: String) -> String? {
        for link in links(header) {
            guard let end = link.firstIndex(of: ">") else { continue }
            let address = link[link.index(after: link.startIndex)..<end]
            if isNext(link[link.index(after: end)...]) { return String(address) }
        }
        return nil
    }

    /// The links of a header, each from its `<`; a comma within an address cuts nothing.
    private static func links(_ header: String) -> [Substring] {
        let starts = header.indices.filter { header[$0] == "<" }
        return zip(starts, starts.dropFirst() + [header.endIndex]).map { header[$0..<$1] }
    }

    private static func isNext(_ parameters: Substring) -> Bool {
        parameters.split(separator: ";").contains { parameter in
            let parts = parameter.split(separator: "=", maxSplits: 1).map { part in
                part.filter { !" \t\",".contains($0) }.lowercased()
            }
            return parts.count == 2 && parts[0] == "rel" && parts[1] == "next"
        }
    }
}
