import Dossiers
import Formats
import Foundation
import Testing

/// Pages made to exhaust a reader: each is answered, in memory that does not grow with the page.
struct HostileScanTests {
    @Test(.timeLimit(.minutes(15)), arguments: ["{\"a\":", "["])
    func deepNestingPassesTheLimit(opening: String) throws {
        let closing = opening == "[" ? "]" : "}"
        let nested = String(repeating: opening, count: 100_000) + "1" + String(repeating: closing, count: 100_000)
        let page = try scan(
            "[{\"code\":\"A\",\"x\":\(nested)},{\"code\":\"B\"}]",
            as: .json(records: []),
            paths: ["code"]
        )
        #expect(page.reasons == [.limitExceeded, nil])
        #expect(page.records.compactMap(\.values.first) == [.text("A"), .text("B")])
        let line = try scan("{\"code\":\"A\",\"x\":\(nested)}\n{\"code\":\"B\"}", as: .ndjson, paths: ["code"])
        #expect(line.reasons == [.limitExceeded, nil])
    }

    @Test(arguments: [63, 64])
    func depthAtTheLimitIsAllowed(depth: Int) throws {
        let nested = String(repeating: "[", count: depth) + String(repeating: "]", count: depth)
        let record = "{\"x\":\(nested)}"
        #expect(try scan(record, as: .ndjson, paths: ["code"]).reasons == [depth == 63 ? nil : .limitExceeded])
        let tree = try? RecordTree.json(Array(record.utf8).span, limits: FormatLimits())
        #expect((tree != nil) == (depth == 63))
    }

    @Test(.timeLimit(.minutes(15)))
    func textOf100MBIsPassedOver() throws {
        let long = [UInt8](repeating: UInt8(ascii: "x"), count: 100 << 20)
        let json = Array(#"[{"code":"A","x":""#.utf8) + long + Array(#""},{"code":"B"}]"#.utf8)
        let before = try residentBytes()
        let page = try scan(json, as: .json(records: []), paths: ["code", "x"])
        #expect(page.reasons == [.limitExceeded, nil])
        #expect(page.records.map(\.values) == [[.text("A"), .absent], [.text("B"), .absent]])
        let csv = Array("code,name\nA,\"".utf8) + long + Array("\"\nB,x\n".utf8)
        let rows = try scan(csv, as: .csv(CSVDialect(headerTitles: ["code"])), paths: ["code"])
        #expect(rows.reasons == [.limitExceeded, nil])
        #expect(try residentBytes() - before < 400 << 20)
    }

    @Test func textBeyondTheLimitIsBroken() throws {
        var limits = FormatLimits()
        limits.textBytes = 10
        for path in ["code", "x"] {
            let page = try scan(
                #"[{"x":"0123456789"  ,"y":1},{"x":"0123456789a"}]"#,
                as: .json(records: []),
                paths: [path],
                limits: limits
            )
            #expect(page.reasons == [nil, .limitExceeded])
        }
    }

    @Test(.timeLimit(.minutes(15)))
    func millionColumnsAreAnswered() throws {
        let row = String(repeating: ",", count: 1_000_000)
        let format = RecordFormat.csv(CSVDialect(headerTitles: ["code"]))
        let page = try scan("code,name\nA\(row)x\nB,y\n", as: format, paths: ["code"])
        #expect(page.reasons == [.limitExceeded, nil])
        let wide = "code" + (0..<1_000_000).map { ",c\($0)" }.joined()
        #expect(try scan("\(wide)\nA\(row)\n", as: format, paths: ["code"]).outcome.stop != nil)
    }

    @Test func millionMembersPassTheLimit() throws {
        let members = (0..<1_000_000).map { "\"m\($0)\":1" }.joined(separator: ",")
        let page = try scan("[{\"code\":\"A\",\(members)}]", as: .json(records: []), paths: ["code"])
        #expect(page.reasons == [.limitExceeded])
    }

    @Test(.timeLimit(.minutes(15)))
    func strayQuoteInEveryLineStaysCheap() throws {
        let text = "code,name\n" + String(repeating: "\"a\nb\"c\n", count: 100_000)
        let page = try scan(text, as: .csv(CSVDialect(headerTitles: ["code"])), paths: ["code"])
        #expect(page.records.count == 200_000)
        #expect(page.outcome.broken == 200_000)
    }

    @Test(arguments: 0..<60)
    func truncatedDocumentStops(count: Int) throws {
        let text = #"{"x":[1,"é"],"data":[{"code":"A","n":-1.5},{"code":"\u1ed9"}]}"#
        let page = try scan(Array(text.utf8.prefix(count)), as: .json(records: ["data"]), paths: ["code"])
        #expect(page.outcome.stop != nil)
    }

    @Test func fileThatChangesIsNotTrusted() throws {
        let page = try TemporaryPage(Array("{\"code\":\"A\"}\n".utf8))
        let file = try PageFile(open: page.path)
        try Data("{\"code\":\"A\"}\n{}\n".utf8).write(to: URL(filePath: page.path))
        var sink = CollectingSink()
        let plan = SlotPlan(paths: [])
        let outcome = PageScanner(format: .ndjson, plan: plan, limits: FormatLimits()).scan(file, into: &sink)
        #expect(file.hasChanged == (outcome.stop != nil))
    }

    @Test func missingFileNamesItself() {
        let error = #expect(throws: PageFileError.self) { _ = try PageFile(open: "/nowhere/page.json") }
        #expect(error?.path == "/nowhere/page.json")
        #expect(error?.description == "/nowhere/page.json: No such file or directory")
        #expect(throws: PageFileError.self) { _ = try PageFile(open: "/") }
    }

    private func residentBytes() throws -> Int {
        let status = try String(contentsOfFile: "/proc/self/statm", encoding: .utf8)
        return (Int(status.split(separator: " ")[1]) ?? 0) * 4_096
    }
}
