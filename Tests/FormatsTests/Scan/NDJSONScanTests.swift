import Dossiers
import Formats
import Testing

struct NDJSONScanTests {
    @Test func linesAreRecordsAndBlankOnesAreNot() throws {
        let page = try scan(
            "\u{FEFF}{\"code\":\"A\"}\r\n\r\n  \n {\"code\":\"B\"} \n{\"code\":\"C\"}",
            as: .ndjson,
            paths: ["code"]
        )
        #expect(page.texts == [["A"], ["B"], ["C"]])
        #expect(page.outcome.stop == nil)
        #expect(page.records.map(\.offset) == [3, 23, 37])
    }

    @Test(arguments: [
        "{\"code\":\"X\",\"y\":\"open", "{\"code\":\"X\",\"y\":\"a\\", "{\"code\":\"X\",\"y\":1",
        "{\"code\":\"X\",\"y\":[1,2",
        "{\"code\":\"X\"} {}", "{\"code\":\"X\"},", "{\"code\":\"X\"}\"", "{\"code\":\"X\",\"y\":\"a\\\"",
    ])
    func brokenLineDoesNotSpoilTheNext(line: String) throws {
        let page = try scan("{\"code\":\"A\"}\n\(line)\n{\"code\":\"B\"}\n\(line)", as: .ndjson, paths: ["code"])
        #expect(page.reasons == [nil, .brokenSyntax, nil, .brokenSyntax])
        #expect(page.records.compactMap(\.values.first) == ["A", "X", "B", "X"].map { .text($0) })
        #expect(page.records.map(\.length) == [12, line.utf8.count, 12, line.utf8.count])
        #expect(page.outcome.stop == nil)
    }

    @Test(arguments: ["1", "\"x\"", "null", "[{\"code\":\"X\"}]", "<html>", "]", "\\"])
    func linesThatAreNoObjectsAreBroken(line: String) throws {
        let page = try scan("{\"code\":\"A\"}\n\(line)\n{\"code\":\"B\"}", as: .ndjson, paths: ["code"])
        #expect(page.reasons == [nil, .valueMalformed, nil])
    }

    @Test func endlessLineIsPassedOverInConstantMemory() throws {
        var limits = FormatLimits()
        limits.recordBytes = 1_000
        let long = String(repeating: "x", count: 2_000_000)
        let text = "{\"code\":\"A\"}\n{\"code\":\"X\",\"y\":\"\(long)\",\"z\":1}\n{\"code\":\"B\"}\n"
        let page = try scan(text, as: .ndjson, paths: ["code", "z"], limits: limits)
        #expect(page.reasons == [nil, .limitExceeded, nil])
        #expect(page.records.map(\.values) == [[.text("A"), .absent], [.text("X"), .absent], [.text("B"), .absent]])
        #expect(page.records.map(\.offset) == [0, 13, 2_000_039])
        #expect(page.records.map(\.length) == [12, 2_000_025, 12])
    }
}
