import Dossiers
import Feeds
import Formats
import Foundation
import Mapping
import Testing

@testable import Pipeline

/// What a list learns of its pages: how many records they hold, which, and what they say of the list.
struct PageSurveyingTests {
    private static func list(_ records: Int, _ more: String = "", padding: Int = 0) -> String {
        let note = String(repeating: "x", count: padding)
        let rows = (0..<records).map { "{\"code\":\"H23.1-240101-\(1_000 + $0)\",\"status\":9,\"note\":\"\(note)\"}" }
        return "{\(more)\"data\":[\(rows.joined(separator: ","))]}"
    }

    @Test func recordsAreCountedWhereThereIsATotal() throws {
        let folder = try SurveyFolder("json", records: "data")
        let first = try folder.survey(Self.list(900, "\"total\":1500,"))
        #expect(first.records == 900 && first.declaredTotal == 1_500)
        #expect(Set(first.keys).count == 900)
        let late = try folder.survey(Self.list(600).dropLast() + ",\"totalCount\":\"1500\"}")
        #expect(late.records == 600 && late.declaredTotal == 1_500)
        #expect(late.keys == Array(first.keys.prefix(600)), "a key does not depend on its page")
    }

    @Test func recordsAreCountedWithoutATotalToo() throws {
        let folder = try SurveyFolder("json", records: "data")
        let first = try folder.survey(Self.list(5_000))
        #expect(first.records == 5_000 && first.declaredTotal == nil)
        #expect(try folder.survey(Self.list(1, padding: 40_000)).records == 1)
        #expect(try folder.survey("{\"data\":[]}") == PageSurvey(records: 0))
        #expect(try folder.survey("{\"total\":7,\"data\":[]}") == PageSurvey(records: 0, declaredTotal: 7))
    }

    /// What stands around the records is told as ever.
    @Test func aListInOneAnswerIsCountedWithoutItsKeys() throws {
        let json = try SurveyFolder("json", records: "data", Self.envelope)
        for text in [
            Self.list(900, "\"error_code\":0,\"total\":1500,"), Self.list(3).dropLast() + ",\"error_code\":\"7\"}",
            "{\"message\":\"ok\"}", "{\"error_code\":0,\"data\":[]}",
            Self.list(2, "\"error_code\":0,\"last\":\"false\","),
        ] {
            var survey = try json.survey(text)
            survey.keys = []
            #expect(try json.survey(text, depth: .places) == survey)
        }
        #expect(throws: ScanStop.self) { try json.survey("{\"data\":", depth: .places) }
        let lines = try SurveyFolder("ndjson", records: nil)
        #expect(throws: ScanStop.self) { try lines.survey("{\"code\":}\n{\"code\":}\n", depth: .places) }
        #expect(try lines.survey("{\"code\":\"A\"}\n{\"code\":}\n", depth: .places) == PageSurvey(records: 2))
    }

    @Test func brokenRecordsAloneSayNothing() throws {
        let folder = try SurveyFolder("ndjson", records: nil)
        let broken = String(repeating: "{\"code\":}\n", count: 4_000)
        #expect(throws: ScanStop.self) { try folder.survey(broken) }
        let survey = try folder.survey(broken + "{\"code\":\"H23.1-240101-1000\"}\n")
        #expect(survey.records == 4_001)
        #expect(survey.keys.count == 1)
        let readable = try folder.survey(
            "{\"code\":\"H23.1-240101-1000\"}\n{\"code\":\"H23.1-240101-1001\",\"status\":}\n"
        )
        #expect(Set(readable.keys).count == 2, "a record that is set aside may have a code that can be read")
        #expect(try folder.survey("\n").records == 0)
    }

    @Test(arguments: ["<html>login</html>", "{\"data\":", "[]]"]) func whatIsNoPageIsTold(text: String) throws {
        let folder = try SurveyFolder("json", records: "data")
        #expect(throws: ScanStop.self) { try folder.survey(text) }
    }

    @Test func aPageWithoutItsListIsNoAnswer() throws {
        let folder = try SurveyFolder("json", records: "data")
        #expect(try folder.survey("{\"message\":\"ok\"}").refusal != nil)
        #expect(try folder.survey("{\"total\":0}").refusal == nil, "a page without hits may leave its list out")
    }

    // MARK: - What the page says of itself

    private static let envelope = """
        success: { path: error_code, is: ["0"], when_missing: failure, message: message }
        more: { path: last, is: ["false"] }
        """

    @Test func aRefusalIsToldAndNamesNobody() throws {
        let folder = try SurveyFolder("json", records: "data", Self.envelope)
        let survey = try folder.survey(
            "{\"error_code\":\"100\",\"message\":\"Nguyễn Thị Mẫu 099000000001\",\"data\":[]}"
        )
        let refusal = try #require(survey.refusal).description
        #expect(refusal.contains("error_code is 100"))
        #expect(!refusal.contains("099000000001"))
        #expect(survey.records == 0 && !survey.isNotFound)
        let beside = try folder.survey(Self.list(2, "\"error_code\":\"-1\","))
        #expect(beside.refusal != nil)
    }

