/// Reads the answer to `list`: lines as `ls -l` or as `dir` writes them, whatever kind of server.
///
///     -rw-r--r--    1 gov  staff   1234 Nov 25 22:34 bao cao.csv
///     11-25-26  10:34PM                 1234 bao cao.csv
///
/// - The size is the first number that a date follows, so an owner or a group may be missing or hold blanks.
/// - A date is a month, a day and a time or year, or `2026-11-25 22:34`.
/// - The name begins after the one blank behind the date and may hold blanks; of a link the target is cut off.
/// - In the second form `<DIR>` stands for the size of a folder.
/// - Lines of another form, `total 12` among them, and names that are none, such as `..` or `a/b`, are passed over.
package enum RemoteListing {
    /// The entries of a listing, in its order.
    package static func files(in bytes: [UInt8]) -> [RemoteFile] {
        bytes.split(separator: UInt8(ascii: "\n")).compactMap { line in
            file(in: String(decoding: line.last == UInt8(ascii: "\r") ? line.dropLast() : line, as: UTF8.self))
        }
    }

    /// The address of `name` in the folder at the address `folder`, every byte outside the unreserved set escaped.
    package static func address(of name: String, in folder: String) -> String {
        folder + (folder.hasSuffix("/") ? "" : "/") + FileAddress.escaped(name)
    }

    private static func file(in line: String) -> RemoteFile? {
        guard let file = unixFile(in: line) ?? windowsFile(in: line) else { return nil }
        let isName =
            ![".", "..", ""].contains(file.name) && !file.name.utf8.contains { $0 == 0 || $0 == UInt8(ascii: "/") }
        return isName ? file : nil
    }

    private static func windowsFile(in line: String) -> RemoteFile? {
        let words = line.split(separator: " ", maxSplits: 3)
        guard words.count == 4, words[0].split(separator: "-").count == 3, words[1].contains(":") else { return nil }
        let rest = line[words[2].endIndex...].dropFirst()
        if words[2] == "<DIR>" {
            return RemoteFile(name: String(rest.drop { $0 == " " }), bytes: nil, isFolder: true)
        }
        return Int64(words[2]).map { RemoteFile(name: String(rest), bytes: $0, isFolder: false) }
    }

    private static func unixFile(in line: String) -> RemoteFile? {
        guard let kind = line.utf8.first, "-dlbcps".utf8.contains(kind) else { return nil }
        let words = line.split(separator: " ")
        for index in words.indices.dropFirst(2) {
            guard let size = Int64(words[index]), let last = dateEnd(words[(index + 1)...]) else { continue }
            guard let name = name(after: last, in: line, kind: kind) else { return nil }
            return RemoteFile(
                name: name,
                bytes: kind == UInt8(ascii: "-") ? size : nil,
                isFolder: kind == UInt8(ascii: "d")
            )
        }
        return nil
    }

    /// The last word of the date that `words` begin with; nil when they begin with none.
    private static func dateEnd(_ words: ArraySlice<Substring>) -> Substring? {
        guard let first = words.first else { return nil }
        if months.contains(first.lowercased()), words.count > 3 { return words[words.startIndex + 2] }
        let isDay = first.utf8.count == 10 && first.split(separator: "-").count == 3
        return isDay && words.count > 2 ? words[words.startIndex + 1] : nil
    }

    private static func name(after last: Substring, in line: String, kind: UInt8) -> String? {
        let rest = line[last.endIndex...].dropFirst()
        guard kind == UInt8(ascii: "l"), let arrow = rest.firstRange(of: " -> ") else {
            return rest.isEmpty ? nil : String(rest)
        }
        return String(rest[..<arrow.lowerBound])
    }

    private static let months: Set<String> = [
        "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec",
    ]
}
