import Dossiers
import Testing

@testable import Formats

/// A page of XML read in parts gives what it gives when it is read in one go, or says that a cut was wrong.
struct XMLPartTests {
    private static let list = RecordFormat.xml(records: ["DS", "HoSo"], namespaces: [:])
    private static let paths = ["a", "b", "a[].b", "@q", "HoSo.a", "Ma"]

    static let hostile = [
        "<DS><HoSo><Ma>A</Ma></HoSo><HoSo><Ma>B</Ma></HoSo>\n<HoSo><Ma>C</Ma></HoSo></DS>",
        "<DS><HoSo><Ma><![CDATA[</Ma></HoSo><HoSo><Ma>]]></Ma></HoSo><HoSo><Ma>B</Ma></HoSo></DS>",
        "<DS><HoSo><Ma>A</Ma></HoSo><!-- <HoSo><Ma>B</Ma></HoSo> --><HoSo><Ma>C</Ma></HoSo></DS>",
        "<DS><HoSo><Ma>A</Ma></HoSo><?p <HoSo/> ?><HoSo><Ma>C</Ma></HoSo></DS>",
        "<DS><HoSo><Ma>A</Ma></HoSo><X><HoSo><Ma>B</Ma></HoSo></X><HoSo><Ma>C</Ma></HoSo></DS>",
        "<DS><HoSo><HoSo><a>A</a></HoSo><HoSo/></HoSo><HoSo><HoSo><a>B</a></HoSo></HoSo></DS>",
        "<DS><HoSo a='<HoSo>'><Ma>A</Ma></HoSo><HoSo><Ma>B</Ma></HoSo></DS>",
        "<DS><HoSo/></DS><DS><HoSo/><HoSo/></DS>", "<DS><HoSo/><HoSo/></DS><HoSo/>", "<DS><HoSo/><HoSo/></DS>x",
        "<DS><HoSo/>x &amp; y<HoSo/>&x;<HoSo/></DS>", "<DS><HoSo/><x><HoSo/><HoSo/></DS>",
        "<DS><HoSo/><x a=1/><HoSo/><HoSo/></DS>",
        "<DS><HoSo><Ma>A</Ma><HoSo><Ma>B</Ma></HoSo><HoSo><Ma>C</Ma></HoSo></DS>",
        "<DS><HoSo><Ma>A</Ma></HoSo><HoSo><HoSo><Ma>B</Ma></HoSo><HoSo/></HoSo><HoSo/></DS>",
        "<DS><HoSo><Ma>A</Ma></HoSo><HoSo><HoSo><Ma>B</Ma></HoSo><HoSo/>&x;</HoSo><HoSo/></DS>",
        "<DS><HoSo><Ma>A</Ma></HoSo><HoSo><Ma>B</Ma></HoSo><HoSo><Ma>C", "<DS><HoSo/><HoSo/>",
        "<DS xmlns='urn:a' xmlns:p='urn:b'><HoSo><p:Ma>A</p:Ma></HoSo><HoSo p:q='1'><p:Ma>B</p:Ma></HoSo></DS>",
        "<DS a='1' a='2'><HoSo/><HoSo/></DS>", "<DS><HoSo/><DS><HoSo/></DS><HoSo/></DS>",
        "<!DOCTYPE DS><DS><HoSo/><HoSo/></DS>", "<DS><HoSo/><!DOCTYPE DS><HoSo/></DS>",
        "<?xml version='1.0' encoding='ISO-8859-1'?><DS><HoSo><Ma>é</Ma></HoSo><HoSo/></DS>",
        "\u{FEFF}<?xml version='1.0'?><DS><HoSo><Ma>é</Ma></HoSo><HoSo/></DS>",
        "<DS><HoSo/> <?xml version='1.0'?><HoSo/></DS>", "<HoSo/>", "", "{}", "<DS/>",
        "<DS><HoSo><Ma>A</Ma></HoSo><![CDATA[<HoSo/>]]><HoSo/></DS>", "<DS><HoSo/>]]><HoSo/><HoSo/></DS>",
    ]

