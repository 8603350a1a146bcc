import Dossiers
import Foundation
import Testing

@testable import Pipeline

/// What is remembered of a source from night to night, whatever happens between.
struct SnapshotMemoryTests {
    @Test func aCommittedStateIsFoundAgain() throws {
        let nights = try TwoNights()
        let memory = SourceMemory(folder: nights.state, basis: "b")
        #expect(memory.state == nights.first && memory.loss == nil)
        #expect(memory.state?.watermark?.text == "2024-05-01T10:00:00+07:00")
        #expect(memory.state?.fullAt == SnapshotFolder.moment)
        #expect(memory.snapshot == "\(nights.state)/snapshot-r1.ndjson")
        let folder = try FileManager.default.attributesOfItem(atPath: nights.state)[.posixPermissions] as? Int
        let file = try FileManager.default.attributesOfItem(atPath: memory.snapshot ?? "")[.posixPermissions] as? Int
        #expect(folder == 0o700 && file == 0o600)
    }

    @Test func anIncrementKeepsTheTimeOfTheFullReadAndNeverMovesTheWatermarkBack() throws {
        let nights = try TwoNights()
        var outcome = try nights.second()
        outcome.newest = Instant(year: 2023, month: 1, day: 1, precision: .day)
        let state = try #require(SourceState(after: outcome, .increment(on: nights.first), run: "r2", basis: "b"))
        #expect(state.watermark == nights.first.watermark && state.fullAt == nights.first.fullAt)
        let full = SourceState(after: outcome, .full(SnapshotFolder.moment), run: "r2", basis: "b")
        #expect(full?.watermark?.text == "2023-01-01T00:00:00+07:00")
    }

    /// Every state of the folder in which a kill can leave it on the way from the first night to the second.
    @Test func aKillAtAnyMomentLeavesTheOldOrTheNewState() throws {
        let nights = try TwoNights()
        let before = try nights.files()
        let outcome = try nights.second()
        let merged = try nights.files()
        let second = try #require(SourceState(after: outcome, .increment(on: nights.first), run: "r2", basis: "b"))
        var memory = SourceMemory(folder: nights.state, basis: "b")
        try memory.commit(second)
        let after = try nights.files()
        #expect(Set(after.keys) == ["state.json", "snapshot-r2.ndjson"])
        let snapshot = try #require(after["snapshot-r2.ndjson"])
        let document = try #require(after["state.json"])
        for cut in [0, 1, snapshot.count / 2, snapshot.count] {
            let partial = ["snapshot-r2.ndjson": snapshot.prefix(cut), "snapshot-r2.ndjson.lines": Data("{".utf8)]
            try nights.expect(nights.first, before.merging(partial) { $1 })
        }
        for cut in [0, 10, document.count] {
            try nights.expect(nights.first, merged.merging(["state.json.part": document.prefix(cut)]) { $1 })
        }
        try nights.expect(second, merged.merging(["state.json": document]) { $1 })
        try nights.expect(second, after)
    }

    @Test func aCommitThatFailsLeavesTheOldState() throws {
        let nights = try TwoNights()
        let outcome = try nights.second()
        let second = try #require(SourceState(after: outcome, .increment(on: nights.first), run: "r2", basis: "b"))
        var memory = SourceMemory(folder: nights.state, basis: "b")
        let part = "\(nights.state)/state.json.part"
        try FileManager.default.createDirectory(atPath: part, withIntermediateDirectories: false)
        #expect(throws: (any Error).self) { try memory.commit(second) }
        #expect(memory.state == nights.first)
        #expect(SourceMemory(folder: nights.state, basis: "b").state == nights.first)
        _ = try memory.begin(run: "r2")
        try memory.commit(
            try #require(SourceState(after: try nights.second(), .increment(on: nights.first), run: "r2", basis: "b"))
        )
        #expect(SourceMemory(folder: nights.state, basis: "b").state == second)
    }

    @Test func theSameRunAgainDoesNotTouchTheSnapshotThatCounts() throws {
        let nights = try TwoNights()
        let memory = SourceMemory(folder: nights.state, basis: "b")
        #expect(try memory.begin(run: "r1") != memory.snapshot)
        #expect(try memory.begin(run: "r2") == "\(nights.state)/snapshot-r2.ndjson")
    }

    @Test func nothingIsKnownOfANewSource() {
        let memory = SourceMemory(folder: NSTemporaryDirectory() + "no-such-" + UUID().uuidString, basis: "b")
        #expect(memory.state == nil && memory.loss == nil)
    }

    @Test func anotherBasisMakesTheStateWorthless() throws {
        let nights = try TwoNights()
        let memory = SourceMemory(folder: nights.state, basis: "c")
        #expect(memory.state == nil && memory.loss == "the source is asked for something else than before")
    }

