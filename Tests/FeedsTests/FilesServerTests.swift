import Dossiers
import Foundation
import Synchronization
import TestServers
import Testing
import Transport

@testable import Feeds
@testable import Settings

/// Drops on OpenSSH, on FTP inside TLS, and in folders of the web.
@Suite(.timeLimit(.minutes(15)))
struct FilesServerTests {
    private let kept: ScratchFolder
    private let engine: TransferEngine

    init() throws {
        kept = try ScratchFolder()
        engine = try TransferEngine()
    }

    private func shell(
        _ server: SecureShellServer,
        _ path: String,
        take: FilesFetch.Take = .all,
        change: (inout FilesFetch, inout Fetch) -> Void = { _, _ in }
    ) throws -> FilesFeed {
        try FilesSettings.feed(server.url(path), key: server.key, take: take) { files, fetch in
            (files.user, files.knownHosts) = (NSUserName(), server.knownHosts)
            change(&files, &fetch)
        }
    }

    private func ftps(
        _ server: SecureFileServer,
        _ authority: TestAuthority,
        _ path: String,
        change: (inout FilesFetch, inout Fetch) -> Void = { _, _ in }
    ) throws -> FilesFeed {
        try FilesSettings.feed(server.url(path)) { files, fetch in
            (files.user, files.password) = (SecureFileServer.user, .environment("FTP"))
            fetch.trust.authorities = authority.own.file
            change(&files, &fetch)
        }
    }

    private func pull(_ feed: FilesFeed, as archive: String = "archive") throws -> FeedResult {
        try feed.pull(into: kept.archive(archive), with: engine)
    }

    private static func fill(_ folder: TestServers.ScratchFolder, _ names: [String]) throws {
        for name in names {
            let path = URL(fileURLWithPath: "\(folder.path)/\(name)")
            try FileManager.default.createDirectory(
                at: path.deletingLastPathComponent(),
                withIntermediateDirectories: true
            )
            try Data("hồ sơ \(name)\n".utf8).write(to: path)
        }
    }

    private static let mixed = [
        "out/hs-2.csv", "out/hs-1.csv", "out/hs-3.csv.part", "out/.hs-0.csv", "out/báo cáo #1 100%.csv",
        "out/readme.pdf",
    ]
    private static let whole = ["báo cáo #1 100%.csv", "hs-1.csv", "hs-2.csv"]

    // MARK: - File servers

    @Test func secureShellDropsAreReadInTheOrderOfNames() throws {
        let server = try SecureShellServer()
        try Self.fill(server.files, Self.mixed)
        let result = try pull(shell(server, "out/*.csv"))
        #expect(result.isComplete, "\(result.problems)")
        #expect(try result.texts == Self.whole.map { "hồ sơ out/\($0)\n" })
        #expect(result.names == Self.whole)
        #expect(result.pages[0].origin.hasPrefix("sftp://127.0.0.1:\(server.port)/"))
        #expect(result.pages[0].modified != nil)
    }

    @Test(arguments: [SecureFileServer.Beginning.ftps, .ftpes])
    func dropsInsideTLSAreReadInTheOrderOfNames(_ beginning: SecureFileServer.Beginning) throws {
        let authority = try TestAuthority()
        let server = try SecureFileServer(beginning, authority.issue("files"))
        try Self.fill(server.files, Self.mixed)
        let result = try pull(ftps(server, authority, "out/*.csv"))
        #expect(result.isComplete, "\(result.problems)")
        #expect(try result.texts == Self.whole.map { "hồ sơ out/\($0)\n" })
        engine.shutdown()
        #expect(!server.saidInTheClear().contains { $0.contains(SecureFileServer.user) })
    }

    @Test func foldersMayBePatternsToo() throws {
        let server = try SecureShellServer()
        try Self.fill(server.files, ["xa-1/out/a.csv", "xa-2/out/b.csv", "xa-2/in/c.csv", "huyen/out/d.csv"])
        let result = try pull(shell(server, "xa-?/out/*.csv"))
        #expect(result.names == ["a.csv", "b.csv"])
        #expect(result.isComplete)
    }

    @Test func oneFileIsFetchedByItsName() throws {
        let server = try SecureShellServer()
        try Self.fill(server.files, Self.mixed)
        let result = try pull(shell(server, "out/b%C3%A1o%20c%C3%A1o%20%231%20100%25.csv"))
        #expect(result.names == ["báo cáo #1 100%.csv"])
        let missing = try shell(server, "out/none.csv")
        #expect(try pull(missing, as: "missing").kinds == [.noMatch])
        #expect(try pull(shell(server, "out/hs-3.csv.part"), as: "part").kinds == [.unfinishedFile])
    }

