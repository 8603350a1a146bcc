import Dossiers
import Formats
import Foundation
import Testing

struct CSVScanTests {
    private let dialect = CSVDialect(headerTitles: ["code", "name"])

    private func read(_ text: String, skip: String? = nil) throws -> ScannedPage {
        var dialect = dialect
        dialect.skipRowsWithout = skip
        return try scan(text, as: .csv(dialect), paths: ["code", "name"])
    }

    @Test(arguments: [
        "code,name\nA,x\nB,y\n", "code,name\r\nA,x\r\nB,y\r\n", "code,name\nA,x\nB,y", "code;name\nA;x\nB;y\n",
        "code\tname\nA\tx\nB\ty\n", "\u{FEFF}\"Code \",\"NAME\"\nA,x\nB,y\n",
        "Title;;\r\n;;\r\ncode;name;\r\nA;x;\r\nB;y;\r\n",
        "\"a title,\nin two lines\"\ncode,name\nA,x\nB,y\n", "other,name,code\n1,x,A\n2,y,B\n",
        "code,name\n\n,\n\"\",\" \"\nA,x\n\r\nB,y\n\n", "code,name\nA,x,,\nB,y, \n", "code,name\r\nA,x\r\nB,y\r",
    ])
    func rowsAreReadInEveryDialect(text: String) throws {
        let page = try read(text)
        #expect(page.texts == [["A", "x"], ["B", "y"]])
        #expect(page.outcome.stop == nil)
        #expect(page.outcome.broken == 0)
    }

    @Test(arguments: [
        ("\"x\"", "x"), ("\"x,y\"", "x,y"), ("\"x\ny\"", "x\ny"), ("\"x\r\ny\"", "x\r\ny"),
        ("\"x\"\"y\"\"\"", "x\"y\""),
        ("\"\"\"\"", "\""), ("\"\"", ""), ("", ""), (" x ", " x "), ("'001", "'001"), ("\"\"\"x\"\"\"", "\"x\""),
        ("\"\n\"\"\n\"", "\n\"\n"), ("Nguyễn", "Nguyễn"), ("=\"001\"", "001"), ("=\"\"", ""), ("=1", "=1"),
    ])
    func cellMeansItsText(cell: String, text: String) throws {
        #expect(try read("code,name\nA,\(cell)\nB,y\n").texts == [["A", text], ["B", "y"]])
        #expect(try read("name,code\n\(cell),A\ny,B").texts == [["A", text], ["B", "y"]])
    }

    @Test(arguments: [
        ("A,x\"y", QuarantineReason.brokenSyntax), ("A,\"x\"y", .brokenSyntax), ("A, \"x\"", .brokenSyntax),
        ("A,x\ry", .brokenSyntax), ("A,\"x\"\ry", .brokenSyntax), ("A,x\u{0}y", .brokenSyntax),
        ("A,\"\u{0}\"", .brokenSyntax),
        ("A,=\"x\"y", .brokenSyntax), ("A,=\"x", .brokenSyntax), ("A,=\"x\ry\"", .brokenSyntax),
        ("A", .columnCount), ("A,x,y", .columnCount), ("A,\"x\"\"y\"z\"", .brokenSyntax),
    ])
    func brokenRowDoesNotSpoilTheNext(row: String, reason: QuarantineReason) throws {
        let page = try read("code,name\nZ,z\n\(row)\nB,y\n")
        #expect(page.reasons == [nil, reason, nil])
        #expect(page.records.map(\.values.first) == [.text("Z"), .text("A"), .text("B")])
        #expect(page.outcome.stop == nil)
    }

    @Test func strayQuoteLosesOneLineOnly() throws {
        let page = try read("code,name\nA,\"x\nB,y\nC,\"z\"\nD,w\n")
        #expect(page.reasons == [.brokenSyntax, nil, nil, nil])
        #expect(page.records.map(\.values.first) == ["A", "B", "C", "D"].map { .text($0) })
        #expect(page.records.map(\.offset) == [10, 15, 19, 25])
    }

