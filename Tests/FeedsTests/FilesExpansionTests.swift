import Dossiers
import Foundation
import Testing

@testable import Feeds

/// Files that come packed.
@Suite(.timeLimit(.minutes(15)))
struct FilesExpansionTests {
    /// Where pages are kept.
    private let kept: ScratchFolder

    init() throws {
        kept = try ScratchFolder()
    }

    private func pull(
        _ folder: ScratchFolder,
        _ pattern: String,
        as archive: String = "archive",
        change: (inout FilesFeed) -> Void = { _ in }
    ) throws -> FeedResult {
        var feed = FilesFeed(patterns: ["\(folder.path)/\(pattern)"])
        change(&feed)
        return try feed.pull(into: kept.archive(archive), readsInPlace: true)
    }

    // MARK: - gzip

    @Test func gzipIsExpandedAndPlainFilesAreReadInPlace() throws {
        let folder = try ScratchFolder()
        for name in ["a.csv", "b.csv"] { try folder.write("hồ sơ \(name)\n", to: name) }
        try FilesPacking.shell("gzip -9 b.csv", in: folder.path)
        let result = try pull(folder, "*.csv*")
        #expect(result.isComplete)
        #expect(try result.texts == ["hồ sơ a.csv\n", "hồ sơ b.csv\n"])
        #expect(result.names == ["a.csv", "b.csv.gz"])
        #expect(result.pages[0].path == "\(folder.path)/a.csv")
        #expect(result.pages[1].path == "\(kept.path)/archive/page-000002.csv")
        #expect(result.pages[1].bytes == Int64("hồ sơ b.csv\n".utf8.count))
    }

    @Test func namesAreNotBelieved() throws {
        let folder = try ScratchFolder()
        try folder.write("plain\n", to: "a.csv.gz")
        try folder.write("packed\n", to: "b")
        try FilesPacking.shell("gzip b && mv b.gz b.csv", in: folder.path)
        let result = try pull(folder, "*.csv*")
        #expect(result.isComplete)
        #expect(try result.texts == ["plain\n", "packed\n"])
    }

    @Test func streamsOneAfterTheOtherAreOneText() throws {
        let folder = try ScratchFolder()
        for (name, text) in [("a", "1\n"), ("b", "2\n"), ("c", "")] { try folder.write(text, to: name) }
        try FilesPacking.shell(
            "gzip a b c && cat a.gz b.gz c.gz > all.gz && head -c 700 /dev/zero >> all.gz",
            in: folder.path
        )
        let result = try pull(folder, "all.gz")
        #expect(try result.texts == ["1\n2\n"])
        #expect(result.isComplete)
    }