    @Test func aPatternWithoutAMatchAndAFolderThatIsMissing() throws {
        let server = try SecureShellServer()
        try Self.fill(server.files, ["out/a.csv"])
        #expect(try pull(shell(server, "out/*.json")).kinds == [.noMatch])
        let missing = try pull(shell(server, "none/*.csv"), as: "missing")
        #expect(missing.kinds == [.transferFailed])
        #expect(missing.problems.first?.detail?.description.contains("no such file or folder") == true)
    }

    @Test func foldersAndLinksAreNamedAndTheOthersAreRead() throws {
        let server = try SecureShellServer()
        try Self.fill(server.files, ["out/a.csv", "out/b.csv/x"])
        try FileManager.default.createSymbolicLink(
            atPath: "\(server.files.path)/out/c.csv",
            withDestinationPath: "/etc/passwd"
        )
        try Data().write(to: URL(fileURLWithPath: "\(server.files.path)/out/d.csv"))
        let result = try pull(shell(server, "out/*.csv"))
        #expect(result.names == ["a.csv"])
        #expect(Set(result.kinds) == [.notAFile, .emptyFile])
        #expect(result.problems.count == 3)
    }

    @Test func theNewestAndThoseOfADayAreChosen() throws {
        let server = try SecureShellServer()
        try Self.fill(
            server.files,
            ["hs-2023-11-14.csv", "hs-2023-11-15.csv", "hs-2023-11-16.csv", "old.csv", "new.csv"]
        )
        for (name, time) in [("old.csv", 1_000_000_000.0), ("new.csv", 1_700_000_000)] {
            try FileManager.default.setAttributes(
                [.modificationDate: Date(timeIntervalSince1970: time)],
                ofItemAtPath: "\(server.files.path)/\(name)"
            )
        }
        #expect(try pull(shell(server, "hs*.csv", take: .newest)).names == ["hs-2023-11-16.csv"])
        // Today is the 14th of November.
        let recent = try pull(shell(server, "*.csv", take: .last(days: 30)), as: "recent")
        #expect(recent.names == ["hs-2023-11-14.csv", "hs-2023-11-15.csv", "hs-2023-11-16.csv", "new.csv"])
        let day = try #require(Instant(year: 2_023, month: 11, day: 15, precision: .day))
        let since = try pull(shell(server, "hs*.csv", take: .since(day)), as: "since")
        #expect(since.names == ["hs-2023-11-15.csv", "hs-2023-11-16.csv"])
    }

