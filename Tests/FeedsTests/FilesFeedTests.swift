import Feeds
import Glibc
import Testing

@Suite(.timeLimit(.minutes(15)))
struct FilesFeedTests {
    @Test func filesComeInTheOrderOfTheirNamesEachOnce() throws {
        let folder = try ScratchFolder()
        for name in ["b.json", "a.json", "B.json", "ă.json", "c.csv", "10.json", "9.json"] {
            try folder.write(name, to: name)
        }
        let feed = FilesFeed(patterns: ["\(folder.path)/*.json", "file://\(folder.path)/a*n", "\(folder.path)/c.csv"])
        let result = try feed.pull(into: folder.archive(), readsInPlace: true)
        #expect(result.isComplete)
        #expect(
            result.pages.map { $0.path.split(separator: "/").last } == [
                "10.json", "9.json", "B.json", "a.json", "b.json", "c.csv", "ă.json",
            ]
        )
        #expect(result.pages.first?.bytes == 7)
    }

    @Test func theLastFileIsTheOneWithTheLastNameWhateverItsTime() throws {
        let folder = try ScratchFolder()
        let expected = try folder.write("2", to: "hs-2023-11-14.json", changed: 5_000)
        try folder.write("1", to: "hs-2023-11-13.json", changed: 9_000)
        try folder.write("1", to: "hs-2023-10-31.json", changed: 9_001)
        let result = try FilesFeed(patterns: ["\(folder.path)/hs*"], choice: .last).pull(
            into: folder.archive(),
            readsInPlace: true
        )
        #expect(result.pages == [FeedPage(path: expected, origin: expected, bytes: 1, modified: 5_000)])
        #expect(result.isComplete)
    }

    @Test func whatIsEscapedStandsForItself() throws {
        let folder = try ScratchFolder()
        for name in ["[a] 1.json", "a 1.json", "[a] 2.json"] { try folder.write("x", to: name) }
        for (pattern, names) in [
            ("\\[a\\] *.json", ["[a] 1.json", "[a] 2.json"]), ("\\[a] 1.json", ["[a] 1.json"]),
            ("[a] *.json", ["a 1.json"]), ("[a] 1.json", ["[a] 1.json"]),
        ] {
            let feed = FilesFeed(patterns: ["\(folder.path)/\(pattern)"])
            let result = try feed.pull(into: folder.archive("kept \(pattern)"), readsInPlace: true)
            #expect(result.pages.map { $0.path.split(separator: "/").last.map(String.init) } == names, "\(pattern)")
        }
    }

    @Test func nothingThatFitsIsNotAnEmptyFeed() throws {
        let folder = try ScratchFolder()
        let result = try FilesFeed(patterns: ["\(folder.path)/*.json"]).pull(into: folder.archive(), readsInPlace: true)
        #expect(result.pages.isEmpty)
        #expect(result.problems == [FeedProblem(.noMatch, source: "\(folder.path)/*.json")])
        #expect(!result.isComplete)
    }

    @Test func whatIsNoFileOrHoldsNothingIsNamedAndTheRestGoesOn() throws {
        let folder = try ScratchFolder()
        let good = try folder.write("x", to: "a")
        let empty = try folder.write("", to: "b")
        let pipe = "\(folder.path)/c"
        #expect(unsafe mkfifo(pipe, 0o600) == 0)
        let inner = "\(folder.path)/d"
        #expect(unsafe mkdir(inner, 0o700) == 0)
        let large = try folder.write("too large", to: "e")
        let broken = "\(folder.path)/f"
        #expect(unsafe symlink("/nowhere/at/all", broken) == 0)
        var feed = FilesFeed(patterns: ["\(folder.path)/*"])
        feed.maximumBytes = 5
        let kept = try ScratchFolder()
        let result = try feed.pull(into: kept.archive(), readsInPlace: true)
        #expect(result.pages.map(\.path) == [good])
        #expect(
            result.problems == [
                FeedProblem(.notAFile, source: pipe), FeedProblem(.notAFile, source: inner),
                FeedProblem(.notAFile, source: broken), FeedProblem(.emptyFile, source: empty),
                FeedProblem(.feedTooLarge, source: large),
            ]
        )
    }

    @Test func keptFilesAreCopiesThatNoLaterChangeReaches() throws {
        let folder = try ScratchFolder()
        let body = String(repeating: "hồ sơ\n", count: 100_000)
        let source = try folder.write(body, to: "Xuất [1] 100%.JSON")
        try folder.write("b", to: "no ending")
        let archive = try folder.archive()
        let result = try FilesFeed(patterns: [source, "\(folder.path)/no*"]).pull(into: archive)
        try folder.write("changed", to: "Xuất [1] 100%.JSON")
        #expect(result.isComplete)
        #expect(
            result.pages.map(\.path) == ["\(archive.folder)/page-000001.json", "\(archive.folder)/page-000002.data"]
        )
        #expect(result.pages.map(\.origin) == [source, "\(folder.path)/no ending"])
        #expect(try text("\(archive.folder)/page-000001.json") == body)
        #expect(try mode(of: "\(archive.folder)/page-000001.json") == 0o600)
    }
}