    @Test(arguments: [
        ("head -c 400 a.gz > x.gz", "it ends too early", true), ("head -c 12 a.gz > x.gz", "it ends too early", true),
        ("head -c -1 a.gz > x.gz", "it ends too early", true), ("head -c 4 a.gz > x.gz", "it ends too early", true),
        ("(head -c -8 a.gz; printf 12345678) > x.gz", "its checksum does not fit", false),
        ("(head -c -4 a.gz; printf 1234) > x.gz", "its checksum does not fit", false),
        ("(head -c 300 a.gz; head -c 200 /dev/zero; tail -c +501 a.gz) > x.gz", nil, false),
        ("(cat a.gz; echo x) > x.gz", "it is damaged", false),
        ("(cat a.gz; head -c 9 /dev/zero; echo x) > x.gz", "it is damaged", false),
        ("(cat a.gz; head -c 400 a.gz) > x.gz", "it ends too early", true),
    ])
    func brokenGzipIsAProblemAndTheOthersAreRead(_ line: String, _ detail: String?, _ isTransient: Bool) throws {
        let folder = try ScratchFolder()
        try folder.write((0..<3_000).map { "\($0 &* 7_919 % 10_007)\n" }.joined(), to: "a")
        try folder.write("good\n", to: "good.csv")
        try FilesPacking.shell("gzip a && \(line) && rm a.gz", in: folder.path)
        let result = try pull(folder, "*.*")
        #expect(try result.texts == ["good\n"])
        #expect(result.kinds == [.unexpandableFile])
        if let detail { #expect(result.problems.first?.detail?.description == detail) }
        if detail != nil { #expect(result.problems.first?.isTransient == isTransient) }
        #expect(try names(in: "\(kept.path)/archive") == ["index.ndjson"])
    }

    @Test func aBombEndsAtTheBoundOfTheFeed() throws {
        let folder = try ScratchFolder()
        try FilesPacking.shell("head -c 30000000 /dev/zero | gzip -9 > bomb.gz", in: folder.path)
        try FilesPacking.python("zipfile.ZipFile('bomb.zip','w',8).writestr('a.csv', bytes(30000000))", in: folder.path)
        for name in ["bomb.gz", "bomb.zip"] {
            let bounded = try pull(folder, name, as: name) { $0.maximumBytes = 29_999_999 }
            #expect(bounded.kinds == [.feedTooLarge])
            #expect(try names(in: "\(kept.path)/\(name)") == ["index.ndjson"])
            let whole = try pull(folder, name, as: "whole \(name)") { $0.maximumBytes = 30_000_000 }
            #expect(whole.pages.map(\.bytes) == [30_000_000])
        }
    }

    @Test func theBoundHoldsForAllFilesTogether() throws {
        let folder = try ScratchFolder()
        for name in ["a", "b", "c"] { try folder.write(String(repeating: name, count: 400), to: name) }
        try FilesPacking.shell("gzip b c", in: folder.path)
        let result = try pull(folder, "*") { $0.maximumBytes = 900 }
        #expect(result.names == ["a", "b.gz"])
        #expect(result.problems == [FeedProblem(.feedTooLarge, source: "\(folder.path)/c.gz")])
    }

    // MARK: - zip

    @Test func entriesThatFitTheFormatAreReadInTheOrderOfTheirNames() throws {
        let folder = try ScratchFolder()
        try FilesPacking.python(
            """
            with zipfile.ZipFile('hs.zip', 'w', zipfile.ZIP_DEFLATED) as z:
                z.writestr('b/2.CSV', '2' * 100000)
                z.writestr('b/', '')
                z.writestr('đọc.pdf', 'no records')
                z.writestr('a.csv', '1')
                z.writestr('__MACOSX/._a.csv', 'x')
                z.writestr('.hidden.csv', 'x')
                z.writestr('a.csv.part', 'x')
                z.writestr('no ending', '3')
                z.writestr(zipfile.ZipInfo('stored.txt'), 'hồ sơ')
            """,
            in: folder.path
        )
        let result = try pull(folder, "*.zip") { $0.endings = ["csv", "txt"] }
        #expect(result.isComplete)
        #expect(try result.texts == ["1", String(repeating: "2", count: 100_000), "3", "hồ sơ"])
        #expect(result.names == ["hs.zip#a.csv", "hs.zip#b:2.CSV", "hs.zip#no ending", "hs.zip#stored.txt"])
        #expect(result.pages[1].path.hasSuffix("/page-000001-000002.csv"))
    }

    @Test func thePatternForTheInsideIsHeeded() throws {
        let folder = try ScratchFolder()
        try FilesPacking.python(
            """
            with zipfile.ZipFile('hs.zip', 'w') as z:
                for name in ['in/hs-1.dat', 'in/hs-2.dat', 'in/log.dat']: z.writestr(name, name)
            """,
            in: folder.path
        )
        let result = try pull(folder, "hs.zip") { ($0.inside, $0.endings) = ("hs-*", ["csv"]) }
        #expect(try result.texts == ["in/hs-1.dat", "in/hs-2.dat"])
        #expect(try pull(folder, "hs.zip", as: "other") { $0.inside = "*.csv" }.kinds == [.noMatch])
    }

    /// Written to a pipe, a zip file tells sizes behind its entries only; `zip -fz` writes sizes in eight bytes.
    @Test(arguments: [
        "printf 'mã;trạng thái\\n' | zip -q - - | cat > x.zip", "zip -q -fz x.zip - < a.csv", "zip -q -0 x.zip a.csv",
        "zip -q y.zip a.csv && (printf '#!/bin/sh\\nexit\\n'; cat y.zip) > x.zip && rm y.zip",
        "zip -q x.zip a.csv && echo 'lời chú PK' | zip -q -z x.zip",
    ])
    func whatZipWritesIsRead(_ line: String) throws {
        let folder = try ScratchFolder()
        try folder.write("mã;trạng thái\n", to: "a.csv")
        try FilesPacking.shell(line, in: folder.path)
        if line.contains("#!") { return try aZipFileBehindAProgramIsNoZipFile(folder) }
        let result = try pull(folder, "x.zip")
        #expect(result.isComplete, "\(result.problems)")
        #expect(try result.texts == ["mã;trạng thái\n"])
    }

    private func aZipFileBehindAProgramIsNoZipFile(_ folder: ScratchFolder) throws {
        let result = try pull(folder, "x.zip")
        #expect(result.pages.map(\.path) == ["\(folder.path)/x.zip"])
    }

    @Test func sizesAndPlacesOfEightBytesAreRead() throws {
        let folder = try ScratchFolder()
        try FilesPacking.python(
            """
            with zipfile.ZipFile('many.zip', 'w') as z:
                for i in range(66000): z.writestr('%05d.%s' % (i, 'csv' if i % 33000 == 0 else 'pdf'), str(i))
            zipfile.ZIP64_LIMIT = 10
            with zipfile.ZipFile('large.zip', 'w', 8) as z:
                for name in ['a.csv', 'b.csv']: z.writestr(name, name * 1000)
            """,
            in: folder.path
        )
        let many = try pull(folder, "many.zip") { $0.endings = ["csv"] }
        #expect(try many.texts == ["0", "33000"])
        #expect(many.isComplete)
        let large = try pull(folder, "large.zip", as: "other")
        #expect(large.isComplete)
        #expect(try large.texts == ["a.csv", "b.csv"].map { String(repeating: $0, count: 1_000) })
    }

    @Test(arguments: [
        ("zip -q -P geheim x.zip a.csv", "it is encrypted"),
        ("zip -q -Z bzip2 x.zip a.csv", "it is compressed by method 12, which is not known"),
        ("zip -q y.zip a.csv && head -c -30 y.zip > x.zip", "it ends too early"),
        ("zip -q y.zip a.csv && head -c 60 y.zip > x.zip", "it ends too early"),
    ])
    func whatCannotBeReadSaysSo(_ line: String, _ detail: String) throws {
        let folder = try ScratchFolder()
        try folder.write((0..<3_000).map { "\($0 &* 7_919 % 10_007)\n" }.joined(), to: "a.csv")
        try FilesPacking.shell(line, in: folder.path)
        let result = try pull(folder, "x.zip")
        #expect(result.pages.isEmpty)
        #expect(result.kinds == [.unexpandableFile])
        #expect(result.problems.first?.detail?.description == detail)
    }

    /// Bytes of a zip file that are set to something else, and what is then said of its only entry.
    @Test(arguments: [
        ("z.find(b'PK\\x01\\x02') + 16", "4", "its checksum does not fit"),
        ("z.find(b'PK\\x01\\x02') + 24", "1", "it is damaged"), ("z.find(b'PK\\x01\\x02') + 20", "1", nil),
        ("z.find(b'PK\\x01\\x02') + 42", "4", nil),
        ("z.find(b'PK\\x01\\x02')", "1", "its list of contents cannot be read"),
        ("z.find(b'PK\\x01\\x02') + 28", "2", "its list of contents cannot be read"),
        ("z.find(b'PK\\x05\\x06') + 4", "1", "it is one of several parts"),
        ("z.find(b'PK\\x05\\x06') + 10", "2", "its list of contents cannot be read"),
        ("z.find(b'PK\\x05\\x06') + 12", "4", "its list of contents cannot be read"),
        ("z.find(b'PK\\x05\\x06') + 16", "4", "its list of contents cannot be read"), ("60", "40", nil),
    ])
    func damagedZipFilesAreProblems(_ place: String, _ length: String, _ detail: String?) throws {
        let folder = try ScratchFolder()
        try FilesPacking.python(
            """
            with zipfile.ZipFile('x.zip', 'w', 8) as f: f.writestr('a.csv', ''.join(str(i * 7919 % 10007) for i in range(3000)))
            z = bytearray(open('x.zip', 'rb').read())
            at = \(place)
            for i in range(at, at + \(length)): z[i] ^= 0x5A
            open('x.zip', 'wb').write(z)
            """,
            in: folder.path
        )
        let result = try pull(folder, "x.zip")
        #expect(result.pages.isEmpty)
        #expect(result.kinds == [.unexpandableFile])
        if let detail { #expect(result.problems.first?.detail?.description == detail) }
        #expect(try names(in: "\(kept.path)/archive") == ["index.ndjson"])
    }

    /// Every byte of a small zip file set to another value is a page as before, or a problem, and never more.
    @Test func noByteOfAZipFileBringsTheProgramDown() throws {
        let folder = try ScratchFolder()
        try FilesPacking.python(
            """
            with zipfile.ZipFile('0.zip', 'w', 8) as f: f.writestr('a.csv', 'mã;' * 9); f.writestr('b.csv', 'b')
            z = open('0.zip', 'rb').read()
            for i in range(4, len(z)):
                for value in (0, 255, z[i] ^ 1):
                    open('%03d-%d.zip' % (i, value == 255), 'wb').write(z[:i] + bytes([value]) + z[i + 1:])
            """,
            in: folder.path
        )
        let result = try pull(folder, "*.zip") { $0.maximumBytes = 100_000 }
        #expect(!result.isComplete)
        for text in try result.texts { #expect([String(repeating: "mã;", count: 9), "b"].contains(text)) }
    }

    @Test func emptyEntriesLinksAndEmptyZipFilesAreNamed() throws {
        let folder = try ScratchFolder()
        try FilesPacking.python(
            """
            with zipfile.ZipFile('a.zip', 'w') as z:
                z.writestr('empty.csv', '')
                z.writestr('good.csv', 'x')
                link = zipfile.ZipInfo('link.csv')
                link.create_system, link.external_attr = 3, 0o120777 << 16
                z.writestr(link, '/etc/passwd')
            zipfile.ZipFile('b.zip', 'w').close()
            """,
            in: folder.path
        )
        let result = try pull(folder, "*.zip")
        #expect(try result.texts == ["x"])
        #expect(
            result.problems == [
                FeedProblem(.emptyFile, source: "\(folder.path)/a.zip#empty.csv"),
                FeedProblem(.notAFile, source: "\(folder.path)/a.zip#link.csv"),
                FeedProblem(.noMatch, source: "\(folder.path)/b.zip"),
            ]
        )
    }

    @Test func whatIsKeptIsExpandedToo() throws {
        let folder = try ScratchFolder()
        try folder.write("mã\n", to: "a.csv")
        try FilesPacking.shell("zip -q b.zip a.csv && gzip -k a.csv && mv a.csv.gz c.csv.gz", in: folder.path)
        let archive = try kept.archive()
        let result = try FilesFeed(patterns: ["\(folder.path)/*.*"]).pull(into: archive)
        #expect(try result.texts == ["mã\n", "mã\n", "mã\n"])
        #expect(
            try names(in: archive.folder) == [
                "index.ndjson", "page-000001.csv", "page-000002-000001.csv", "page-000003.csv",
            ]
        )
        #expect(try text("\(archive.folder)/index.ndjson").contains("b.zip#a.csv"))
    }

    @Test func theArchiveThatCannotBeWrittenEndsThePull() throws {
        let folder = try ScratchFolder()
        try FilesPacking.shell(
            "seq 1000000 | gzip > a.gz && seq 1000000 > a.csv && zip -q b.zip a.csv",
            in: folder.path
        )
        for name in ["a.gz", "b.zip"] {
            let archive = try folder.archive("archive of \(name)")
            try FileManager.default.removeItem(atPath: archive.folder)
            #expect(throws: ArchiveError.self) {
                try FilesFeed(patterns: ["\(folder.path)/\(name)"]).pull(into: archive, readsInPlace: true)
            }
        }
    }
}