    @Test(arguments: ["{", "", "{}", #"{"version":2}"#, "[1]", "\u{0}", "STATE"])
    func aDamagedStateIsToldAndNeverACrash(document: String) throws {
        let nights = try TwoNights()
        let whole = String(decoding: nights.first.document, as: UTF8.self)
        let damaged = document == "STATE" ? whole.replacing("snapshot-r1", with: "snapshot-/../x") : document
        try Data(damaged.utf8).write(to: URL(fileURLWithPath: "\(nights.state)/state.json"))
        let memory = SourceMemory(folder: nights.state, basis: "b")
        #expect(memory.state == nil && memory.loss == "state.json is damaged")
    }

    @Test(arguments: [-1, 0, 10])
    func aDamagedSnapshotIsTold(byte: Int) throws {
        let nights = try TwoNights()
        let path = "\(nights.state)/\(nights.first.snapshot)"
        var bytes = try Data(contentsOf: URL(fileURLWithPath: path))
        if byte < 0 { bytes.removeLast() } else { bytes[byte] ^= 1 }
        try bytes.write(to: URL(fileURLWithPath: path))
        #expect(SourceMemory(folder: nights.state, basis: "b").loss == "snapshot-r1.ndjson is damaged")
        try FileManager.default.removeItem(atPath: path)
        let memory = SourceMemory(folder: nights.state, basis: "b")
        #expect(memory.state == nil && memory.loss?.description.hasSuffix("No such file or directory") == true)
    }

    /// Any single damaged byte of the state is noticed, or changes nothing but words that nobody relies on.
    @Test func aStateWithOneOtherByteIsNeverACrash() throws {
        let nights = try TwoNights()
        let path = URL(fileURLWithPath: "\(nights.state)/state.json")
        let whole = try Data(contentsOf: path)
        for index in whole.indices {
            var bytes = whole
            bytes[index] ^= 0x10
            try bytes.write(to: path)
            let memory = SourceMemory(folder: nights.state, basis: "b")
            #expect((memory.state == nil) == (memory.loss != nil))
        }
    }
}

/// A source after its first night, with the pages of the second.
private struct TwoNights: ~Copyable {
    let folder: SnapshotFolder
    let first: SourceState

    init() throws {
        let folder = try SnapshotFolder()
        var memory = SourceMemory(folder: "\(folder.path)/state/sources/office", basis: "b")
        let text = #"{"data":[{"code":"H-1","status":4,"changed":"20240501100000"},{"code":"H-2","status":4}]}"#
        let outcome = try folder.merge().merge(
            previous: nil,
            pages: folder.pages([text], named: "first"),
            into: memory.begin(run: "r1")
        )
        let reading = SourceState.Reading.full(SnapshotFolder.moment)
        let state = try #require(SourceState(after: outcome, reading, run: "r1", basis: "b"))
        try memory.commit(state)
        self.folder = folder
        first = state
    }

    var state: String { "\(folder.path)/state/sources/office" }

    /// Merges the second night without committing it.
    func second() throws -> SnapshotOutcome {
        let memory = SourceMemory(folder: state, basis: "b")
        let text = #"{"data":[{"code":"H-2","status":9,"changed":"20240502100000"}]}"#
        let pages = try folder.pages([text], named: "second")
        return try folder.merge().merge(previous: memory.snapshot, pages: pages, into: memory.begin(run: "r2"))
    }

    func files() throws -> [String: Data] {
        let names = try FileManager.default.contentsOfDirectory(atPath: state)
        return try names.reduce(into: [:]) { files, name in
            files[name] = try Data(contentsOf: URL(fileURLWithPath: "\(state)/\(name)"))
        }
    }

    /// What a folder of these files is taken for, and that the next night ends right whatever lies there.
    func expect(_ state: SourceState, _ files: [String: Data]) throws {
        try FileManager.default.removeItem(atPath: self.state)
        try FileManager.default.createDirectory(atPath: self.state, withIntermediateDirectories: true)
        for (name, bytes) in files { try bytes.write(to: URL(fileURLWithPath: "\(self.state)/\(name)")) }
        var memory = SourceMemory(folder: self.state, basis: "b")
        #expect(memory.state == state && memory.loss == nil)
        let outcome = try second()
        #expect(try folder.lines(outcome.path).count == 2)
        let next = try #require(SourceState(after: outcome, .increment(on: state), run: "r2", basis: "b"))
        try memory.commit(next)
        #expect(try Set(self.files().keys) == ["state.json", next.snapshot])
        #expect(SourceMemory(folder: self.state, basis: "b").state == next)
    }
}
