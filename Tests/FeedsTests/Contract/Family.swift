import Dossiers
import Feeds
import Formats
import LoopbackServer
import Testing

/// A dossier of the servers: its number, and its day of receipt counted from 1 December 2023 as 1.
struct ServedDossier: Sendable, Hashable {
    var number: Int
    var day: Int

    var code: String { "H23-231201-000\(number)" }
}

/// What a page is asked for.
struct AskedPart: Sendable {
    /// Rows by their place in the list.
    var rows = 0..<Int.max
    /// Days of December 2023; nil: all.
    var days: ClosedRange<Int>?
    /// The dossier that is looked up; nil: a list is asked for.
    var code: String?
}

/// One family of systems: how it is configured, what it must ask, how its server answers.
struct Family: Sendable, CustomTestStringConvertible {
    let testDescription: String
    /// `fetch` of the configuration; `AT` stands for the address of the server.
    var fetch: String
    /// Path of the list, without query.
    var path: String
    /// Path of the login; nil: there is none.
    var login: String?
    /// Whether the system has codes in its body for what goes wrong.
    var hasCode = false
    /// Whether the answer says how long the list is, or whether it goes on.
    var tellsEnd = true
    /// Members of the answer.
    var surveyor: JSONSurveyor
    /// A member of the list.
    var row: @Sendable (ServedDossier) -> String
    /// The answer around members of the list, which has so many in all.
    var answer: @Sendable (_ rows: [String], _ total: Int, _ isLast: Bool) -> String
    /// What a call asks for.
    var part: @Sendable (HTTPCall) -> AskedPart
    /// The key that a call shows; nil: none.
    var key: @Sendable (HTTPCall) -> String? = { _ in nil }
    /// What is asked of the server of five dossiers: method, target, body.
    var asked: [String]
    /// Headers of each of these.
    var headers: [String: String] = [:]
}

extension HTTPCall {
    /// Path without the query.
    var path: String { String(target.prefix { $0 != "?" }) }

    /// The values of the query, escapes undone.
    var query: [String: String] { HTTPCall.pairs(target.drop { $0 != "?" }.dropFirst()) }

    /// The body as text.
    var text: String { String(decoding: body, as: UTF8.self) }

    /// A text of the JSON object in the body; nil when there is none.
    func member(_ name: String) -> String? {
        (try? RecordTree.json(body.span, limits: FormatLimits()))?[name]?.scalarText
    }

    /// Days of December 2023 that two values name, each with its day in the given place among its numbers.
    static func days(_ from: String?, _ to: String?, at place: Int) -> ClosedRange<Int>? {
        func day(_ text: String?) -> Int? {
            let numbers = text?.split { !$0.isNumber } ?? []
            return numbers.count > place ? Int(numbers[place]) : nil
        }
        guard let first = day(from), let last = day(to), first <= last else { return nil }
        return first...last
    }

    private static func pairs(_ text: Substring) -> [String: String] {
        var values: [String: String] = [:]
        for pair in text.split(separator: "&") {
            let parts = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            values[String(parts[0])] = parts.count > 1 ? unescaped(parts[1]) : ""
        }
        return values
    }

    private static func unescaped(_ text: Substring) -> String {
        var bytes: [UInt8] = []
        var rest = Array(text.utf8)[...]
        while let byte = rest.popFirst() {
            if byte == UInt8(ascii: "%"), let value = UInt8(String(decoding: rest.prefix(2), as: UTF8.self), radix: 16)
            {
                bytes.append(value)
                rest = rest.dropFirst(2)
            } else {
                bytes.append(byte)
            }
        }
        return String(decoding: bytes, as: UTF8.self)
    }
}