    @Test func quoteThatIsNeverClosedStops() throws {
        let page = try read("code,name\nA,x\nB,\"y\nC,z\n")
        #expect(page.texts == [["A", "x"]])
        #expect(page.outcome.stop?.offset == 14)
        #expect(!page.outcome.cutsRecord)
    }

    @Test func rowsWithoutTheMarkAreSkipped() throws {
        let page = try read("code,name\nA,x\n,total\n Sum: 2\nB,y\n\n,\n", skip: "name")
        #expect(page.texts == [["A", "x"], ["", "total"], ["B", "y"]])
        #expect(page.outcome.skipped == 1)
        #expect(try read("code,name\nA,x\n,total\n, \n", skip: "code").outcome.skipped == 1)
    }

    @Test(arguments: [
        "code,name\nA,x\ncode,name\nB,y\n", "code;name\nA;x\n\"code\"; NAME ;\nB;y\n",
        "code,name\nA,x\nB,y\ncode,name",
    ])
    func headerThatIsRepeatedIsNoRecord(text: String) throws {
        let page = try read(text)
        #expect(page.texts == [["A", "x"], ["B", "y"]])
        #expect(page.outcome.skipped == 1)
    }

    @Test func rowThatIsOnlyLikeTheHeaderIsARecord() throws {
        #expect(try read("code,name\ncode,x\ncoden,ame\n").texts == [["code", "x"], ["coden", "ame"]])
    }

    @Test(arguments: [("code,name\rA,x\rB,y\r", 9), ("code;name\rA;x", 9), ("Title\rcode,name\rA,x\r", 5)])
    func linesThatEndWithACarriageReturnAloneAreTold(text: String, offset: Int64) throws {
        let page = try read(text)
        #expect(page.texts.isEmpty)
        #expect(page.outcome.stop?.offset == offset)
        #expect(page.outcome.stop?.detail.description.contains("(CR)") == true)
    }

    @Test(arguments: ["", "x,y\n1,2\n", "code\nA\n", String(repeating: "line\n", count: 51) + "code,name\nA,x\n"])
    func missingHeaderStops(text: String) throws {
        #expect(try read(text).outcome.stop?.reason == .columnCount)
    }

    @Test func fiftyLinesMayStandAboveTheHeader() throws {
        #expect(try read(String(repeating: "line\n", count: 50) + "code,name\nA,x\n").texts == [["A", "x"]])
    }

    @Test func mappedTitleTwiceStops() throws {
        #expect(try read("code,name,code\nA,x,B\n").outcome.stop?.reason == .duplicateName)
        #expect(try read("code,name,other,other\nA,x,1,2\n").outcome.stop == nil)
    }

    @Test func decomposedTitlesAreTheSame() throws {
        let page = try scan(
            "Mã hồ sơ,x\nA,1\n".decomposedStringWithCanonicalMapping,
            as: .csv(CSVDialect(headerTitles: ["MÃ HỒ SƠ"])),
            paths: ["mã hồ sơ"]
        )
        #expect(page.texts == [["A"]])
    }

    @Test func invalidUTF8IsBroken() throws {
        let page = try scan(
            Array("code,name\nA,".utf8) + [0xE1, 0xBB] + Array("\nB,y\n".utf8),
            as: .csv(dialect),
            paths: ["code", "name"]
        )
        #expect(page.reasons == [.invalidEncoding, nil])
        #expect(page.records.first?.values == [.text("A"), .absent])
    }

    @Test func endlessRowIsPassedOver() throws {
        var limits = FormatLimits()
        limits.recordBytes = 1_000
        let long = String(repeating: "x\n", count: 1_000_000)
        let page = try scan(
            "code,name\nA,x\nX,\"\(long)\"\nB,y\n",
            as: .csv(dialect),
            paths: ["code", "name"],
            limits: limits
        )
        #expect(page.reasons == [nil, .limitExceeded, nil])
        #expect(page.records.map(\.offset) == [10, 14, 2_000_019])
        #expect(page.records[1].values == [.text("X"), .absent])
    }
}
