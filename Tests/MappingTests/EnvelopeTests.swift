import Formats
import Mapping
import Testing

/// What the envelope of a page says, and what a mapping may say of it.
struct EnvelopeTests {
    private static let success = "success: { path: e.code, is: [\"0\", ok], when_missing: failure, message: e.text }"

    private func statement(_ page: String, _ lines: String, format: String = "format: json\nrecords: data") throws
        -> PageStatement
    {
        let text = """
            mapping: m
            \(format)
            \(lines)
            fields:
              code: { path: c }
              status: { path: s, as: status }

            """
        let folder = try ReadingFolder(["m/mapping.yaml": text])
        return try PageStatement(of: Array(page.utf8).span, by: folder.reader.definition(named: "m"))
    }

    @Test(arguments: [
        #"{"e":{"code":"0"}}"#, #"{"e":{"code":" 00 "}}"#, #"{"e":{"code":0}}"#, #"{"e":{"code":"ok"},"data":null}"#,
    ])
    func numbersOfACodeCompareAsNumbers(page: String) throws {
        #expect(try statement(page, Self.success).failure == nil)
    }

    @Test(arguments: [
        (#"{"e":{"code":-1,"text":" no \n session "}}"#, "-1", "no session"), (#"{"e":{"code":"OK?"}}"#, "OK?", nil),
        (#"{"e":{"code":null}}"#, nil, nil), (#"{"data":[null]}"#, nil, nil), (#"{"e":{"code":[0]}}"#, nil, nil),
    ])
    func anyOtherCodeIsAFailure(page: String, code: String?, message: String?) throws {
        let failure = try #require(try statement(page, Self.success).failure)
        #expect(failure.path == "e.code" && failure.code == code && failure.message == message)
    }

    @Test func aMissingCodeMayBeASuccess() throws {
        let lines = "success: { path: status, is: \"200\", when_missing: success }"
        #expect(try statement(#"{"total":1,"data":null}"#, lines).failure == nil)
        #expect(try statement(#"{"status":500}"#, lines).failure?.code == "500")
    }

    @Test func theUsualPlacesOfATotalAreLookedAt() throws {
        #expect(try statement(#"{"totalCount":"12"}"#, "").total == 12)
        #expect(try statement(#"{"total":null,"totalElements":7}"#, "").total == 7)
        #expect(try statement(#"{"total":-1}"#, "").total == nil)
        #expect(try statement(#"{"total":3,"n":{"all":5}}"#, "total: n.all").total == 5)
    }

    @Test func aPageSaysWhetherAnotherFollows() throws {
        let lines = "more: { path: last, is: [\"false\"] }"
        #expect(try statement(#"{"last":false}"#, lines).hasMore == true)
        #expect(try statement(#"{"last":true}"#, lines).hasMore == false)
        #expect(try statement("{}", lines).hasMore == nil)
        #expect(try statement(#"{"next":"p2"}"#, "more: { path: next, present: true }").hasMore == true)
    }

    @Test func anXMLPageSpeaksByItsRoot() throws {
        let lines = "success: { path: R.Ma, is: [\"1\"], when_missing: failure }\ntotal: R.@tong"
        let said = try statement(
            #"<R tong="9"><Ma>2</Ma></R>"#,
            lines,
            format: "format: xml\nrecords: R.H"
        )
        #expect(said.failure?.code == "2" && said.total == 9)
    }

    @Test(arguments: [
        ("success: { path: a }", "the key `is` is missing in `success`|the key `when_missing` is missing in `success`"),
        (
            "success: { path: a, is: [\"0\"], when_missing: fail }",
            "3:46 `fail` is not known as `when_missing` (known here: `success`, `failure`)"
        ),
        ("success: { path: a..b, is: [\"0\"], when_missing: failure }", "3:18 `a..b` is no path"),
        ("more: { path: last }", "`more` needs one of `present`, `blank`, `is`"),
        ("sucess: { path: a }", "3:1 unknown key `sucess`"),
    ])
    func whatIsWrongIsToldAtItsPlace(lines: String, finding: String) throws {
        let text = EnvelopeTests.mapping("json", lines)
        let found = try ReadingFolder(["m/mapping.yaml": text]).findings().joined(separator: "|")
        for piece in finding.split(separator: "|") { #expect(found.contains(piece), "\(found)") }
    }

    @Test(arguments: [
        "success: { path: a, is: [b], when_missing: failure }", "total: a", "more: { path: a, blank: true }",
    ])
    func linesHaveNoEnvelope(lines: String) throws {
        let text = EnvelopeTests.mapping("ndjson", lines)
        let found = try ReadingFolder(["m/mapping.yaml": text]).findings().joined(separator: "|")
        #expect(found.contains("3:1 these pages have no envelope"), "\(found)")
    }

    private static func mapping(_ format: String, _ lines: String) -> String {
        """
        mapping: m
        format: \(format)
        \(lines)
        fields:
          code: { path: c }
          status: { path: s, as: status }

        """
    }
}
