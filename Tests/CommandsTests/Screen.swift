/// What a terminal shows after it was sent these bytes: the few sequences that the program uses, all others are kept as they are.
struct Screen {
    private var rows: [[Character]] = [[]]
    private var row = 0
    private var column = 0

    init(_ text: String) {
        var rest = Substring(text)
        while let scalar = rest.unicodeScalars.first {
            if let length = control(rest) {
                rest = Substring(rest.unicodeScalars.dropFirst(length))
            } else {
                _ = scalar
                put(rest.removeFirst())
            }
        }
    }

    /// The lines without blanks at their ends; empty ones at the end are left out.
    var lines: [String] {
        var lines = rows.map { String(String($0).reversed().drop { $0 == " " }.reversed()) }
        while lines.last?.isEmpty == true { lines.removeLast() }
        return lines
    }

    /// Obeys what steers; how many scalars that took, nil when it is a letter.
    private mutating func control(_ text: Substring) -> Int? {
        switch text.unicodeScalars.first {
        case "\r": column = 0
        case "\n":
            row += 1
            column = 0
            if row == rows.count { rows.append([]) }
        case "\u{1B}": return escape(text)
        default: return nil
        }
        return 1
    }

    private mutating func escape(_ text: Substring) -> Int {
        let body = text.unicodeScalars.dropFirst(2)
        let digits = body.prefix { ("0"..."9").contains($0) }
        let number = Int(String(String.UnicodeScalarView(digits))) ?? 1
        switch body.dropFirst(digits.count).first {
        case "A": row = max(0, row - number)
        case "K": rows[row] = Array(rows[row].prefix(column))
        case "J":
            rows[row] = Array(rows[row].prefix(column))
            rows = Array(rows.prefix(row + 1))
        default: break
        }
        return 3 + digits.count
    }

    private mutating func put(_ character: Character) {
        while rows[row].count <= column { rows[row].append(" ") }
        rows[row][column] = character
        column += 1
    }
}
