import Dossiers
import Testing

@testable import Formats

/// A broken record is set aside and the next one read, wherever the syntax tells where that begins.
struct XMLBrokenRecordTests {
    private static let next = "<HoSo><Ma>B</Ma></HoSo>\n<HoSo><Ma>C</Ma></HoSo>"

    private func scan(_ page: String, limits: FormatLimits = FormatLimits()) throws -> ScannedPage {
        let found = try scanXML(page, paths: ["Ma", "Ten"], limits: limits)
        #expect(try scanXML(page, paths: ["Ma", "Ten"], limits: limits, isSpeculative: false) == found)
        for blockBytes in [1, 7, 64] {
            let cut = try scanXML(Array(page.utf8), paths: ["Ma", "Ten"], limits: limits, blockBytes: blockBytes)
            #expect(cut == found)
        }
        return found
    }

    @Test(arguments: [
        "<HoSo><Ma>A</Ma>", "<HoSo><Ma>A</Ma><Ten>", "<HoSo><Ma>A</Ma></Hoso>", "<HoSo><Ma>A</Ma></HoSo",
        "<HoSo><Ma>A</Ma>< /HoSo>", "<HoSo><Ma>A</Ma><l><HoSo><Ma>x</Ma></HoSo></l>",
        "<HoSo><Ma>A</Ma><Ten a='1>x</Ten>", "<HoSo><Ma>A</Ma></x></y>", "<HoSo><Ma>A</Ma>\u{1}",
        "<HoSo><Ma>A</Ma><![CDATA[<HoSo>]]>", "<HoSo><Ma>A</Ma><!-- <HoSo> -->",
    ])
    func aRecordThatIsNeverClosedEndsWhereTheNextBegins(record: String) throws {
        let found = try scan("<DS>\(record)\(Self.next)</DS>")
        #expect(found.reasons == [.brokenSyntax, nil, nil])
        #expect(found.texts == [["B", "-"], ["C", "-"]])
        #expect(found.outcome.stop == nil && found.outcome.broken == 1)
        #expect(found.records[0].values[0] == .text("A"))
        #expect(found.records[0].offset == 4 && found.records[0].length == record.utf8.count)
        #expect(found.records.map(\.ordinal) == [0, 1, 2])
    }

    @Test(arguments: [
        "<HoSo id='7><Ma>A</Ma></HoSo>", "<HoSo<Ma>A</Ma></HoSo>", "<HoSo id=7><Ma>A</Ma></HoSo>", "<HoSo ",
        "<HoSo id='1' id='2'><Ma>A</Ma></HoSo>", "<HoSo id><Ma>A</Ma></HoSo>", "<HoSo a='<'><Ma>A</Ma></HoSo>",
        "<HoSo></HoSo x>", "<HoSo =>",
    ])
    func aBrokenStartTagCostsItsRecordOnly(record: String) throws {
        let found = try scan("<DS>\(record)\(Self.next)</DS>")
        #expect(found.reasons == [.brokenSyntax, nil, nil])
        #expect(found.texts == [["B", "-"], ["C", "-"]])
        #expect(found.outcome.stop == nil)
    }

    @Test(arguments: ["<HoSo><Ma>A</Ma>", "<HoSo><Ma>A</Ma><Ten>", "<HoSo><Ma>A</Ma></x>", "<HoSo><Ma>A</Ma><br>"])
    func theLastRecordEndsWithTheElementAroundIt(record: String) throws {
        let found = try scan("<DS><HoSo><Ma>0</Ma></HoSo>\(record)</DS>\n")
        #expect(found.reasons == [nil, .brokenSyntax] && found.outcome.stop == nil)
        #expect(found.records[1].values[0] == .text("A"))
    }

    @Test func recordsThatAreAllUnclosedAreAllSetAside() throws {
        let records = (0..<200).map { "<HoSo><Ma>\($0)</Ma>\n" }.joined()
        let found = try scan("<DS>\(records)</DS>")
        #expect(found.reasons == Array(repeating: .brokenSyntax, count: 200) && found.outcome.stop == nil)
        #expect(found.records.map(\.values[0]) == (0..<200).map { .text("\($0)") })
    }

    @Test func aRecordMayHoldElementsOfItsName() throws {
        let few = String(repeating: "<HoSo/>", count: 1_000)
        let nested = String(repeating: "<HoSo>", count: 15) + String(repeating: "</HoSo>", count: 15)
        let found = try scan("<DS><HoSo><Ma>A</Ma>\(few)\(nested)</HoSo>\(Self.next)</DS>")
        #expect(found.texts == [["A", "-"], ["B", "-"], ["C", "-"]] && found.outcome.stop == nil)
    }

