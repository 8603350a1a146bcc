import Feeds
import Formats
import Foundation
import Mapping
import Testing

@testable import Pipeline

/// What a series learns of its pages: whether they are empty, and how many records there are in all.
struct PageSurveyingTests {
    private static func list(_ records: Int, _ more: String = "", padding: Int = 0) -> String {
        let note = String(repeating: "x", count: padding)
        let rows = (0..<records).map { "{\"code\":\"H23.1-240101-\(1_000 + $0)\",\"status\":9,\"note\":\"\(note)\"}" }
        return "{\(more)\"data\":[\(rows.joined(separator: ","))]}"
    }

    @Test func recordsAreCountedWhereThereIsATotal() throws {
        let folder = try SurveyFolder("json", records: "data")
        let surveying = folder.surveying()
        #expect(
            try folder.survey(Self.list(900, "\"total\":1500,"), surveying)
                == PageSurvey(records: 900, declaredTotal: 1_500)
        )
        let late = Self.list(600).dropLast() + ",\"totalCount\":\"1500\"}"
        #expect(try folder.survey(String(late), surveying) == PageSurvey(records: 600, declaredTotal: 1_500))
    }

    @Test func withoutATotalItIsSeenWhetherThereAreAny() throws {
        let folder = try SurveyFolder("json", records: "data")
        let surveying = folder.surveying()
        let first = try folder.survey(Self.list(5_000), surveying)
        #expect(first.records > 0 && first.declaredTotal == nil)
        #expect(try folder.survey(Self.list(1, padding: 40_000), surveying) == PageSurvey(records: 1))
        #expect(try folder.survey("{\"data\":[]}", surveying) == PageSurvey(records: 0))
        let silent = try folder.survey("{\"total\":7,\"data\":[]}", surveying)
        #expect(silent == PageSurvey(records: 0, declaredTotal: 7))
    }

    @Test func aHeadOfBrokenRecordsSaysNothing() throws {
        let folder = try SurveyFolder("ndjson", records: nil)
        let broken = String(repeating: "{\"code\":}\n", count: 4_000)
        let surveying = folder.surveying()
        #expect(throws: ScanStop.self) { try folder.survey(broken, surveying) }
        #expect(try folder.survey(broken + "{\"code\":\"H23.1-240101-1000\"}\n", surveying).records > 0)
        #expect(try folder.survey("\n", surveying).records == 0)
    }

    @Test(arguments: ["<html>login</html>", "{\"data\":", "[]]"]) func whatIsNoPageIsTold(text: String) throws {
        let folder = try SurveyFolder("json", records: "data")
        #expect(throws: ScanStop.self) { try folder.survey(text, folder.surveying()) }
    }
}

/// A mapping and a page that live as long as a test.
private struct SurveyFolder: ~Copyable {
    private let path = NSTemporaryDirectory() + "survey-" + UUID().uuidString
    private let program: MappingProgram

    init(_ format: String, records: String?) throws {
        try FileManager.default.createDirectory(atPath: path + "/m", withIntermediateDirectories: true)
        let mapping = """
            mapping: m
            format: \(format)
            \(records.map { "records: \($0)" } ?? "")
            fields:
              code: { path: code, as: dossier-code }
              status: { path: status, as: status }
            """
        try Data(mapping.utf8).write(to: URL(fileURLWithPath: path + "/m/mapping.yaml"))
        program = MappingProgram(try MappingReader(directory: path).definition(named: "m"))
    }

    deinit { try? FileManager.default.removeItem(atPath: path) }

    func surveying() -> PageSurveying { PageSurveying(program: program, limits: FormatLimits()) }

    func survey(_ text: String, _ surveying: PageSurveying) throws -> PageSurvey {
        try Data(text.utf8).write(to: URL(fileURLWithPath: path + "/page"))
        return try surveying.survey(FeedPage(path: path + "/page", origin: "h", bytes: Int64(text.utf8.count)))
    }
}
