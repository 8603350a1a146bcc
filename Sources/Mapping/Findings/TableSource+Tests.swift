extension TableSource {
    /// The cells of a row of this decision table that a key would meet, each asking no more than the rows above it do.
    func tests(for key: String) -> [String] {
        let texts = TableSource.parts(of: key)
        return (0..<keyColumns).map { column in
            let asked = rows.compactMap { column < $0.cells.count ? $0.cells[column] : nil }.filter { !$0.isEmpty }
            return TableSource.test(for: column < texts.count ? texts[column] : "", among: asked)
        }
    }

    private static func test(for text: String, among asked: [String]) -> String {
        if asked.isEmpty { return "" }
        if text.isEmpty { return "blank" }
        if asked.allSatisfy({ $0 == "present" || $0 == "blank" }) { return "present" }
        return ending(of: text, among: asked).map { "$" + $0 } ?? "=" + text
    }

    /// The end of a text that begins with what the endings of other rows begin with, `::THU_LY`.
    private static func ending(of text: String, among asked: [String]) -> String? {
        let endings = asked.filter { $0.hasPrefix("$") }.map { $0.dropFirst() }
        let marks = Set(endings.map { $0.prefix { !$0.isLetter && !$0.isNumber } })
        guard marks.count == 1, let mark = marks.first, !mark.isEmpty else { return nil }
        var place = text.endIndex
        while place > text.startIndex {
            place = text.index(before: place)
            if text[place...].hasPrefix(mark) { return String(text[place...]) }
        }
        return nil
    }

    /// A text as a key of a YAML mapping.
    static func scalar(_ text: String) -> String {
        "\"" + text.map { $0 == "\"" || $0 == "\\" ? "\\\($0)" : String($0) }.joined() + "\""
    }
}
