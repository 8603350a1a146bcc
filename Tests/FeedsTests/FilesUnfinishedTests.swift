import Dossiers
import Foundation
import Testing

@testable import Feeds

/// Drops that are still being filled, and choices by day.
@Suite(.timeLimit(.minutes(15)))
struct FilesUnfinishedTests {
    private let folder: ScratchFolder
    private let kept: ScratchFolder

    init() throws {
        folder = try ScratchFolder()
        kept = try ScratchFolder()
    }

    private func pull(_ pattern: String, change: (inout FilesFeed) -> Void = { _ in }) throws -> FeedResult {
        var feed = FilesFeed(patterns: ["\(folder.path)/\(pattern)"])
        change(&feed)
        return try feed.pull(into: kept.archive(), readsInPlace: true)
    }

    private func problem(_ kind: FeedProblem.Kind, _ name: String) -> FeedProblem {
        FeedProblem(kind, source: "\(folder.path)/\(name)", isTransient: true)
    }

    // MARK: - Names

    @Test func filesOnTheirWayAreNoPartOfTheDrop() throws {
        for name in ["a.csv", "b.csv.tmp", "c.part", "d.filepart", "e.uploading", ".f.csv", "z.csv.part"] {
            try folder.write("x", to: name)
        }
        let all = try pull("*")
        #expect(all.names == ["a.csv"])
        #expect(all.isComplete)
    }

    @Test func theNewestIsTheNewestFinishedOne() throws {
        for name in ["hs-1.csv", "hs-2.csv.part"] { try folder.write("x", to: name) }
        let result = try pull("hs*") { $0.choice = .last }
        #expect(result.names == ["hs-1.csv"])
        #expect(result.isComplete)
    }

    @Test func aFileOnItsWayThatIsNamedIsAProblem() throws {
        try folder.write("x", to: "a.csv.tmp")
        let result = try pull("a.csv.tmp")
        #expect(result == FeedResult(problems: [problem(.unfinishedFile, "a.csv.tmp")]))
    }

    @Test func aPatternOfFilesOnTheirWayHasNoMatch() throws {
        try folder.write("x", to: "a.csv.tmp")
        #expect(try pull("*.tmp").kinds == [.noMatch])
    }

    // MARK: - Sentinels

    @Test func aFileWithoutItsSentinelIsNotThereYet() throws {
        for name in ["a.csv", "a.csv.done", "b.csv", "c.csv.done"] { try folder.write("x", to: name) }
        let result = try pull("*") { $0.sentinel = ".done" }
        #expect(result.names == ["a.csv"])
        #expect(result.problems == [problem(.unfinishedFile, "b.csv")])
    }

    @Test func ofTheNewestWithoutItsSentinelNothingOlderIsRead() throws {
        for name in ["1.csv", "1.csv.done", "2.csv"] { try folder.write("x", to: name) }
        let result = try pull("*") { ($0.sentinel, $0.choice) = (".done", .last) }
        #expect(result == FeedResult(problems: [problem(.unfinishedFile, "2.csv")]))
    }

    // MARK: - Growing files

    @Test func aFileThatGrowsIsAProblemAndTheOthersAreRead() throws {
        for name in ["a.csv", "b.csv", "c.csv", "gone.csv"] { try folder.write("x", to: name, changed: 1_000) }
        let result = try pull("*.csv") { feed in
            feed.stable = .milliseconds(5)
            feed.pause = { [folder] _ in
                usleep(5_000)
                _ = try? folder.write("xy", to: "b.csv", changed: 1_000)
                _ = try? folder.write("y", to: "c.csv", changed: 2_000)
                try? FileManager.default.removeItem(atPath: "\(folder.path)/gone.csv")
            }
        }
        #expect(result.names == ["a.csv"])
        #expect(
            result.problems == [
                problem(.changingFile, "b.csv"), problem(.changingFile, "c.csv"),
                FeedProblem(.notAFile, source: "\(folder.path)/gone.csv"),
            ]
        )
    }

    @Test func aFileThatRestsIsRead() throws {
        try folder.write("x", to: "a.csv")
        let result = try pull("*.csv") { $0.stable = .milliseconds(5) }
        #expect(result.names == ["a.csv"])
        #expect(result.isComplete)
    }

    @Test func watchingEndsWithTheRunAndWithItsTime() throws {
        try folder.write("x", to: "a.csv")
        var feed = FilesFeed(patterns: ["\(folder.path)/*.csv"])
        feed.stable = .seconds(3_600)
        let stopped = try feed.pull(into: kept.archive(), readsInPlace: true, isStopped: { true })
        feed.deadline = .seconds(3_599)
        let late = try feed.pull(into: kept.archive("late"), readsInPlace: true)
        for result in [stopped, late] {
            #expect(result.pages.isEmpty)
            #expect(result.kinds == [.deadlinePassed])
        }
    }

    // MARK: - Days

    @Test func filesSinceADayAreChosenByNameElseByTime() throws {
        let day = try #require(Instant(year: 2_023, month: 11, day: 14, precision: .day))
        let midnight = Double(day.seconds - Instant.offset)
        for (name, time) in [
            ("hs-2023-11-13.csv", midnight + 99_999), ("hs-2023-11-14.csv", 0), ("hs-20231201.csv", 0),
            ("early.csv", midnight - 1), ("late.csv", midnight),
        ] { try folder.write("x", to: name, changed: time) }
        let result = try pull("*.csv") { $0.choice = .since(day) }
        #expect(result.names == ["hs-2023-11-14.csv", "hs-20231201.csv", "late.csv"])
        #expect(result.isComplete)
    }

    @Test func whenAllFilesAreOlderNoneFits() throws {
        let day = try #require(Instant(year: 2_023, month: 11, day: 14, precision: .day))
        try folder.write("x", to: "hs-2023-11-13.csv")
        #expect(try pull("*.csv") { $0.choice = .since(day) }.kinds == [.noMatch])
    }
}