    @Test(arguments: ["Hồ sơ không tồn tại", "masohoso not found", "Không tìm thấy hồ sơ!", "201 RECORD_NOT_FOUND"])
    func anUnknownCodeIsAnAnswerToALookUpAlone(message: String) throws {
        let folder = try SurveyFolder("json", records: "data", Self.envelope)
        let page = "{\"error_code\":\"-1\",\"message\":\"\(message)\"}"
        let lookUp = try folder.survey(page, of: .code("H23.1-240101-1000"))
        #expect(lookUp.isNotFound && lookUp.refusal == nil)
        let list = try folder.survey(page)
        #expect(!list.isNotFound && list.refusal != nil)
    }

    @Test func theEndAndTheNextPageAreTold() throws {
        let folder = try SurveyFolder("json", records: "data", Self.envelope, next: "meta.next")
        let page = Self.list(1, "\"error_code\":0,\"last\":false,\"meta\":{\"next\":\"abc\"},")
        let first = try folder.survey(page)
        #expect(!first.isLast && first.next == "abc")
        let last = try folder.survey(Self.list(1, "\"error_code\":0,\"last\":true,\"meta\":{\"next\":null},"))
        #expect(last.isLast && last.next == nil)
    }

    // MARK: - Days and changes

    private static let dated = """
        as_of: newest changed
        """

    private static func dated(_ received: String, changed: String) -> String {
        "{\"code\":\"H23.1-240101-\(received.filter(\.isNumber))\",\"status\":9,\"received\":\"\(received)\","
            + "\"changed\":\"\(changed)\"}"
    }

    @Test func recordsOfOtherDaysAreStrays() throws {
        let folder = try SurveyFolder("json", records: "data", Self.dated)
        let rows = ["2023-12-04", "2023-12-05", "2023-12-06", "2023-12-07", ""].map { Self.dated($0, changed: "") }
        let page = "{\"data\":[\(rows.joined(separator: ","))]}"
        let first = try #require(Instant(year: 2_023, month: 12, day: 5, precision: .day))
        let last = try #require(Instant(year: 2_023, month: 12, day: 6, precision: .day))
        let survey = try folder.survey(page, of: .days(from: first, to: last))
        #expect(survey.records == 5 && survey.strays == 2)
        #expect(try folder.survey(page).strays == 0)
    }

    @Test func theSpanOfChangesIsTold() throws {
        let folder = try SurveyFolder("json", records: "data", Self.dated)
        let rows = ["2023-12-04 10:00:00", "2023-12-02 10:00:00", "2023-12-03 10:00:00"].map {
            Self.dated("2023-12-01", changed: $0)
        }
        let survey = try folder.survey("{\"data\":[\(rows.joined(separator: ","))]}")
        let changes = try #require(survey.changes)
        #expect(changes.upperBound - changes.lowerBound == 2 * 86_400)
    }
}

/// A mapping and a page that live as long as a test.
struct SurveyFolder: ~Copyable {
    private let path = NSTemporaryDirectory() + "survey-" + UUID().uuidString
    private let source: RunSource

    init(_ format: String, records: String?, _ more: String = "", next: String? = nil) throws {
        try FileManager.default.createDirectory(atPath: path + "/m", withIntermediateDirectories: true)
        let mapping = """
            mapping: m
            format: \(format)
            \(records.map { "records: \($0)" } ?? "")
            \(more)
            fields:
              code: { path: code, as: dossier-code }
              status: { path: status, as: status }
              received_at: { path: received, date: "yyyy-MM-dd" }
              status_at: { path: changed, date: "yyyy-MM-dd HH:mm:ss" }
            """
        try Data(mapping.utf8).write(to: URL(fileURLWithPath: path + "/m/mapping.yaml"))
        var definition = try MappingReader(directory: path).definition(named: "m")
        definition.envelope.next = next.flatMap { SlotPath($0) }
        source = RunSource(id: "m", side: .local, order: 0, program: MappingProgram(definition), units: nil)
    }

    deinit { try? FileManager.default.removeItem(atPath: path) }

    func survey(
        _ text: some StringProtocol,
        of slice: FeedSlice = .whole,
        depth: SurveySink.Depth = .times
    ) throws -> PageSurvey {
        try Data(text.utf8).write(to: URL(fileURLWithPath: path + "/page"))
        let page = FeedPage(path: path + "/page", origin: "h", bytes: Int64(text.utf8.count))
        return try PageSurveying(source: source, limits: FormatLimits(), depth: depth).survey(page, of: slice)
    }
}