    @Test func packedFilesAreExpandedOnTheWay() throws {
        let server = try SecureShellServer()
        try Self.fill(server.files, ["a.csv", "b.csv", "c.csv"])
        try FilesPacking.shell("gzip b.csv && zip -q c.zip a.csv c.csv && rm c.csv", in: server.files.path)
        try FilesPacking.shell("head -c -5 b.csv.gz > d.csv.gz", in: server.files.path)
        let result = try pull(shell(server, "*"))
        #expect(try result.texts == ["a", "b", "a", "c"].map { "hồ sơ \($0).csv\n" })
        #expect(result.names == ["a.csv", "b.csv.gz", "c.zip#a.csv", "c.zip#c.csv"])
        #expect(result.kinds == [.unexpandableFile])
        #expect(
            try names(in: "\(kept.path)/archive") == [
                "index.ndjson", "page-000001.csv", "page-000002.csv", "page-000003-000001.csv",
                "page-000003-000002.csv",
            ]
        )
    }

    @Test func whatIsCutGoesOnAndIsExpandedOnce() throws {
        let server = try SecureShellServer(cutting: [700_000, 400_000])
        try FilesPacking.python(
            """
            import random
            random.seed(7)
            text = ''.join('%d;%d\\n' % (i, random.getrandbits(60)) for i in range(150000)).encode()
            open('text', 'wb').write(text)
            gzip.open('big.csv.gz', 'wb').write(text)
            """,
            in: server.files.path
        )
        let isOver = Mutex(false)
        let released = DispatchSemaphore(value: 0)
        Thread.detachNewThread {
            while !isOver.withLock(\.self) {
                server.release()
                usleep(5_000)
            }
            released.signal()
        }
        let feed = try shell(server, "*.gz") { _, fetch in fetch.retries = 3 }
        let result = try feed.pull(into: kept.archive(), with: TransferEngine(parallel: 1))
        isOver.withLock { $0 = true }
        released.wait()
        #expect(result.isComplete, "\(result.problems)")
        #expect(try result.texts == [text("\(server.files.path)/text")])
    }

    @Test func manyFilesComeInOrderWhateverArrivesFirst() throws {
        let server = try SecureShellServer()
        let names = (100..<140).map { "hs-\($0).csv" }
        try Self.fill(server.files, names)
        try Data(count: 3_000_000).write(to: URL(fileURLWithPath: "\(server.files.path)/hs-100.csv"))
        let result = try pull(shell(server, "*.csv") { _, fetch in fetch.pace.atOnce = 4 })
        #expect(result.names == names)
        #expect(result.isComplete)
    }

    // MARK: - Refusals

    @Test func anUnknownHostAWrongKeyAndAWrongPasswordAreTold() throws {
        let server = try SecureShellServer()
        try Self.fill(server.files, ["a.csv"])
        var strange = try shell(server, "*.csv")
        strange = try FilesSettings.feed(server.url("*.csv"), key: server.strangeKey) { files, _ in
            (files.user, files.knownHosts) = (NSUserName(), server.knownHosts)
        }
        #expect(try detail(strange, "key").contains("the login is refused"))
        let guessed = try FilesSettings.feed(server.url("*.csv")) { files, _ in
            (files.user, files.knownHosts) = (NSUserName(), server.knownHosts)
            files.password = .environment("WRONG")
        }
        #expect(try detail(guessed, "guessed").contains("the login is refused"))
        let authority = try TestAuthority()
        let ftp = try SecureFileServer(.ftps, authority.issue("files"))
        let wrong = try ftps(ftp, authority, "*.csv") { files, _ in files.password = .environment("WRONG") }
        #expect(try detail(wrong, "password").contains("the login is refused"))
        let untrusted = try ftps(ftp, authority, "*.csv") { _, fetch in fetch.trust.authorities = nil }
        #expect(try detail(untrusted, "authority").contains("certificate"))
        try server.forget()
        #expect(try detail(shell(server, "*.csv"), "host").contains("host key"))
        #expect(try detail(shell(server, "a.csv"), "one").contains("host key"))
    }

    private func detail(_ feed: FilesFeed, _ archive: String) throws -> String {
        let result = try pull(feed, as: archive)
        #expect(result.pages.isEmpty)
        #expect(result.kinds == [.transferFailed])
        return result.problems.first?.detail?.description ?? ""
    }

    // MARK: - Unfinished files

    @Test func sentinelsStandBesideTheFiles() throws {
        let server = try SecureShellServer()
        try Self.fill(server.files, ["ệ 1.csv", "ệ 1.csv.done", "ệ 2.csv"])
        let all = try pull(shell(server, "*.csv") { files, _ in files.completeness.sentinel = ".done" })
        #expect(all.names == ["ệ 1.csv"])
        #expect(all.kinds == [.unfinishedFile])
        for (number, count) in [(1, 1), (2, 0)] {
            let one = try shell(server, "ệ \(number).csv") { files, _ in files.completeness.sentinel = ".done" }
            let result = try pull(one, as: "one \(number)")
            #expect(result.pages.count == count)
            #expect(result.kinds == (count == 1 ? [] : [.unfinishedFile]))
        }
    }

    @Test(arguments: ["*.csv", "b.csv"])
    func aFileThatGrowsOnTheServerIsAProblem(_ pattern: String) throws {
        let authority = try TestAuthority()
        let server = try SecureShellServer()
        let other = try SecureFileServer(.ftps, authority.issue("files"))
        for (number, files) in [server.files, other.files].enumerated() {
            try Self.fill(files, ["a.csv", "b.csv"])
            var feed = number == 0 ? try shell(server, pattern) : try ftps(other, authority, pattern)
            feed.stable = .milliseconds(5)
            feed.pause = { _ in
                usleep(5_000)
                try? FilesPacking.shell("echo more >> b.csv", in: files.path)
            }
            let result = try pull(feed, as: "archive \(number)")
            #expect(result.names == (pattern == "*.csv" ? ["a.csv"] : []))
            #expect(result.kinds == [.changingFile])
            #expect(result.problems.first?.isTransient == true)
        }
    }

    @Test func filesBeyondTheBoundAreNotFetched() throws {
        let server = try SecureShellServer()
        try Self.fill(server.files, ["a.csv", "b.csv"])
        let length = Int64("hồ sơ a.csv\n".utf8.count)
        let result = try pull(shell(server, "*.csv") { _, fetch in fetch.maxBytes = length * 2 - 1 })
        #expect(result.names == ["a.csv"])
        #expect(result.kinds == [.feedTooLarge])
    }
}
