import Dossiers
import Formats
import Foundation
import Mapping
import Testing

@testable import Pipeline

/// Snapshots that nights of increments keep up, against full reads and against plain dictionaries.
struct SnapshotMergeTests {
    @Test(arguments: 0..<40)
    func anyNumberOfIncrementsGivesByteForByteWhatAFullReadGives(seed: Int) throws {
        let folder = try SnapshotFolder()
        let merge = try folder.merge()
        var world = SnapshotWorld(seed: UInt64(seed), dossiers: 30)
        let first = try folder.pages(world.pages(of: world.everything), named: "first")
        var known = try merge.merge(previous: nil, pages: first, into: "\(folder.path)/snapshot-0.ndjson")
        #expect(known.problems == [])
        #expect(known.added == world.dossiers.count)
        var watermark = try #require(known.newest)
        for night in 1...6 {
            var plain = PlainSnapshot(world)
            world.passDay()
            let brought = world.changed(since: watermark.seconds - SnapshotWorld.overlap)
            let expected = counts(plain, brought, world)
            let pages = try folder.pages(world.pages(of: brought), named: "night-\(night)")
            let path = "\(folder.path)/snapshot-\(night).ndjson"
            known = try merge.merge(previous: known.path, pages: pages, into: path)
            watermark = max(watermark, known.newest ?? watermark)
            plain.take(brought, of: world)
            #expect(known.problems == [] && plain == PlainSnapshot(world))
            #expect(plain.expect(try folder.lines(path)))
            #expect([known.added, known.changed, known.unchanged] == expected)
            let all = try folder.pages(world.pages(of: world.everything), named: "full-\(night)")
            let full = try merge.merge(previous: nil, pages: all, into: "\(folder.path)/full.ndjson")
            #expect(try folder.bytes(path) == folder.bytes(full.path))
            #expect(known.contents == full.contents && known.records == full.records && known.loose == full.loose)
        }
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path).allSatisfy { !$0.hasSuffix(".lines") })
    }

    private func counts(_ plain: PlainSnapshot, _ brought: [SnapshotWorld.Record], _ world: SnapshotWorld) -> [Int] {
        var after = plain
        after.take(brought, of: world)
        let codes = world.dossiers.filter { !Set($0.value).isDisjoint(with: brought) }.keys
        let added = codes.count { plain.dossiers[$0] == nil }
        let changed = codes.count { plain.dossiers[$0] != nil && plain.dossiers[$0] != after.dossiers[$0] }
        return [added, changed, codes.count - added - changed]
    }

    @Test func anIncrementOfNothingLeavesTheSnapshotAsItIs() throws {
        let folder = try SnapshotFolder()
        let merge = try folder.merge()
        var world = SnapshotWorld(seed: 1, dossiers: 20)
        let pages = try folder.pages(world.pages(of: world.everything), named: "all")
        let known = try merge.merge(previous: nil, pages: pages, into: "\(folder.path)/snapshot-0.ndjson")
        let after = try merge.merge(previous: known.path, pages: [], into: "\(folder.path)/snapshot-1.ndjson")
        #expect(try folder.bytes(after.path) == folder.bytes(known.path))
        #expect(after.newest == nil && after.records == known.records)
        #expect(after.added == 0 && after.changed == 0 && after.unchanged == 0)
    }

    @Test func pagesOfLinesMergeLikePagesOfDocuments() throws {
        let folder = try SnapshotFolder()
        var world = SnapshotWorld(seed: 3, dossiers: 20)
        let documents = try folder.pages(world.pages(of: world.everything), named: "all")
        let text = world.everything.map { $0.line + " \r\n" }.joined(separator: "\n")
        let lines = try folder.pages([text], named: "lines")
        let one = try folder.merge().merge(previous: nil, pages: documents, into: "\(folder.path)/snapshot-0.ndjson")
        let merge = try folder.merge("lines")
        let other = try merge.merge(previous: nil, pages: lines, into: "\(folder.path)/snapshot-1.ndjson")
        #expect(try folder.bytes(one.path) == folder.bytes(other.path))
    }

    @Test func twoReadingsOfOneDossierInOneIncrementBothStay() throws {
        let folder = try SnapshotFolder()
        let texts = [#"{"data":[{"code":"H23-1","status":4}]}"#, #"{"data":{"code": "h23-1", "status": 9}}"#]
        let pages = try folder.pages(texts + [texts[0]], named: "p")
        let outcome = try folder.merge().merge(previous: nil, pages: pages, into: "\(folder.path)/snapshot-0.ndjson")
        #expect(outcome.records == 2 && outcome.added == 1)
    }

    @Test func aRecordBeyondTheLimitsStaysWhole() throws {
        let folder = try SnapshotFolder()
        var limits = FormatLimits()
        limits.recordBytes = 300_000
        let note = String(repeating: "x y", count: 200_000)
        let text = #"{"data":[{"code":"H23-1" , "note":"\#(note)"}, {"code":"H23-2","status":4}]}"#
        let pages = try folder.pages([text], named: "p")
        let merge = try SnapshotMerge(try folder.source(), limits: limits)
        let known = try merge.merge(previous: nil, pages: pages, into: "\(folder.path)/snapshot-0.ndjson")
        let lines = [#"{"code":"H23-1","note":"\#(note)"}"#, #"{"code":"H23-2","status":4}"#]
        #expect(try folder.lines(known.path) == lines)
        let after = try merge.merge(previous: known.path, pages: pages, into: "\(folder.path)/snapshot-1.ndjson")
        #expect(try folder.lines(after.path) == lines && after.unchanged == 2)
    }

    @Test func whatHappensAfterTheRunMovesNoWatermark() throws {
        let folder = try SnapshotFolder()
        let records = ["20290101000000", "20310101000000"].map { #"{"code":"H-\#($0)","status":4,"changed":"\#($0)"}"# }
        let pages = try folder.pages([#"{"data":[\#(records.joined(separator: ","))]}"#], named: "p")
        let outcome = try folder.merge().merge(previous: nil, pages: pages, into: "\(folder.path)/snapshot-0.ndjson")
        #expect(outcome.newest?.text == "2029-01-01T00:00:00+07:00" && outcome.records == 2)
    }

    @Test(arguments: [
        (#"{"data":[{"code":"H-1","status":4},"#, "the document ends too early"),
        (#"{"error":"5","data":[]}"#, "error is 5"),
        (#"{"total":3,"data":[{"code":"H-1","status":4}]}"#, "short-of-total: 1 of 3 records"),
        (#"{"message":"busy"}"#, "there is no data in the page"),
        (#"{"data":[{"status":4}]}"#, "no record of the page has a code that can be read"),
    ])
    func aPageThatIsNotWholeIsToldAndItsSnapshotNeverCounts(text: String, problem: String) throws {
        let folder = try SnapshotFolder()
        let pages = try folder.pages([text], named: "p")
        let outcome = try folder.merge().merge(previous: nil, pages: pages, into: "\(folder.path)/snapshot-0.ndjson")
        #expect(outcome.problems.count == 1 && outcome.problems.first?.description.hasSuffix(problem) == true)
        #expect(SourceState(after: outcome, .full(SnapshotFolder.moment), run: "r", basis: "b") == nil)
    }

    @Test func formatsThatCannotBeToldOneALineAreRefused() throws {
        let definition = MappingDefinition(name: "x", format: .xml(records: ["r"], namespaces: [:]), file: "x")
        let source = RunSource(id: "x", side: .local, order: 0, program: MappingProgram(definition), units: nil)
        #expect(throws: SnapshotProblem.notMergeable(mapping: "x")) {
            try SnapshotMerge(source, limits: FormatLimits())
        }
    }

    @Test func aDamagedSnapshotFileIsNamed() throws {
        let folder = try SnapshotFolder()
        let path = "\(folder.path)/gone"
        #expect(throws: SnapshotProblem.self) {
            try folder.merge().merge(previous: path, pages: [], into: "\(folder.path)/snapshot-0.ndjson")
        }
    }
}
