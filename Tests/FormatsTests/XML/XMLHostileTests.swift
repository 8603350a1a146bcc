import Dossiers
import Synchronization
import Testing

@testable import Formats

@Suite(.serialized)
struct XMLHostileTests {
    private func page(_ content: String) -> [UInt8] {
        Array("<DS><HoSo><Ma>A</Ma>\(content)</HoSo><HoSo><Ma>B</Ma></HoSo></DS>".utf8)
    }

    private func reasons(_ content: String, limits: FormatLimits = FormatLimits()) throws -> [QuarantineReason?] {
        let found = try scanXML(page(content), paths: ["Ma"], limits: limits)
        #expect(found.records.first?.values == [.text("A")] && found.outcome.stop == nil)
        return found.reasons
    }

    @Test func deepNestingCostsItsRecordOnly() throws {
        let deep = String(repeating: "<a>", count: 100_000) + String(repeating: "</a>", count: 100_000)
        #expect(try reasons(deep) == [.limitExceeded, nil])
        let allowed = String(repeating: "<a>", count: 63) + String(repeating: "</a>", count: 63)
        #expect(try reasons(allowed) == [nil, nil])
        #expect(try reasons("<a>\(allowed)</a>") == [.limitExceeded, nil])
    }

    @Test func aMillionAttributesCostTheirRecordOnly() throws {
        var limits = FormatLimits()
        limits.recordBytes = 64 << 20
        let attributes = (0..<1_000_000).map { "b\($0)=''" }.joined(separator: " ")
        #expect(try reasons("<a \(attributes)/>", limits: limits) == [.limitExceeded, nil])
        #expect(try reasons("<a \(attributes)/>") == [.limitExceeded, nil])
    }

    @Test func aHundredMegabytesOfTextCostTheirRecordOnly() throws {
        let text = String(repeating: "x", count: 100_000_000)
        #expect(try reasons("<a>\(text)</a>") == [.limitExceeded, nil])
    }

    @Test func tooManyChildrenAndTooLongTextsAreToldApartFromTheRest() throws {
        var limits = FormatLimits()
        limits.members = 8
        limits.textBytes = 16
        #expect(try reasons(String(repeating: "<a/>", count: 7), limits: limits) == [nil, nil])
        #expect(try reasons(String(repeating: "<a/>", count: 8), limits: limits) == [.limitExceeded, nil])
        #expect(try reasons("<a>\(String(repeating: "x", count: 16))</a>", limits: limits) == [nil, nil])
        #expect(try reasons("<a>\(String(repeating: "x", count: 17))</a>", limits: limits) == [.limitExceeded, nil])
    }

    @Test func anEndlessTagOutsideTheRecordsStopsThePage() throws {
        var limits = FormatLimits()
        limits.recordBytes = 1 << 12
        let tag = Array("<DS \(String(repeating: "a", count: 1 << 20))".utf8)
        #expect(try scanXML(tag, paths: ["Ma"], limits: limits, blockBytes: 256).outcome.stop?.reason == .limitExceeded)
    }

    @Test func entityBombsAreNeverOpened() throws {
        let bomb = "<!DOCTYPE a [<!ENTITY x 'y'><!ENTITY z '&x;&x;&x;&x;'>]><DS><HoSo><Ma>&z;</Ma></HoSo></DS>"
        let found = try scanXML(bomb, paths: ["Ma"])
        #expect(found.records.isEmpty && found.outcome.stop?.detail == "document type declarations are refused")
    }

    @Test func parsersAreReleased() throws {
        let before = XMLPushParser.live.load(ordering: .relaxed)
        weak var last: XMLPushParser?
        for _ in 0..<50 {
            let parser = XMLPushParser(tape: XMLTape(limits: FormatLimits(), limitsChildren: true))
            _ = parser.feed(Array("<a".utf8).span)
            last = parser
        }
        #expect(last == nil && XMLPushParser.live.load(ordering: .relaxed) <= before + 64)
    }
}
