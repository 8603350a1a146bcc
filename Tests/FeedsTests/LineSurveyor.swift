import Dossiers
import Feeds

/// Pages of plain lines, and what they say of themselves.
///
/// A line that begins with `record` is a record, and its own key. `total N` and `pages N` declare, `last` ends the list,
/// `next X` names the next page, `refused` and `unknown` are no records, and a record that ends with `!` is a stray.
enum LineSurveyor {
    /// What a page of lines says.
    static let survey: ListFeed.Surveyor = { page, _ in
        let lines = try text(page.path).split(separator: "\n")
        let records = lines.filter { $0.hasPrefix("record") }
        var survey = PageSurvey(
            records: records.count,
            declaredTotal: number(after: "total ", in: lines),
            declaredPages: number(after: "pages ", in: lines),
            isLast: lines.contains("last")
        )
        survey.next = word(after: "next ", in: lines)
        survey.keys = records.map(key)
        survey.strays = records.count { $0.hasSuffix("!") }
        if lines.contains("refused") { survey.refusal = "it is refused" }
        survey.isNotFound = lines.contains("unknown")
        return survey
    }

    private static func word(after start: String, in lines: [Substring]) -> String? {
        lines.first { $0.hasPrefix(start) }.map { String($0.dropFirst(start.count)) }
    }

    private static func number(after start: String, in lines: [Substring]) -> Int? {
        word(after: start, in: lines).flatMap { Int($0) }
    }

    /// FNV-1a.
    private static func key(_ line: Substring) -> UInt64 {
        line.utf8.reduce(0xCBF2_9CE4_8422_2325) { ($0 ^ UInt64($1)) &* 0x100_0000_01B3 }
    }
}
