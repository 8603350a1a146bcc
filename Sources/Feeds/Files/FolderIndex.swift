import Transport

/// Reads the page on which a web server lists a folder: links that lead to a name within the folder.
///
/// nginx, Apache, Caddy, IIS and the like differ in everything else, so nothing else is looked at.
enum FolderIndex {
    /// The entries of the folder at the address `folder`, which ends with a slash; each once, in the order of the page.
    static func files(in page: String, of folder: String) -> [RemoteFile] {
        var seen: Set<String> = []
        return page.matches(of: link).compactMap { match in
            let reference = (match.double ?? match.single ?? match.bare).map(plain) ?? ""
            guard let file = file(reference, in: folder), seen.insert(file.name).inserted else { return nil }
            return file
        }
    }

    private static var link: Regex<(Substring, double: Substring?, single: Substring?, bare: Substring?)> {
        /(?i)<a\s[^>]*?href\s*=\s*(?:"(?<double>[^"]*)"|'(?<single>[^']*)'|(?<bare>[^\s>"']+))/
    }

    private static func file(_ reference: String, in folder: String) -> RemoteFile? {
        guard let base = NextAddress.resolved("./", from: folder).map(levels),
            let whole = NextAddress.resolved(reference, from: folder)
        else { return nil }
        let levels = levels(whole)
        let rest = levels.dropFirst(base.count - 1)
        guard levels.prefix(base.count - 1).elementsEqual(base.dropLast()), let name = rest.first, !name.isEmpty,
            name != ".", name != "..", !name.contains("/"), !name.contains("\0")
        else { return nil }
        switch Array(rest.dropFirst()) {
        case []: return RemoteFile(name: name, bytes: nil, isFolder: false)
        case [""]: return RemoteFile(name: name, bytes: nil, isFolder: true)
        default: return nil
        }
    }

    /// The parts of the path between slashes, decoded.
    private static func levels(_ address: String) -> [String] {
        let path = address.prefix { $0 != "?" && $0 != "#" }
        return path.split(separator: "/", omittingEmptySubsequences: false).map { decoded($0) }
    }

    private static func decoded(_ text: Substring) -> String {
        FileAddress.path(of: "file:///\(text)").map { String($0.dropFirst()) } ?? ""
    }

    /// The text of an attribute, its entities replaced.
    private static func plain(_ text: Substring) -> String {
        let named = ["amp": "&", "quot": "\"", "apos": "'", "lt": "<", "gt": ">"]
        return String(text).replacing(/&(#x[0-9A-Fa-f]{1,6}|#[0-9]{1,7}|[a-z]{2,4});/) { match in
            let name = match.1.lowercased()
            let number = name.hasPrefix("#x") ? UInt32(name.dropFirst(2), radix: 16) : UInt32(name.dropFirst())
            return named[name] ?? number.flatMap { Unicode.Scalar($0) }.map { String($0) } ?? String(match.0)
        }
    }
}
