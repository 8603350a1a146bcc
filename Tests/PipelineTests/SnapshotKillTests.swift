import Dossiers
import Formats
import Foundation
import Glibc
import Testing

@testable import Pipeline

/// Nights in another process that is killed somewhere on the way.
struct SnapshotKillTests {
    private static let dossiers = 500

    @Test(arguments: [3, 9, 17, 31, 47, 66, 90, 130] as [UInt32])
    func aKilledNightLeavesOneWholeNightBehind(milliseconds: UInt32) async throws {
        let folder = try SnapshotFolder()
        let path = folder.path
        try Self.pass(night: 0, in: path)
        await #expect(processExitsWith: .signal(SIGKILL)) { [path = path as String, wait = milliseconds as UInt32] in
            Thread.detachNewThread {
                usleep(wait * 1_000)
                kill(getpid(), SIGKILL)
            }
            for night in 1... { try Self.pass(night: night, in: path) }
        }
        let memory = SourceMemory(folder: "\(path)/state", basis: "b")
        let state = try #require(memory.state)
        #expect(memory.loss == nil && state.records == Self.dossiers)
        let lines = try folder.lines(try #require(memory.snapshot))
        #expect(lines == (0..<Self.dossiers).map { Self.record($0, night: Int(state.run) ?? -1) })
        try Self.pass(night: 1_000_000, in: path)
        let names = try FileManager.default.contentsOfDirectory(atPath: "\(path)/state")
        #expect(Set(names) == ["state.json", "snapshot-1000000.ndjson"])
    }

    /// One night in which every dossier changes.
    private static func pass(night: Int, in path: String) throws {
        var memory = SourceMemory(folder: "\(path)/state", basis: "b")
        let text = #"{"data":[\#((0..<dossiers).map { record($0, night: night) }.joined(separator: ","))]}"#
        let file = "\(path)/night-\(night).json"
        try Data(text.utf8).write(to: URL(fileURLWithPath: file))
        defer { try? FileManager.default.removeItem(atPath: file) }
        let page = Page(number: 0, source: 0, path: file, name: "night", bytes: Int64(text.utf8.count))
        let merge = try SnapshotMerge(try SnapshotFolder.source(in: path), limits: FormatLimits())
        let run = "\(night)"
        let outcome = try merge.merge(previous: memory.snapshot, pages: [page], into: memory.begin(run: run))
        let reading = memory.state.map(SourceState.Reading.increment(on:)) ?? .full(SnapshotFolder.moment)
        try memory.commit(try #require(SourceState(after: outcome, reading, run: run, basis: "b")))
    }

    private static func record(_ number: Int, night: Int) -> String {
        #"{"code":"H23-\#(1_000 + number)","status":4,"night":\#(night)}"#
    }
}
