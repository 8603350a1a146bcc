import Formats
import Foundation

/// A page on disk that lives as long as a test.
struct TestPage: ~Copyable {
    let path: String

    init(_ text: String) throws {
        path = NSTemporaryDirectory() + "page-" + UUID().uuidString
        try Data(text.utf8).write(to: URL(fileURLWithPath: path))
    }

    deinit { try? FileManager.default.removeItem(atPath: path) }

    func open() throws -> PageFile { try PageFile(open: path) }

    /// How a page of records is written.
    enum Syntax: Sendable {
        case ndjson
        case json
        case csv
        case xml
    }
}

extension TestPage.Syntax {
    private static let titles = [
        "c", "s", "p", "u", "k", "name", "m", "n", "t0", "t1", "t2", "t3", "t4", "t5", "t6", "dig", "files", "note",
        "parent", "gone", "owner",
    ]

    var format: RecordFormat {
        switch self {
        case .ndjson: .ndjson
        case .json: .json(records: ["data"])
        case .csv: .csv(CSVDialect(headerTitles: ["c", "s"]))
        case .xml: .xml(records: ["list", "item"], namespaces: [:])
        }
    }

    /// The page that holds `records`; escapes are chosen at random.
    func write(_ records: [RecordValue], using random: inout SeededGenerator) -> String {
        switch self {
        case .ndjson: return records.map { json($0, using: &random) + "\n" }.joined()
        case .json:
            return #"{"total":1,"data":["# + records.map { json($0, using: &random) }.joined(separator: ",") + "]}"
        case .csv: return ([Self.titles.joined(separator: ";")] + records.map(row)).joined(separator: "\n")
        case .xml: return "<list>" + records.map { element("item", $0, using: &random) }.joined() + "</list>"
        }
    }

    private func row(_ record: RecordValue) -> String {
        Self.titles.map { title in
            let text = record[title]?.scalarText ?? ""
            return title == "s" || text.contains("\"")
                ? "\"" + text.replacingOccurrences(of: "\"", with: "\"\"") + "\"" : text
        }.joined(separator: ";")
    }

    private func json(_ value: RecordValue, using random: inout SeededGenerator) -> String {
        switch value {
        case .null: return "null"
        case .bool(let truth): return truth ? "true" : "false"
        case .number(let digits): return digits
        case .text(let text):
            let isEscaped = Int.random(in: 0..<3, using: &random) == 0
            return "\""
                + (isEscaped
                    ? text.utf16.map { "\\u" + String(UInt32($0) + 0x1_0000, radix: 16).dropFirst() }.joined() : text)
                + "\""
        case .list(let elements): return "[ " + elements.map { json($0, using: &random) }.joined(separator: " , ") + "]"
        case .object(let members):
            return "{" + members.map { "\"\($0.name)\": " + json($0.value, using: &random) }.joined(separator: ",")
                + "}"
        }
    }

    private func element(_ name: String, _ value: RecordValue, using random: inout SeededGenerator) -> String {
        switch value {
        case .null: return ""
        case .bool, .number, .text:
            let text = value.scalarText ?? ""
            let isEscaped = Int.random(in: 0..<3, using: &random) == 0
            let body = isEscaped ? text.unicodeScalars.map { "&#\($0.value);" }.joined() : text
            return "<\(name)>\(body)</\(name)>"
        case .list(let elements): return elements.map { element(name, $0, using: &random) }.joined()
        case .object(let members):
            return "<\(name)>" + members.map { element($0.name, $0.value, using: &random) }.joined() + "</\(name)>"
        }
    }
}
