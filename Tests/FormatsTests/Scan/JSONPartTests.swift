import Dossiers
import Formats
import Testing

/// A page of JSON read in parts gives what it gives when it is read in one go, or says that a cut was wrong.
struct JSONPartTests {
    private static let list = RecordFormat.json(records: ["data"])
    private static let paths = ["code", "n", "o.code", "l[].code"]

    static let hostile = [
        #"{"x":1,"data":[{"code":"A"},{"code":"B"} , {"code":"C"}],"_note":"},{\"code\":\"D\"}"}"#,
        #"{"data":[{"code":"A","t":"},{\"code\":\"x\"},{"},{"code":"},{"},{"code":",","n":"{"}]}"#,
        #"{"data":[{"code":"A","l":[{"code":"x"},{"code":"y"},{"code":"z"}]},{"code":"B","l":[{"code":"x"},{"code":"y"}]}]}"#,
        #"{"data":[{"code":"A"},{"code":"B"}],"data":[{"code":"C"},{"code":"D"}]}"#,
        #"{"other":[{"code":"A"},{"code":"B"}],"data":[{"code":"C"},{"code":"D"}]}"#,
        #"{"data":[{"code":"A"},{"code":"B"}],"other":[{"code":"C"},{"code":"D"}]}"#,
        #"{"a":{"data":[{"code":"A"},{"code":"B"}]},"data":[{"code":"C"},{"code":"D"}]}"#,
        #"{"data":[{"code":"A"},{"code":"B"},{"code":"C"}"#, #"{"data":[{"code":"A"},{"code":"B"},"#,
        #"{"data":[{"code":"A"},{"code":"B"}]} {"data":[{"code":"A"},{"code":"B"}]}"#,
        #"{"data":[{"code":"A"},{"code":"B"}]},{"code":"C"},{"code":"D"}"#,
        #"{"data":[{"code":"A"},7,"x",null,[{"code":"B"},{"code":"C"}],{"code":"D"}]}"#,
        #"{"data":[{"code":"A","n":01},{"code":"B","n":"a"b"},{"code":"C"},{"code":"D"}]}"#,
        #"{"data":[{"code":"A","n":[1},{"code":"B"},{"code":"C"},{"code":"D"}]}"#,
        #"{"data":[{"code":"A"}{"code":"B"},{"code":"C"},,{"code":"D"}]}"#,
        #"{"data":{"code":"A","l":[{"code":"B"},{"code":"C"}]}}"#,
        #"{"data":[{"code":"A","\u0063ode":"A"},{"code":"B"},{"c\u006fde":"C"}]}"#,
        "\u{FEFF}" + #"{"data":[{"code":"Ộ"},{"code":"\u1ed9"},{"code":"😀"}]}"#,
        "\u{FEFF}" + #"{"data":[]}"#, #"{"total":0}"#, "", "<html>", #"[{"code":"A"},{"code":"B"}]"#,
    ]

    @Test(arguments: hostile)
    func aPageCutAtAnyByteGivesTheWhole(text: String) throws {
        try CutPage(Array(text.utf8), as: Self.list, paths: Self.paths).expectCutsGiveTheWhole()
    }

    @Test(arguments: 0..<200 as Range<UInt64>)
    func aSpoiledPageCutAtAnyObjectGivesTheWhole(seed: UInt64) throws {
        var generator = JSONDocumentGenerator(seed: seed)
        let records = (0..<6).map { _ in #"{"code":"\#(generator.pick(["A", "},{"]))","o":\#(generator.object())}"# }
        let text = #"{"n":1,"data":[\#(records.joined(separator: ","))],"tail":{"data":[{"code":"Z"}]}}"#
        let bytes = seed % 3 == 0 ? Array(text.utf8) : generator.spoiled(text)
        try CutPage(bytes, as: Self.list, paths: Self.paths).expectCutsGiveTheWhole(before: "{")
    }

    @Test(arguments: 0..<60 as Range<UInt64>, [1, 200] as [Int64])
    func theCutsThatAreChosenGiveTheWhole(seed: UInt64, near bytes: Int64) throws {
        var generator = JSONDocumentGenerator(seed: seed)
        let records = (0..<20).map {
            #"{"id":1,"code":"\#($0)","l":[{"code":"x"},{"code":"y"}],"o":\#(generator.object())}"#
        }
        let text = #"{"data":[\#(records.joined(separator: seed.isMultiple(of: 2) ? "," : " ,\n"))],"n":1}"#
        let spoiled = seed % 5 == 0 ? generator.spoiled(text) : Array(text.utf8)
        let page = try CutPage(spoiled, as: Self.list, paths: Self.paths)
        let cuts = try page.cuts(near: bytes, window: 600)
        if seed % 5 > 0 { #expect(cuts.count > 2) }
        guard let found = try page.readInParts(cutAt: cuts) else {
            #expect(seed % 5 == 0, "a wrong cut")
            return
        }
        #expect(try found == page.read(cutAt: []))
    }

    @Test func aListInEveryRecordDoesNotMisleadTheCuts() throws {
        let inner = (0..<9).map { #"{"code":"x\#($0)"}"# }.joined(separator: ",")
        let records = (0..<50).map { #"{"code":"A\#($0)","l":[\#(inner)]}"# }
        let text = "[" + records.joined(separator: ",") + "]"
        let page = try CutPage(Array(text.utf8), as: .json(records: []), paths: ["code"])
        let cuts = try page.cuts(near: 300, window: 800)
        #expect(cuts.count > 10)
        #expect(try page.readInParts(cutAt: cuts)?.texts == (0..<50).map { ["A\($0)"] })
    }

    @Test func aWrongCutIsAlwaysNoticed() throws {
        let text = #"[{"code":"A","l":[{"code":"x"},{"code":"y"}]},{"code":"B"}]"#
        let page = try CutPage(Array(text.utf8), as: .json(records: []), paths: ["code"])
        let inner = Int64(text.utf8.count - #"{"code":"y"}]},{"code":"B"}]"#.utf8.count)
        let outer = Int64(text.utf8.count - #"{"code":"B"}]"#.utf8.count)
        #expect(try page.readInParts(cutAt: [inner]) == nil)
        #expect(try page.readInParts(cutAt: [outer]) != nil)
    }
}
