import Foundation
import Testing

@testable import Rehearsal

struct ServingPartsTests {
    @Test func base64IsThatOfItsStandard() {
        let vectors = [
            ("", ""), ("f", "Zg=="), ("fo", "Zm8="), ("foo", "Zm9v"), ("foob", "Zm9vYg=="), ("foobar", "Zm9vYmFy"),
        ]
        for (plain, text) in vectors {
            #expect(Base64.encoded(plain) == text)
            #expect(Base64.decoded(text) == Array(plain.utf8))
        }
        let bytes = (0...255).map { UInt8($0) }
        #expect(Base64.encoded(bytes) == Data(bytes).base64EncodedString())
        #expect(Base64.decoded(Base64.encoded(bytes)) == bytes)
        #expect(Base64.decoded("Zg=a") == nil)
    }

    @Test(arguments: [
        #"{"a":[1,-2.5e3,true,false,null],"b":{"c":"x"}}"#, #""\u00e1\ud83d\ude00\"\\\n""#, "[]", "{}", " 7 ",
        #"[[[["x"]]]]"#,
    ])
    func jsonReadsAsFoundationReadsIt(text: String) throws {
        var written = ByteText()
        written.append(try JSONReader.value(Array(text.utf8)))
        func foundation(_ bytes: [UInt8]) throws -> NSObject? {
            try JSONSerialization.jsonObject(with: Data(bytes), options: .fragmentsAllowed) as? NSObject
        }
        #expect(try foundation(written.bytes) == foundation(Array(text.utf8)))
    }

    @Test(arguments: ["", "{", "[1,]", #"{"a"}"#, #"{"a":1,}"#, "tru", "1x", #""\x""#, "\"a\nb\"", "[1] 2", #""\u12""#])
    func brokenJSONIsRefused(text: String) {
        #expect(throws: JSONReader.Failure.self) { try JSONReader.value(Array(text.utf8)) }
    }

    @Test func deepJSONIsRefused() {
        let text = String(repeating: "[", count: 100_000)
        #expect(throws: JSONReader.Failure(offset: 64)) { try JSONReader.value(Array(text.utf8)) }
    }

    @Test func queriesAreDecoded() {
        let request = Request(method: "GET", target: "/a%20b?x=1%2F2&y=a+b&z&x=3&w=%zz")
        #expect(request.path == "/a b")
        #expect(request.parameter("x") == "1/2")
        #expect(request.parameter("y") == "a b")
        #expect(request.parameter("z") == "")
        #expect(request.parameter("w") == "%zz")
        #expect(request.parameter("v") == nil)
    }

    @Test(arguments: ["9223372036854775807", "1000000000", "-1000000000", "x", ""])
    func hugeNumbersCountAsMissing(text: String) {
        #expect(Request(method: "GET", target: "/?n=\(text)").number("n", 5) == 5)
    }

    @Test func momentsOfQuestionsAreRead() {
        let midnight = Int64(19_699) * 86_400
        #expect(MomentText.seconds("2023-12-08", isEnd: false) == midnight)
        #expect(MomentText.seconds("2023-12-08", isEnd: true) == midnight + 86_399)
        #expect(MomentText.seconds("2023-12-08T01:00:00", isEnd: false) == midnight + 3_600)
        #expect(MomentText.seconds("2023-12-07T17:00:00.000Z", isEnd: false) == midnight)
        #expect(MomentText.seconds("2023-12-07T17:00:00.000+0000", isEnd: false) == midnight)
        #expect(MomentText.seconds("2023-12-08T00:00:00.000+07:00", isEnd: false) == midnight)
        for text in ["8/12/2023", "2023-02-31", "2023-12-08T1", "2023-12-08T01:00:00 HCM", ""] {
            #expect(MomentText.seconds(text, isEnd: false) == nil, "\(text)")
        }
    }

    @Test func marksOfPagesCannotBeMadeUp() {
        for row in [0, 1, 35, 36, 100, 1_000_000] { #expect(PageMark.row(PageMark.text(row)) == row) }
        for text in ["", "2s", "2s-0", "-2s-1", "2s-\(PageMark.text(101).split(separator: "-")[1])"] {
            #expect(PageMark.row(text) == nil, "\(text)")
        }
    }

    @Test func aRollIsInOrderAndCutsWindows() {
        var shape = DistrictShape(records: 3_000, sources: 5, seed: 2)
        shape.kinds = [.opencps]
        let world = DistrictWorld(shape)
        let roll = Roll(world, source: nil)
        let moments = (0..<roll.count).map { roll.record(at: $0).moment }
        #expect(moments == moments.sorted())
        for day in stride(from: Year.firstDay, through: Year.lastDay, by: 17) {
            let span = Roll.Span(from: day, through: day + 2)
            let expected = moments.indices.filter { day...(day + 2) ~= Int(moments[$0] / 86_400) }
            #expect(Array(roll.places(in: span)) == expected)
        }
        #expect(roll.places(in: Roll.Span(from: Year.lastDay + 1, through: Year.lastDay)).isEmpty)
    }

    @Test func theCodesOfADistrictDiffer() {
        let world = DistrictWorld(DistrictShape(records: 4_000, sources: 20, seed: 3))
        var seen: Set<String> = []
        for source in world.sources.indices {
            for index in 0..<world.sources[source].dossiers {
                let testimony = world.testimony(source, index)
                let keys = Set((testimony.locals + testimony.portals).map(\.key))
                #expect(seen.isDisjoint(with: keys))
                seen.formUnion(keys)
            }
        }
    }

    @Test func wordsOfSOAPAreRead() {
        let text = "<s:Envelope><s:Body>\n <n:get a='1'><user x='2'>a&amp;b</user><code/></n:get></s:Body></s:Envelope>"
        #expect(SOAP.operation(text) == "get")
        #expect(SOAP.parameter("user", of: text) == "a&b")
        #expect(SOAP.parameter("code", of: text) == nil)
        #expect(SOAP.operation("<html></html>") == nil)
        #expect(SOAP.operation("") == nil)
    }
}
