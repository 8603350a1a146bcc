/// A table for people: columns aligned by display width, two blanks between, no lines drawn.
package struct TextTable: Sendable {
    /// On which side of its column a cell stands.
    package enum Alignment: Sendable, Hashable {
        case left
        case right
    }

    /// One cell and the colour of its text.
    package struct Cell: Sendable, Hashable, ExpressibleByStringLiteral {
        package var text: String
        package var colour: Colour

        package init(_ text: String, colour: Colour = .plain) {
            self.text = DisplayWidth.harmless(text)
            self.colour = colour
        }

        package init(stringLiteral value: String) { self.init(value) }
    }

    private let alignments: [Alignment]
    private let widest: Int
    private let isColoured: Bool
    private var rows: [[Cell]] = []

    /// An empty table.
    ///
    /// - Parameters:
    ///   - alignments: one for each column.
    ///   - widest: columns of the terminal after which a cell is cut.
    ///   - isColoured: whether colours are written at all.
    package init(_ alignments: [Alignment], widest: Int = 60, isColoured: Bool = false) {
        self.alignments = alignments
        self.widest = widest
        self.isColoured = isColoured
    }

    /// Adds a row; cells beyond the columns are dropped.
    package mutating func add(_ row: [Cell]) { rows.append(Array(row.prefix(alignments.count))) }

    /// Adds a row of plain cells.
    package mutating func add(_ row: [String]) { add(row.map { Cell($0) }) }

    /// The lines, each with LF, no blanks at the end of a line.
    package var text: String {
        let widths = alignments.indices.map(width)
        return rows.map { line(of: $0, widths) + "\n" }.joined()
    }

    private func width(of column: Int) -> Int {
        rows.reduce(0) { max($0, column < $1.count ? min(widest, DisplayWidth.of($1[column].text)) : 0) }
    }

    private func line(of row: [Cell], _ widths: [Int]) -> String {
        var line = ""
        for (column, cell) in row.enumerated() {
            let shown = DisplayWidth.cut(cell.text, to: widest)
            let blanks = String(repeating: " ", count: widths[column] - DisplayWidth.of(shown))
            let text = isColoured ? cell.colour.wrapping(shown) : shown
            let isLast = column == row.count - 1
            line += alignments[column] == .right ? blanks + text : isLast ? text : text + blanks
            if !isLast { line += "  " }
        }
        return String(line.trimmingSuffix(while: { $0 == " " }))
    }
}

/// The few colours that a report uses.
package enum Colour: String, CaseIterable, Sendable, Hashable {
    case plain = ""
    case strong = "1"
    case faint = "2"
    case red = "31"
    case green = "32"
    case yellow = "33"

    /// The text between the escape sequences that turn the colour on and off.
    package func wrapping(_ text: String) -> String {
        self == .plain || text.isEmpty ? text : "\u{1B}[\(rawValue)m\(text)\u{1B}[0m"
    }
}

extension String {
    fileprivate func trimmingSuffix(while predicate: (Character) -> Bool) -> Substring {
        var end = endIndex
        while end > startIndex, predicate(self[index(before: end)]) { end = index(before: end) }
        return self[..<end]
    }
}