    @Test(arguments: hostile)
    func aPageCutAtAnyByteGivesTheWhole(text: String) throws {
        try CutPage(Array(text.utf8), as: Self.list, paths: Self.paths, writing: .xml).expectCutsGiveTheWhole()
    }

    @Test(arguments: 0..<300 as Range<UInt64>)
    func aMutatedPageCutAtAnyMarkupGivesTheWhole(seed: UInt64) throws {
        var random = SeededGenerator(seed: seed)
        var bytes = Array(XMLGenerator.page(using: &random).utf8)
        if seed % 4 == 0 { XMLGenerator.dropTag(&bytes, using: &random) }
        for _ in 0..<Int.random(in: 0...2, using: &random) { XMLGenerator.mutate(&bytes, using: &random) }
        try CutPage(bytes, as: Self.list, paths: Self.paths, writing: .xml).expectCutsGiveTheWhole(before: "<")
    }

    @Test(arguments: 0..<60 as Range<UInt64>)
    func theCutsThatAreChosenGiveTheWhole(seed: UInt64) throws {
        var random = SeededGenerator(seed: seed)
        let text = XMLGenerator.regularPage(using: &random)
        let page = try CutPage(Array(text.utf8), as: Self.list, paths: Self.paths, writing: .xml)
        let cuts = try page.cuts(near: 200, window: 700)
        #expect(cuts.count > 2)
        #expect(try page.readInParts(cutAt: cuts) == page.read(cutAt: []))
    }

    @Test func recordsInsideTextsAndRecordsDoNotMisleadTheCuts() throws {
        let records = (0..<60).map {
            "<HoSo><Ma>\($0)</Ma><x><![CDATA[<HoSo><Ma>no</Ma></HoSo>]]></x><l><HoSo/><HoSo/></l></HoSo>"
        }
        let text = "<DS>" + records.joined(separator: "\n") + "</DS>"
        let page = try CutPage(Array(text.utf8), as: Self.list, paths: ["Ma"], writing: .xml)
        let cuts = try page.cuts(near: 300, window: 600)
        #expect(cuts.count > 10)
        #expect(try page.readInParts(cutAt: cuts)?.texts == (0..<60).map { ["\($0)"] })
    }

    @Test func aWrongCutIsAlwaysNoticed() throws {
        let text = "<DS><HoSo><!-- <HoSo/> --></HoSo><!-- <HoSo/> --><![CDATA[<HoSo/>]]><HoSo/></DS>"
        let page = try CutPage(Array(text.utf8), as: Self.list, paths: ["Ma"], writing: .xml)
        for place in text.utf8.indices where text.utf8[place...].starts(with: "<HoSo/>".utf8) {
            let cut = Int64(text.utf8.distance(from: text.startIndex, to: place))
            let isRecord = text.utf8[place...].count == "<HoSo/></DS>".utf8.count
            let found = try page.readInParts(cutAt: [cut])
            #expect((found != nil) == isRecord)
        }
    }

    @Test(arguments: [
        "<?xml version='1.0' encoding='windows-1252'?><DS>", "<!DOCTYPE DS><DS>", "<DS a='1' a='2'>",
    ])
    func aPageThatIsNotPlainIsNotCut(start: String) throws {
        let text = start + String(repeating: "<HoSo><Ma>A</Ma></HoSo>", count: 50) + "</DS>"
        let page = try CutPage(Array(text.utf8), as: Self.list, paths: ["Ma"], writing: .xml)
        #expect(try page.cuts(near: 100, window: 200).isEmpty)
    }

    @Test func aPageInUTF16IsNotCut() throws {
        let text = "<DS>" + String(repeating: "<HoSo><Ma>A</Ma></HoSo>", count: 50) + "</DS>"
        let wide: [UInt8] = [0xFF, 0xFE] + text.utf16.flatMap { [UInt8(truncatingIfNeeded: $0), UInt8($0 >> 8)] }
        let page = try CutPage(wide, as: Self.list, paths: ["Ma"], writing: .xml)
        #expect(try page.cuts(near: 100, window: 200).isEmpty)
        #expect(try page.readInParts(cutAt: [200]) == nil)
    }
}
