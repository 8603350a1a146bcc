import Dossiers

/// The line ends of a CSV page, as far as its beginning shows them.
enum CSVLineEnds {
    /// Lines that end with a carriage return alone, as old exports write them; nil when there is a line feed.
    ///
    /// Such a page is one line to everybody else: its records would be lost without a word.
    static func problem(in head: Span<UInt8>) -> ScanStop? {
        var first: Int?
        for index in head.indices {
            if head[index] == UInt8(ascii: "\n") { return nil }
            if first == nil, head[index] == UInt8(ascii: "\r"), index + 1 < head.count { first = index }
        }
        guard let first else { return nil }
        let detail: Sentence = "lines end with a carriage return (CR) alone; export the file with LF or CRLF line ends"
        return ScanStop(.brokenSyntax, offset: Int64(first), detail: detail)
    }
}
