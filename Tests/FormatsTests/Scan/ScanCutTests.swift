import Dossiers
import Formats
import Testing

/// However a page is cut into blocks and ranges, and whichever kernel runs, the same is found.
struct ScanCutTests {
    static let documents: [(text: String, format: RecordFormat, paths: [String])] = [
        (
            #"{"x":{"data":"}"},"n":-1.5e3,"data":[{"code":"Ộ\"A\\","n":12},{"o":{"k":[1,{"z":null}]},"code":"B"} ,"#
                + #" {"code":01},{"code":"\u1ed9\ud83d\ude00"},7,{"code":true}],"tail":[false,"\\"]}  "#,
            .json(records: ["data"]), ["code", "n", "o.k"]
        ),
        (#"{"data":[{"code":"A"},{"code":"B","x":"a"b"},{"code":"C"}]}"#, .json(records: ["data"]), ["code"]),
        (#"{"data":[{"code":"A"},{"code":"B","x":[1}"#, .json(records: ["data"]), ["code"]),
        (
            "{\"code\":\"A\\\\\"}\r\n\n {\"n\":1,\"code\":\"Ộ\"} \n{\"code\":\"B\"\n{\"code\":\"open\\\n{\"code\":\"C\",\"o\":{\"k\":1}}\n7\n{\"code\":\"D\"}",
            .ndjson, ["code", "n", "o.k"]
        ),
        (
            "\u{FEFF}title;;\r\nname;code;\r\n\"x\"\"y;\r\nz\";A;\r\n;;\r\nệ;\"B\";\r\n\"stray\n1;C\n\"q\";D;\"\"\n\"a\"b;E\n2;F;3\nG\n\"\";\"\n\n\";",
            .csv(CSVDialect(headerTitles: ["code", "name"])), ["code", "name"]
        ),
        (
            "code,name\nA,\"x\nB,y\nC,\"z\nD,\"w\nE,v\nF,u\"\"\nG,\"t\"\n", .csv(CSVDialect(headerTitles: ["code"])),
            ["code", "name"]
        ),
    ]

    @Test(arguments: 0..<documents.count)
    func everyBlockSizeAndKernelFindsTheSame(index: Int) throws {
        let (text, format, paths) = Self.documents[index]
        var settings = ScanSettings()
        settings.level = .scalar
        let expected = try scan(text, as: format, paths: paths, settings: settings)
        #expect(expected.records.count > 0)
        for level in ScanLevel.available {
            settings.level = level
            for blockBytes in Array(1...64) + [127, 128, 129, 1_000] {
                settings.blockBytes = blockBytes
                let page = try scan(text, as: format, paths: paths, settings: settings)
                #expect(page == expected, "\(level), blocks of \(blockBytes)")
            }
        }
    }

    @Test(arguments: [3, 4, 5])
    func rangesOfEverySizeGiveTheWhole(index: Int) throws {
        let (text, format, paths) = Self.documents[index]
        try expectRangesGiveTheWhole(Array(text.utf8), as: format, paths: paths)
    }

    @Test func quotedLineFeedsDoNotBreakRanges() throws {
        let rows = (0..<60).map { "\"a\($0)\n1,2\",\"b\n\"\"\($0)\"\"\n\",\($0)" }
        let text = "code,name,n\n" + rows.joined(separator: "\n") + "\n"
        try expectRangesGiveTheWhole(
            Array(text.utf8),
            as: .csv(CSVDialect(headerTitles: ["code"])),
            paths: ["code", "name", "n"]
        )
    }

    @Test func rowsWithoutQuotesAreCut() throws {
        let text = "code,name\n" + (0..<1_000).map { "c\($0),n\($0)\n" }.joined()
        let format = RecordFormat.csv(CSVDialect(headerTitles: ["code"]))
        let page = try TemporaryPage(Array(text.utf8))
        let scanner = PageScanner(format: format, plan: SlotPlan(paths: []), limits: FormatLimits())
        #expect(scanner.ranges(of: try PageFile(open: page.path), near: 1_000).count > 5)
        try expectRangesGiveTheWhole(
            Array(text.utf8),
            as: format,
            paths: ["code", "name"],
            sizes: [100, 1_000, 5_000]
        )
    }

    @Test func rangeThatEndsInsideQuotesSaysSo() throws {
        let text = "code,name\nA,\"x\ny\"\nB,z\n"
        let format = RecordFormat.csv(CSVDialect(headerTitles: ["code"]))
        let first = try scan(Array(text.utf8), as: format, paths: ["code"], range: 0..<15)
        #expect(first.outcome.cutsRecord)
        #expect(try !scan(Array(text.utf8), as: format, paths: ["code"], range: 0..<18).outcome.cutsRecord)
    }

    private func expectRangesGiveTheWhole(
        _ bytes: [UInt8],
        as format: RecordFormat,
        paths: [String],
        sizes: [Int64] = Array(1...80)
    ) throws {
        let whole = try scan(bytes, as: format, paths: paths)
        let page = try TemporaryPage(bytes)
        let file = try PageFile(open: page.path)
        let scanner = PageScanner(format: format, plan: SlotPlan(paths: []), limits: FormatLimits())
        for size in sizes {
            let ranges = scanner.ranges(of: file, near: size)
            #expect(ranges.first?.lowerBound == 0 && ranges.last?.upperBound == file.size)
            let parts = try ranges.map { try scan(bytes, as: format, paths: paths, range: $0) }
            guard !parts.contains(where: \.outcome.cutsRecord) else { continue }
            let found = parts.flatMap(\.records)
            #expect(found.map(\.values) == whole.records.map(\.values), "ranges near \(size)")
            #expect(found.map(\.offset) == whole.records.map(\.offset), "ranges near \(size)")
            #expect(found.map(\.reason) == whole.records.map(\.reason), "ranges near \(size)")
        }
    }
}