    @Test(arguments: [
        String(repeating: "<HoSo/>", count: 5_000),
        String(repeating: "<HoSo>", count: 20) + String(repeating: "</HoSo>", count: 20),
    ])
    func aRecordOfTooManyElementsOfItsNameStopsThePage(content: String) throws {
        let found = try scan("<DS><HoSo><Ma>A</Ma>\(content)</HoSo>\(Self.next)</DS>")
        #expect(found.reasons[0] == .brokenSyntax && found.outcome.stop != nil)
    }

    @Test func anUnclosedRecordBeyondTheLimitEndsWhereTheNextBegins() throws {
        var limits = FormatLimits()
        limits.recordBytes = 100
        let page = "<DS><HoSo><Ma>A</Ma>" + String(repeating: Self.next, count: 20) + "</DS>"
        let found = try scan(page, limits: limits)
        #expect(found.reasons == [.brokenSyntax] + Array(repeating: nil, count: 40) && found.outcome.stop == nil)
    }

    /// What stands inside may be the next records, or may not: nobody can tell.
    @Test(arguments: [
        "<HoSo><Ma>A</Ma><HoSo><Ma>x</Ma></HoSo>&x;</HoSo>",
        "<HoSo><Ma>A</Ma><!-- <HoSo><Ma>x</Ma></HoSo> -- --></HoSo>",
    ])
    func aBrokenRecordThatMayHideOthersStopsThePage(record: String) throws {
        let found = try scan("<DS>\(record)\(Self.next)</DS>")
        #expect(found.reasons == [.brokenSyntax])
        #expect(found.outcome.stop?.reason == .brokenSyntax && found.outcome.stop?.offset == 4)
    }

    @Test(arguments: [
        "<DS><HoSo><Ma>A</Ma>", "<DS><HoSo><Ma>A</Ma></HoSo><HoSo><Ma>B</Ma></HoSo>",
        "<DS><HoSo><Ma>A</Ma></HoSo></Ds>",
        "<DS><HoSo><Ma>A</Ma><HoSo><Ma>B</Ma></HoSo>", "<DS><HoSo><Ma>A</Ma></HoSo></HoSo></DS>",
        "<DS><HoSx><Ma>A</Ma></HoSo></DS>", "<DS><HoSo><!-- <Ma>A</Ma></HoSo><HoSo/></DS>",
        "<DS><HoSo><![CDATA[<Ma>A</Ma></HoSo><HoSo/></DS>", "<DS><HoSo><?p <Ma>A</Ma></HoSo><HoSo/></DS>",
        "<DS><HoSo><Ma>A</Ma></HoSo>&x;<HoSo/></DS>", "<DS><HoSo/><HoSo/></DS></DS>",
    ])
    func aPageWhoseStructureIsInDoubtStops(page: String) throws {
        #expect(try scan(page).outcome.stop != nil)
    }

    @Test func theElementAroundTheRecordsMustEndAsItBegan() throws {
        let page = "<R><DS><HoSo><Ma>A</Ma></HoSo><HoSo><Ma>B</Ma></R>"
        #expect(try scanXML(page, records: "R/DS/HoSo", paths: ["Ma"]).outcome.stop != nil)
        let sound = "<R><DS><HoSo><Ma>A</Ma></HoSo><HoSo><Ma>B</Ma></DS><DS><HoSo><Ma>C</Ma></HoSo></DS></R>"
        let found = try scanXML(sound, records: "R/DS/HoSo", paths: ["Ma"])
        #expect(found.reasons == [nil, .brokenSyntax, nil] && found.outcome.stop == nil)
    }

    /// Whatever is broken, each record is read, set aside, or the page stops; no more than two are set aside together.
    @Test(arguments: 0..<1_000 as Range<UInt64>)
    func noRecordIsLost(seed: UInt64) throws {
        var random = SeededGenerator(seed: seed)
        var bytes = Array(XMLGenerator.numberedPage(of: 8, using: &random).utf8)
        if seed % 2 == 0 {
            XMLGenerator.mutate(&bytes, using: &random)
        } else {
            XMLGenerator.dropTag(&bytes, using: &random)
        }
        let found = try scanXML(bytes, paths: ["Ma"])
        guard found.outcome.stop == nil else { return }
        let text = String(decoding: bytes, as: UTF8.self)
        #expect(found.outcome.broken < 3 && found.records.count >= 7, "\(text)")
        for number in 0..<8 where text.contains("n\(number)<") {
            let isFound = found.records.contains { record in
                let range = Int(record.offset)..<(Int(record.offset) + record.length)
                return String(decoding: bytes[range], as: UTF8.self).contains("n\(number)")
            }
            #expect(isFound, "\(number) \(text)")
        }
    }
}
