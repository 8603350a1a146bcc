import Dossiers

/// The columns of a CSV page and how they are separated.
package struct CSVHeader: Sendable, Hashable {
    /// `,` or `;` or a tab.
    package let separator: UInt8
    /// The titles as written, trimmed; blank ones at the end are left out.
    package let titles: [String]
    /// Byte offset in the page of the first row below the header.
    package let end: Int64
    private let folded: [String]

    package init(separator: UInt8, titles: [String], end: Int64) {
        self.separator = separator
        self.titles = titles
        self.end = end
        folded = titles.map(Self.folded)
    }

    /// The column of a title, compared after trimming, NFC and case; nil when there is none.
    package func column(titled title: String) -> Int? {
        let wanted = Self.folded(title)
        return folded.firstIndex(of: wanted)
    }

    /// Whether a cell is the title of a column.
    func isTitle(_ cell: Span<UInt8>, at column: Int) -> Bool {
        CSVCell.text(cell).map(CSVHeader.folded) == (column < folded.count ? folded[column] : "")
    }

    /// Whether cells are the titles, each over its own column.
    func isLine(of cells: [Range<Int>], in bytes: Span<UInt8>) -> Bool {
        guard cells.count >= folded.count else { return false }
        for column in cells.indices where !isTitle(bytes.extracting(cells[column]), at: column) { return false }
        return true
    }

    /// Whether a title stands over two columns.
    func isAmbiguous(_ title: String) -> Bool {
        let wanted = Self.folded(title)
        return folded.count { $0 == wanted } > 1
    }

    /// Strings are equal in Swift when their NFC is.
    static func folded(_ title: String) -> String { trimmed(title).lowercased() }

    static func trimmed(_ title: String) -> String {
        var text = title[...]
        while let first = text.first, first.isWhitespace || first == "\u{FEFF}" { text.removeFirst() }
        while let last = text.last, last.isWhitespace { text.removeLast() }
        return String(text)
    }
}

extension CSVHeader {
    private static let mostLinesAbove = 50

    /// Looks for the header among the first rows of a page, from `start` on.
    ///
    /// - Returns: nil when the bytes hold none; a row of more than `members` cells is none.
    static func find(in bytes: Span<UInt8>, from start: Int, dialect: CSVDialect, members: Int) -> CSVHeader? {
        let separators = dialect.separator.map { [$0] } ?? Array(",;\t".utf8)
        var best: CSVHeader?
        for separator in separators {
            var place = start
            for _ in 0...mostLinesAbove where place < bytes.count {
                let row = CSVRow(in: bytes, from: place, separator: separator)
                place = row.next
                guard row.cells.count <= members else { continue }
                let header = CSVHeader(separator: separator, titles: titles(of: row, in: bytes), end: Int64(place))
                guard header.holds(dialect.headerTitles) else { continue }
                if header.titles.count > best?.titles.count ?? 0 { best = header }
                break
            }
        }
        return best
    }

    private static func titles(of row: CSVRow, in bytes: Span<UInt8>) -> [String] {
        var titles: [String] = []
        for cell in row.cells { titles.append(trimmed(CSVCell.text(bytes.extracting(cell)) ?? "")) }
        while titles.last?.isEmpty == true { titles.removeLast() }
        return titles
    }

    private func holds(_ wanted: [String]) -> Bool {
        !titles.isEmpty && titles.count >= wanted.count && wanted.allSatisfy { column(titled: $0) != nil }
    }
}
