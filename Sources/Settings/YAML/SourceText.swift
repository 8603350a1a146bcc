package import Dossiers

/// The text of a file that people write, cut into lines for messages.
package struct SourceText: Sendable, Hashable {
    /// Path as the user gave it.
    package let file: String
    /// The whole text without a byte order mark.
    package let text: String
    /// The lines without their ends.
    package let lines: [Substring]

    /// Longest line that a finding repeats, in bytes.
    package static let longestShown = 2_000

    /// Largest file that is read, in bytes.
    package static let limit = 4 << 20

    package init(file: String, text: String) {
        self.file = file
        self.text = text.unicodeScalars.first == "\u{FEFF}" ? String(text.unicodeScalars.dropFirst()) : text
        lines = SourceText.lines(of: self.text)
    }

    /// Reads the file at `path`; throws when it cannot be read, is larger than `limit` or no UTF-8.
    package init(reading path: String) throws(Diagnostics) {
        let bytes: [UInt8]
        do {
            bytes = try TextFile.bytes(at: path, limit: SourceText.limit)
        } catch {
            throw Diagnostics([Diagnostic(file: path, message: error.text)])
        }
        try self.init(file: path, bytes: bytes)
    }

    /// The text of `bytes`; throws when they are no UTF-8 or more than `limit`.
    package init(file: String, bytes: [UInt8]) throws(Diagnostics) {
        guard bytes.count <= SourceText.limit else {
            throw Diagnostics([Diagnostic(file: file, message: TextFile.Problem.tooLarge(limit: SourceText.limit).text)]
            )
        }
        guard let text = String(validating: bytes, as: UTF8.self) else {
            throw Diagnostics([SourceText.badEncoding(file: file, bytes: bytes)])
        }
        self.init(file: file, text: text)
    }

    /// A finding at `mark`, with the line that it stands on unless the line seems to tell a secret.
    package func diagnostic(at mark: YAMLMark, _ message: Sentence, hint: Sentence? = nil) -> Diagnostic {
        let line = lines.indices.contains(mark.line - 1) ? lines[mark.line - 1] : ""
        return Diagnostic(
            file: file,
            line: mark.line,
            column: mark.column,
            message: message,
            hint: hint,
            excerpt: line.utf8.count > SourceText.longestShown || SecretLine.tellsSecret(line) ? "" : String(line)
        )
    }

    /// The lines between LF, CR and CR LF, without them.
    private static func lines(of text: String) -> [Substring] {
        let bytes = text.utf8.span
        var lines: [Substring] = []
        var start = 0
        var index = 0
        while index < bytes.count {
            let byte = bytes[index]
            index += 1
            guard byte == 0x0A || byte == 0x0D else { continue }
            lines.append(part(of: text, start, index - 1))
            if byte == 0x0D, index < bytes.count, bytes[index] == 0x0A { index += 1 }
            start = index
        }
        return lines + [part(of: text, start, bytes.count)]
    }

    private static func part(of text: String, _ start: Int, _ end: Int) -> Substring {
        let utf8 = text.utf8
        let first = utf8.index(utf8.startIndex, offsetBy: start)
        return text[first..<utf8.index(first, offsetBy: end - start)]
    }

    private static func badEncoding(file: String, bytes: [UInt8]) -> Diagnostic {
        let sound = bytes.split(separator: 0x0A, omittingEmptySubsequences: false)
            .prefix { String(validating: $0, as: UTF8.self) != nil }.count
        return Diagnostic(
            file: file,
            line: sound + 1,
            message: "the file is not UTF-8",
            hint: "save it as UTF-8 in the editor"
        )
    }
}
