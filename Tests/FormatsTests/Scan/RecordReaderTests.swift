import Dossiers
import Formats
import Testing

struct RecordReaderTests {
    @Test func jsonRecordIsReadWhole() throws {
        let reader = RecordReader(format: .ndjson, limits: FormatLimits(), context: .none)
        let text = #"{"a":"\u1ed9\"","n":-1.5e3,"l":[true,null,{}],"a":"again"}"#
        let value = try reader.value(of: Array(text.utf8).span)
        #expect(value["a"] == .text("ộ\""))
        #expect(value["n"] == .number("-1.5e3"))
        #expect(value["l"] == .list([.bool(true), .null, .object([])]))
    }

    @Test(arguments: [
        ("[1]", QuarantineReason.valueMalformed), ("{\"a\":01}", .brokenSyntax), ("{} x", .brokenSyntax),
        ("", .brokenSyntax),
        ("{\"a\":\"\\ud800\"}", .brokenSyntax), ("{\"a\":\"\t\"}", .brokenSyntax), ("{\"a\":\"x", .brokenSyntax),
    ])
    func brokenJSONIsRefused(text: String, reason: QuarantineReason) {
        let reader = RecordReader(format: .json(records: []), limits: FormatLimits(), context: .none)
        let error = #expect(throws: RecordReaderError.self) { try reader.value(of: Array(text.utf8).span) }
        #expect(error?.problem.reason == reason)
    }

    @Test func csvRowIsReadByTheTitlesOfItsPage() throws {
        let dialect = CSVDialect(headerTitles: ["code"])
        let page = try TemporaryPage(Array("title\ncode;name;\n'A;\"x \"\"y\"\"\n;z\";\n".utf8))
        let scanner = PageScanner(format: .csv(dialect), plan: SlotPlan(paths: []), limits: FormatLimits())
        let context = try scanner.context(of: try PageFile(open: page.path))
        #expect(context == .columns(CSVHeader(separator: UInt8(ascii: ";"), titles: ["code", "name"], end: 17)))
        let reader = RecordReader(format: .csv(dialect), limits: FormatLimits(), context: context)
        let value = try reader.value(of: Array("'A;\"x \"\"y\"\"\n;z\";".utf8).span)
        #expect(
            value
                == .object([
                    RecordMember(name: "code", value: .text("'A")),
                    RecordMember(name: "name", value: .text("x \"y\"\n;z")),
                ])
        )
    }

    @Test(arguments: [
        ("A", QuarantineReason.columnCount), ("A;b;c", .columnCount), ("A;b\"", .brokenSyntax),
        ("A;\"b\"c", .brokenSyntax),
        ("A;\"b", .brokenSyntax), ("A;b\nC;d", .brokenSyntax), ("A;\u{0}", .brokenSyntax), ("A;b\rc", .brokenSyntax),
    ])
    func brokenRowIsRefused(row: String, reason: QuarantineReason) {
        let header = CSVHeader(separator: UInt8(ascii: ";"), titles: ["code", "name"], end: 0)
        let reader = RecordReader(
            format: .csv(CSVDialect(headerTitles: [])),
            limits: FormatLimits(),
            context: .columns(header)
        )
        let error = #expect(throws: RecordReaderError.self) { try reader.value(of: Array(row.utf8).span) }
        #expect(error?.problem.reason == reason)
    }

    /// Rows made at random are sound to the scan exactly when they are to the reader.
    @Test(arguments: 0..<8 as Range<UInt64>)
    func scanAndReaderAgreeOnRows(seed: UInt64) throws {
        var random = SeededGenerator(seed: seed)
        let format = RecordFormat.csv(CSVDialect(separator: UInt8(ascii: ","), headerTitles: ["code"]))
        let header = CSVHeader(separator: UInt8(ascii: ","), titles: ["code", "name"], end: 0)
        let reader = RecordReader(format: format, limits: FormatLimits(), context: .columns(header))
        for _ in 0..<150 {
            let row =
                "x"
                + (0..<Int.random(in: 1...9, using: &random)).map { _ in
                    ["\"", "\"", ",", ",\"", "\",", "a", "\r", "ộ", " "].randomElement(using: &random) ?? ""
                }.joined()
            let page = try scan("code,name\n\(row)\n", as: format, paths: ["code", "name"])
            guard page.outcome.stop == nil, page.records.count == 1, !row.hasSuffix("\r") else { continue }
            let value = try? reader.value(of: Array(row.utf8).span)
            #expect((page.records[0].reason == nil) == (value != nil), "\(row.debugDescription)")
            guard let value, let values = page.records.first?.values else { continue }
            #expect(values == ["code", "name"].map { .text(value[$0]?.scalarText ?? "") }, "\(row.debugDescription)")
        }
    }
}
