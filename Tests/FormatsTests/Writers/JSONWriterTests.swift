import Foundation
import Testing

@testable import Formats

struct JSONWriterTests {
    @Test func membersKeepTheirOrder() {
        var writer = JSONWriter()
        writer.object {
            $0.member("z", "1")
            $0.member("a", 2)
            $0.member("n", nil as String?)
            $0.name("list")
            $0.list {
                $0.bool(true)
                $0.beginObject()
                $0.endObject()
                $0.number(1.5)
                $0.number(Double.nan)
            }
        }
        #expect(String(decoding: writer.bytes, as: UTF8.self) == #"{"z":"1","a":2,"n":null,"list":[true,{},1.5,null]}"#)
    }

    @Test func prettyLayoutBreaksLinesAndKeepsEmptyBracketsTogether() {
        var writer = JSONWriter(layout: .pretty)
        writer.object {
            $0.member("a", 1)
            $0.name("b")
            $0.list { $0.text("x") }
            $0.name("c")
            $0.list { _ in }
        }
        let expected = "{\n  \"a\": 1,\n  \"b\": [\n    \"x\"\n  ],\n  \"c\": []\n}"
        #expect(String(decoding: writer.bytes, as: UTF8.self) == expected)
    }

    @Test(arguments: [
        ("\"", #""\"""#), ("\\", #""\\""#), ("/", #""/""#), ("\n", #""\n""#), ("\r", #""\r""#), ("\t", #""\t""#),
        ("\u{8}", #""\b""#), ("\u{C}", #""\f""#), ("\u{0}", #""\u0000""#), ("\u{1F}", #""\u001f""#),
        ("\u{7F}", "\"\u{7F}\""),
        ("Thanh Hà", "\"Thanh Hà\""), ("\u{2028}", "\"\u{2028}\""), ("😀", "\"😀\""),
    ])
    func textsAreEscapedOnlyWhereTheRFCDemandsIt(text: String, written: String) {
        var writer = JSONWriter()
        writer.text(text)
        #expect(String(decoding: writer.bytes, as: UTF8.self) == written)
    }

    @Test func linesAreWrittenOneAfterTheOther() {
        var writer = JSONWriter()
        for number in 1...2 {
            writer.object { $0.member("n", number) }
            writer.endLine()
        }
        #expect(String(decoding: writer.bytes, as: UTF8.self) == "{\"n\":1}\n{\"n\":2}\n")
        writer.removeAll()
        #expect(writer.bytes.isEmpty)
    }

    @Test(arguments: 0..<200 as Range<UInt64>)
    func foundationReadsBackWhatIsWritten(seed: UInt64) throws {
        var random = SeededGenerator(seed: seed)
        let texts = (0..<20).map { _ in randomText(using: &random) }
        var writer = JSONWriter(layout: seed.isMultiple(of: 2) ? .pretty : .compact)
        writer.list { for text in texts { $0.text(text) } }
        let read = try JSONSerialization.jsonObject(with: Data(writer.bytes)) as? [String]
        #expect(read?.map { Array($0.utf8) } == texts.map { Array($0.utf8) })
    }
}
