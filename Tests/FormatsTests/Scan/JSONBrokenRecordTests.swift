import Dossiers
import Formats
import Testing

/// A broken record is set aside and the next one read, wherever the brackets tell where that begins.
struct JSONBrokenRecordTests {
    private func scan(_ text: String, limits: FormatLimits = FormatLimits()) throws -> ScannedPage {
        let format = RecordFormat.json(records: ["data"])
        let found = try FormatsTests.scan(text, as: format, paths: ["code"], limits: limits)
        for blockBytes in [1, 5, 16, 64] {
            var settings = ScanSettings()
            settings.blockBytes = blockBytes
            let other = try FormatsTests.scan(text, as: format, paths: ["code"], limits: limits, settings: settings)
            #expect(other == found, "blocks of \(blockBytes)")
        }
        return found
    }

    @Test(arguments: [
        #"{"code":"A","x":[1}"#, #"{"code":"A","x":[[1]}"#, #"{"code":"A","x":"a"b}"#,
        #"{"code":"A","x":[{"y":1,{"y":2}]}"#, #"{"code":"A","x":[{"y":1},{"y":2]}"#, #"{"code":"A","x":[1,2,}"#,
        #"{"code":"A","n":1"#, #"{"code":"A""#, #"{"code":"A","x":{"y":1}"#, #"{"code":"A","x":{"y":{"z":1}"#,
        #"{"code":"A","n":1 "m":2}"#, #"{"code":"A","n":}"#, #"{"code":"A","n":tru}"#, #"{"code":"A","\q":1}"#,
        #"{"code":"A","x":"\u12"}"#, #"{"code":"A","x":01}"#, #"{"code":"A",:1}"#, #"{"code":"A","x":[1,,2]}"#,
    ])
    func aBrokenRecordEndsWhereTheNextBegins(record: String) throws {
        let found = try scan(#"{"data":[\#(record),{"code":"B"} , {"code":"C"}],"n":1}"#)
        #expect(found.reasons == [.brokenSyntax, nil, nil])
        #expect(found.texts == [["B"], ["C"]])
        #expect(found.records[0].values == [.text("A")])
        #expect(found.records[0].offset == 9 && found.records[0].length == record.utf8.count)
        #expect(found.outcome.stop == nil && found.outcome.broken == 1)
    }

    @Test(arguments: [
        #"{"code":"A","n":1"#, #"{"code":"A","x":[{"y":1}}"#, #"{"code":"A","x":{"y":1}"#, #"{"code":"A","x":[1}"#,
    ])
    func theLastRecordEndsWithTheList(record: String) throws {
        let found = try scan(#"{"data":[{"code":"0"},\#(record) ],"n":1}"#)
        #expect(found.reasons == [nil, .brokenSyntax] && found.outcome.stop == nil)
        #expect(found.records[1].values == [.text("A")] && found.records[1].length == record.utf8.count)
    }

    @Test func aRecordBehindAMissingCommaIsSetAside() throws {
        let found = try scan(#"{"data":[{"code":"A"} {"code":"B"}{"code":"C"},{"code":"D"}]}"#)
        #expect(found.reasons == [nil, .brokenSyntax, .brokenSyntax, nil])
        #expect(found.records.map(\.values[0]) == ["A", "B", "C", "D"].map { .text($0) })
        #expect(found.outcome.stop == nil)
    }

    @Test func recordsThatAreAllUnclosedAreAllSetAside() throws {
        let records = (0..<200).map { #"{"code":"\#($0)""# }.joined(separator: ",\n")
        let found = try scan(#"{"data":[\#(records)]}"#)
        #expect(found.reasons == Array(repeating: .brokenSyntax, count: 200) && found.outcome.stop == nil)
    }

    @Test func anUnclosedRecordBeyondTheLimitEndsWhereTheNextBegins() throws {
        var limits = FormatLimits()
        limits.recordBytes = 100
        let rest = String(repeating: #",{"code":"B"}"#, count: 50)
        let found = try scan(#"{"data":[{"code":"A"\#(rest)]}"#, limits: limits)
        #expect(found.reasons == [.brokenSyntax] + Array(repeating: nil, count: 50) && found.outcome.stop == nil)
    }

    @Test(arguments: [
        #"{"code":"A","x":[{"y":1}"#, #"{"code":"A","x":{"y":1]}"#, #"{"code":"A","x":"a,{"y":1}"#,
        #"{"code":"A",{"y":1}}"#, #"{"code":"A"}}"#,
        #"{"code":"A","x":[1}]}"#, #"{"code":"A","x":"y":1}}"#, #"{"code":"A","x":"a"b",{},{}"#, #""code":"A"}"#,
        #"{"code":"A"},"#,
    ])
    func whereNobodyCanTellThePageStops(record: String) throws {
        let found = try scan(#"{"data":[\#(record),{"code":"B","n":"}"},{"code":"C"}],"n":1}"#)
        #expect(found.outcome.stop != nil)
    }

    /// Whatever is broken, each record is read, set aside, or the page stops.
    @Test(arguments: 0..<1_000 as Range<UInt64>)
    func noRecordIsLost(seed: UInt64) throws {
        var generator = JSONDocumentGenerator(seed: seed)
        let contents = [
            "", #","x":[1,{"y":2}]"#, #","x":{"y":[]}"#, #","t":"a,{}""#, #","t":"}{\"""#, #","l":[{"a":1},{"a":2}]"#,
        ]
        let records = (0..<8).map { #"{"code":"n\#($0)"\#(generator.pick(contents))}"# }
        let bytes = generator.spoiled("[" + records.joined(separator: ",") + "]", most: 1)
        let format = RecordFormat.json(records: [])
        let found = try FormatsTests.scan(bytes, as: format, paths: ["code"])
        guard found.outcome.stop == nil else { return }
        let text = String(decoding: bytes, as: UTF8.self)
        #expect(found.outcome.broken < 3 && found.records.count >= 7, "\(text)")
        for number in 0..<8 where text.contains("n\(number)\"") {
            let isFound = found.records.contains { record in
                let range = Int(record.offset)..<(Int(record.offset) + record.length)
                return String(decoding: bytes[range], as: UTF8.self).contains("n\(number)\"")
            }
            #expect(isFound, "\(number) \(text)")
        }
    }
}
