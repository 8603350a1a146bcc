import Dossiers
import Feeds
import Formats
import Foundation

/// Looks at pages of JSON as the mapping of a family would.
struct JSONSurveyor: Sendable {
    /// Member that holds the list.
    var list: String
    /// Member of a record that is its code.
    var code: String
    /// Member of a record that is its day of receipt; nil: it has none.
    var received: String?
    /// Place of the day among the numbers of that text.
    var dayPlace = 0
    /// Member that is the length of the list; nil: the page does not say.
    var total: String?
    /// Member that says whether another page follows, with its text on the last one; nil: the page does not say.
    var end: (name: String, last: String)?
    /// Member that must be this; nil: there is none.
    var success: (name: String, text: String)?
    /// Member that names the next page; nil: none does.
    var next: String?

    private struct NoList: Error {}

    /// What a page says; what is no JSON throws.
    func survey(_ page: FeedPage, _ slice: FeedSlice) throws -> PageSurvey {
        let answer = try RecordTree.json(
            [UInt8](Data(contentsOf: URL(fileURLWithPath: page.path))).span,
            limits: FormatLimits()
        )
        if let success, answer[success.name]?.scalarText != success.text { return refused(answer, slice) }
        guard answer[list] != nil || total.flatMap({ answer[$0] }) != nil else { throw NoList() }
        let records = Self.items(answer[list])
        var survey = PageSurvey(records: records.count)
        survey.declaredTotal = total.flatMap { answer[$0]?.scalarText }.flatMap { Int($0) }
        survey.isLast = end.map { answer[$0.name]?.scalarText == $0.last } ?? false
        survey.next = next.flatMap { answer[$0]?.scalarText }
        survey.keys = records.compactMap { $0[code]?.scalarText }.map { UInt64(bitPattern: Int64($0.hashValue)) }
        survey.strays = records.count { !slice.holds(receivedAt: seconds($0)) }
        return survey
    }

    /// The codes on a page.
    func codes(_ page: FeedPage) throws -> [String] {
        let answer = try RecordTree.json(
            [UInt8](Data(contentsOf: URL(fileURLWithPath: page.path))).span,
            limits: FormatLimits()
        )
        return Self.items(answer[list]).compactMap { $0[code]?.scalarText }
    }

    private func refused(_ answer: RecordValue, _ slice: FeedSlice) -> PageSurvey {
        var survey = PageSurvey(records: 0)
        if case .code = slice, answer["message"]?.scalarText == "không tồn tại" {
            survey.isNotFound = true
        } else {
            survey.refusal = "the code is another"
        }
        return survey
    }

    /// A list of one may be the one alone (OpenCPS, protocol 4.4).
    private static func items(_ value: RecordValue?) -> [RecordValue] {
        switch value {
        case .list(let items)?: items
        case .object?: [value].compactMap(\.self)
        default: []
        }
    }

    private func seconds(_ record: RecordValue) -> Int64? {
        let numbers = received.flatMap { record[$0]?.scalarText }?.split { !$0.isNumber } ?? []
        guard numbers.count > dayPlace, let day = Int(numbers[dayPlace]) else { return nil }
        return Instant(year: 2_023, month: 12, day: day, precision: .day)?.seconds
    }
}
