/// Recognises source lines that must not be repeated in a message, also where the file cannot be read at all.
enum SecretLine {
    private static let words = ["password", "passwd", "bearer", "secret", "token"]

    /// Whether a word for a secret is followed by a value that is no mapping: `password: x`, `token=x`.
    static func tellsSecret(_ line: Substring) -> Bool {
        let text = line.lowercased()
        return words.contains { word in
            text.ranges(of: word).contains { tellsValue(text[$0.upperBound...]) }
        }
    }

    private static func tellsValue(_ rest: Substring) -> Bool {
        let after = rest.drop { "\"' ".contains($0) }
        guard after.first == ":" || after.first == "=" else { return false }
        let value = after.dropFirst().drop { $0 == " " }
        return !value.isEmpty && value.first != "{"
    }
}
