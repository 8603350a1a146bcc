import Dossiers
import Formats
import Testing

struct JSONScanTests {
    private let list = RecordFormat.json(records: ["data"])

    @Test(arguments: [
        #"{"data":[{"code":"A","n":1},{"code":"B","n":2}]}"#,
        #"{"total":2,"x":{"data":[1]},"data":[{"code":"A","n":1},{"n":2,"code":"B"}],"_note":"] }"}"#,
        " {\r\n\t\"data\" : [ {\"code\" : \"A\" , \"n\" : 1 } , { \"code\":\"B\",\"n\" : 2 } ] } \n",
        #"{"d\u0061ta":[{"c\u006fde":"\u0041","n":1},{"code":"B","n":2}]}"#,
        "\u{FEFF}" + #"{"data":[{"code":"A","n":1},{"code":"B","n":2}]}"#,
    ])
    func listInWrapperGivesItsElements(document: String) throws {
        let page = try scan(document, as: list, paths: ["code", "n"])
        #expect(page.texts == [["A", "1"], ["B", "2"]])
        #expect(page.outcome.stop == nil)
        #expect(page.outcome.records == 2)
    }

    @Test(arguments: [
        (["data"], #"{"total":1,"data":{"code":"A"}}"#),
        ([], #"{"code":"A"}"#),
        ([], #"[{"code":"A"}]"#),
        (["a", "b"], #"{"a":{"c":[{"code":"X"}],"b":[{"code":"A"}],"b2":1},"z":null}"#),
    ])
    func pathLeadsToListOrSingleObject(path: [String], document: String) throws {
        let page = try scan(document, as: .json(records: path), paths: ["code"])
        #expect(page.texts == [["A"]])
        #expect(page.outcome.stop == nil)
    }

    @Test(arguments: [#"{"total":0}"#, #"{"total":0,"data":null}"#, #"{"data":[]}"#, "{}", #"{"data":[ ]}"#])
    func missingPathGivesNoRecords(document: String) throws {
        let page = try scan(document, as: list, paths: ["code"])
        #expect(page.records.isEmpty)
        #expect(page.outcome.stop == nil)
    }

    @Test(arguments: [
        ("<html><body>502</body></html>", QuarantineReason.brokenSyntax),
        ("", .brokenSyntax), ("  ", .brokenSyntax), ("\"x\"", .valueMalformed), ("[]", .valueMalformed),
        (#"{"data":"x"}"#, .valueMalformed), (#"{"data":[{"code":"A"}]"#, .brokenSyntax),
        (#"{"data":[{"code":"A"}"#, .brokenSyntax), (#"{"data":[{"code":"A"#, .brokenSyntax),
        (#"{"data":[{"code":"A"}]} x"#, .brokenSyntax), (#"{"data":[{"code":"A"}]}]"#, .brokenSyntax),
        (#"{"data":[{"code":"A"},]}"#, .brokenSyntax), (#"{"data":[,]}"#, .brokenSyntax),
        (#"{"data":[{"code":"A"}],}"#, .brokenSyntax), (#"{"x":01,"data":[]}"#, .brokenSyntax),
        (#"{"x":"\q","data":[]}"#, .brokenSyntax), ("{\"x\":\"\u{1}\",\"data\":[]}", .brokenSyntax),
        (#"{"data":[],"data":[]}"#, .duplicateName), (#"{"data":[{"code":"A"} 1]}"#, .brokenSyntax),
        (#"{"data" [1]}"#, .brokenSyntax), (#"{data:[]}"#, .brokenSyntax), (#"{"data":tru}"#, .brokenSyntax),
    ])
    func brokenWrapperStops(document: String, reason: QuarantineReason) throws {
        let page = try scan(document, as: list, paths: ["code"])
        #expect(page.outcome.stop?.reason == reason)
    }

    @Test(arguments: [
        #"{"code":"B","x":01}"#, #"{"code":"B","x":1.}"#, #"{"code":"B","x":.5}"#, #"{"code":"B","x":+1}"#,
        #"{"code":"B","x":1e}"#, #"{"code":"B","x":-}"#, #"{"code":"B","x":0x10}"#, #"{"code":"B","x":NaN}"#,
        #"{"code":"B","x":True}"#, #"{"code":"B","x":nul}"#, #"{"code":"B","x":truefalse}"#, #"{"code":"B","x":1 2}"#,
        #"{"code":"B","x":"\x"}"#, #"{"code":"B","x":"\u12G4"}"#, #"{"code":"B","x":"\ud800"}"#,
        #"{"code":"B","x":"\udc00\ud800"}"#, #"{"code":"B","x":"\ud800\u0041"}"#, "{\"code\":\"B\",\"x\":\"a\tb\"}",
        "{\"code\":\"B\",\"x\":\"a\nb\"}", "{\"code\":\"B\",\"x\":\"a\u{0}b\"}", #"{"code":"B","x":{"y":}}"#,
        #"{"code":"B","x":[1,]}"#, #"{"code":"B","x":[,1]}"#, #"{"code":"B",}"#, #"{"code":"B","x"}"#,
        #"{"code":"B","x":1,,"y":2}"#, #"{"code":"B","y":2 "x":1}"#, #"{"code":"B",x:1}"#, #"{"code":"B","x":'1'}"#,
        #"{"code":"B","x":"a"b}"#, #"{"code":"B","x":1a}"#, #"{"code":"B","x"::1}"#, #"{"code":"B",1:1}"#,
        "{\"code\":\"B\",\"x\":\u{A0}1}", #"{"code":"B","x":[1 2]}"#,
    ])
    func brokenRecordIsSetAsideAndReadingGoesOn(record: String) throws {
        let page = try scan(#"{"data":[{"code":"A"},\#(record),{"code":"C"}]}"#, as: list, paths: ["code"])
        #expect(page.reasons == [nil, .brokenSyntax, nil])
        #expect(page.texts == [["A"], ["C"]])
        #expect(page.records.dropFirst().first?.values == [.text("B")])
        #expect(page.outcome.stop == nil)
        #expect(page.outcome.broken == 1)
        let line = try scan(
            "{\"code\":\"A\"}\n\(record.replacing("\n", with: "\t"))\n{\"code\":\"C\"}",
            as: .ndjson,
            paths: ["code"]
        )
        #expect(line.reasons == [nil, .brokenSyntax, nil])
    }

    @Test func quotesInDisorderStopThePage() throws {
        let page = try scan(
            #"{"data":[{"code":"A"},{"code":"B","x":"a"b"},{"code":"C"},{"code":"D","y":"q"r"},{"code":"E"}]}"#,
            as: list,
            paths: ["code"]
        )
        #expect(page.texts == [["A"]])
        #expect(page.outcome.stop?.reason == .brokenSyntax)
        #expect(page.outcome.stop?.offset == 22)
    }

    @Test func slotsTellWhatStandsThere() throws {
        let page = try scan(
            #"[{"t":"x","e":"a\"\u1ed9\ud83d\ude00\n","n":-1.5e+3,"b":true,"z":null,"o":{"k":[1,"}"]},"l":[1],"s":""}]"#,
            as: .json(records: []),
            paths: ["t", "e", "n", "b", "z", "o", "l", "s", "missing", "o.k", "t.x"]
        )
        #expect(
            page.records.first?.values == [
                .text("x"), .text("a\"ộ😀\n"), .number("-1.5e+3"), .bool("true"), .null, .container(#"{"k":[1,"}"]}"#),
                .container("[1]"), .text(""), .absent, .container(#"[1,"}"]"#), .absent,
            ]
        )
    }

    @Test(arguments: [
        (#"{"a":[{"b":null},{"b":""},{"c":1},{"b":"x"},{"b":"y"}]}"#, ScannedPage.Value.text("x")),
        (#"{"a":{"b":"x"}}"#, .text("x")), (#"{"a":[]}"#, .absent), (#"{"a":"x"}"#, .absent),
        (#"{"a":[{"b":{"c":1}}]}"#, .container(#"{"c":1}"#)), (#"{"a":[[{"b":"x"}],{"b":2}]}"#, .number("2")),
    ])
    func listPathTakesFirstThatIsNotBlank(record: String, value: ScannedPage.Value) throws {
        let page = try scan(record, as: .json(records: []), paths: ["a[].b"])
        #expect(page.records.map(\.values) == [[value]])
    }

    @Test func listAndObjectPathsShareNames() throws {
        let page = try scan(
            #"[{"a":{"b":"x"}},{"a":[{"b":"y"}]},{"a":["p","q"]},{"a":"s"}]"#,
            as: .json(records: []),
            paths: ["a.b", "a[].b", "a", "a[]"]
        )
        #expect(
            page.texts == [
                ["x", "x", #"{"b":"x"}"#, #"{"b":"x"}"#], ["-", "y", #"[{"b":"y"}]"#, #"{"b":"y"}"#],
                ["-", "-", #"["p","q"]"#, "p"], ["-", "-", "s", "s"],
            ]
        )
    }

    @Test(arguments: [
        #"{"code":"A","code":"B"}"#, #"{"code":"A","c\u006fde":"B"}"#, #"{"o":{"k":1,"k":2},"code":"A"}"#,
        #"{"o":{"k":1},"o":{"k":2},"code":"A"}"#,
    ])
    func mappedNameTwiceIsBroken(record: String) throws {
        let page = try scan("[\(record),{\"code\":\"Z\"}]", as: .json(records: []), paths: ["code", "o.k"])
        #expect(page.reasons == [.duplicateName, nil])
    }

    @Test func sameNameInOtherObjectsIsNoDuplicate() throws {
        let page = try scan(
            #"[{"code":"A","x":{"code":"B"},"l":[{"k":1},{"k":2}],"y":1,"y":2}]"#,
            as: .json(records: []),
            paths: ["code", "l[].k"]
        )
        #expect(page.texts == [["A", "1"]])
    }

    @Test func longNamesThatDifferInTheMiddleAreTold() throws {
        let one = "ThongTinNguoiNop_AAAA_HoSoMotCua", two = "ThongTinNguoiNop_BBBB_HoSoMotCua"
        let rows = ["{\"\(two)\":2}", "{\"\(one)\":1}", "{\"\(two)\":3,\"\(one)\":4}", "{\"\(one)\":5}"]
        let page = try scan(rows.joined(separator: "\n"), as: .ndjson, paths: [one])
        #expect(page.texts == [["-"], ["1"], ["4"], ["5"]])
    }

    @Test func elementsThatAreNoObjectsAreBroken() throws {
        let page = try scan(#"[1,"x",null,[{"code":"A"}],{"code":"B"},true]"#, as: .json(records: []), paths: ["code"])
        #expect(
            page.reasons == [.valueMalformed, .valueMalformed, .valueMalformed, .valueMalformed, nil, .valueMalformed]
        )
        #expect(page.outcome.stop == nil)
    }

    @Test func invalidUTF8IsBrokenAndItsTextKept() throws {
        var bytes = Array(#"[{"code":"A","x":"?"},{"code":"B"}]"#.utf8)
        let place = try #require(bytes.firstIndex(of: UInt8(ascii: "?")))
        bytes[place] = 0xC3
        let page = try scan(bytes, as: .json(records: []), paths: ["code", "x"])
        #expect(page.reasons == [.invalidEncoding, nil])
        #expect(page.records.first?.values == [.text("A"), .absent])
    }

    @Test func framesAreThePlacesInTheFile() throws {
        let document = #"{"x":1,"data":[ {"code":"A"} ,{"code":"B","y":"z"}]}"#
        let page = try scan(document, as: list, paths: ["code"])
        #expect(page.records.map(\.offset) == [16, 30])
        #expect(page.records.map(\.length) == [12, 20])
        #expect(page.records.map(\.ordinal) == [0, 1])
    }

    @Test(
        arguments: [
            [0xFF, 0xFE, 0x7B, 0], [0xFE, 0xFF, 0, 0x7B], [0x7B, 0, 0x22, 0], [0, 0x7B], [0xFF, 0xFE, 0, 0],
        ] as [[UInt8]]
    )
    func otherEncodingsStop(bytes: [UInt8]) throws {
        for format in [list, .ndjson, .csv(CSVDialect(headerTitles: ["a"]))] {
            #expect(try scan(bytes, as: format, paths: ["a"]).outcome.stop?.reason == .invalidEncoding)
        }
    }
}
