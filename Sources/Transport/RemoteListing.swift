/// Reads the answer to `list`: lines as `ls -l` writes them, from SFTP servers and from FTP servers of the Unix kind.
///
///     -rw-r--r--    1 gov  staff   1234 Nov 25 22:34 bao cao.csv
///
/// - The size is the first number that a date follows, so an owner or a group may be missing or hold blanks.
/// - A date is a month, a day and a time or year, or `2026-11-25 22:34`.
/// - The name begins after the one blank behind the date and may hold blanks; of a link the target is cut off.
/// - Lines of another form, `total 12` among them, and the folders `.` and `..` are passed over.
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
        guard let kind = line.utf8.first, "-dlbcps".utf8.contains(kind) else { return nil }
        let words = line.split(separator: " ")
        for index in words.indices.dropFirst(2) {
            guard let size = Int64(words[index]), let last = dateEnd(words[(index + 1)...]) else { continue }
            guard let name = name(after: last, in: line, kind: kind), name != ".", name != ".." else { return nil }
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
