import Foundation
import LoopbackServer
import TestServers
import Testing
import Transport

@testable import Feeds
@testable import Settings

/// Drops in folders of the web.
@Suite(.timeLimit(.minutes(15)))
struct FilesWebTests {
    private let kept: ScratchFolder
    private let engine: TransferEngine

    init() throws {
        kept = try ScratchFolder()
        engine = try TransferEngine()
    }

    private func pull(_ feed: FilesFeed, as archive: String = "archive") throws -> FeedResult {
        try feed.pull(into: kept.archive(archive), with: engine)
    }

    @Test func aFileThatIsLongerThanTheListSaysIsAProblem() throws {
        let server = try LoopbackServer { call in
            call.method == "HEAD"
                ? [.answer("", headers: ["Last-Modified: Tue, 14 Nov 2023 01:00:00 GMT"], length: 5)]
                : [.answer(call.target.hasSuffix("/") ? "<a href=a.csv>a</a>" : "longer")]
        }
        defer { server.stop() }
        var feed = try FilesSettings.feed(server.url("/drop/*.csv")) { _, _ in }
        feed.stable = .milliseconds(1)
        #expect(try pull(feed).kinds == [.changingFile])
    }

    /// Python's own server of a folder.
    private func webServer(_ folder: ScratchFolder) throws -> (process: ChildProcess, url: String) {
        let program = """
            import functools, http.server, sys
            class Quiet(http.server.SimpleHTTPRequestHandler):
                def log_message(self, *rest): pass
            handler = functools.partial(Quiet, directory=sys.argv[1])
            server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
            print(server.server_port, flush=True)
            server.serve_forever()
            """
        let process = try ChildProcess(["python3", "-c", program, folder.path])
        guard let port = process.line() else { throw FilesPacking.Failed() }
        return (process, "http://127.0.0.1:\(port)")
    }

    @Test func aFolderOfTheWebIsReadLikeAnyOther() throws {
        let folder = try ScratchFolder()
        for name in ["hs-2.csv", "hs-1.csv", "báo cáo #1.csv", "hs-3.csv.tmp", "x.pdf"] {
            try folder.write(name, to: name)
        }
        try folder.write("packed", to: "hs-4.csv")
        try FilesPacking.shell("gzip hs-4.csv && mkdir inner.csv", in: folder.path)
        let server = try webServer(folder)
        let result = try pull(FilesSettings.feed("\(server.url)/*.csv*") { _, _ in })
        #expect(try result.texts == ["báo cáo #1.csv", "hs-1.csv", "hs-2.csv", "packed"])
        #expect(result.names == ["báo cáo #1.csv", "hs-1.csv", "hs-2.csv", "hs-4.csv.gz"])
        #expect(result.problems == [FeedProblem(.notAFile, source: "\(server.url)/inner.csv")])
        withExtendedLifetime(server.process) {}
        let one = try pull(FilesSettings.feed("\(server.url)/b%C3%A1o%20c%C3%A1o%20%231.csv") { _, _ in }, as: "one")
        #expect(try one.texts == ["báo cáo #1.csv"])
        let watched = try pull(
            FilesSettings.feed("\(server.url)/hs-?.csv".replacing("?", with: "[1-2]")) { files, _ in
                files.completeness.sentinel = ".done"
            },
            as: "watched"
        )
        #expect(watched.kinds == [.unfinishedFile, .unfinishedFile])
        let missing = try pull(FilesSettings.feed("\(server.url)/none/*.csv") { _, _ in }, as: "missing")
        #expect(missing.kinds == [.transferFailed])
    }

    @Test func whoAsksIsShownToTheFolderAndToEveryFile() throws {
        let server = try LoopbackServer { call in
            guard call.headers["authorization"] == "Bearer t0ken" else { return [.answer("", status: "401 No")] }
            return [.answer(call.target.hasSuffix("/") ? "<a href=a.csv>a</a><a href='../b.csv'>" : "x")]
        }
        defer { server.stop() }
        let result = try pull(
            FilesSettings.feed(server.url("/drop/*.csv")) { files, _ in
                files.authentication = .bearer(.environment("TOKEN"))
            }
        )
        #expect(result.isComplete, "\(result.problems)")
        #expect(server.calls.map(\.target) == ["/drop/", "/drop/a.csv"])
        #expect(
            try pull(FilesSettings.feed(server.url("/drop/*.csv")) { _, _ in }, as: "nobody").kinds == [.transferFailed]
        )
    }

    @Test func anAddressWithAQueryIsOneFile() throws {
        let server = try LoopbackServer { _ in [.answer("x")] }
        defer { server.stop() }
        let result = try pull(FilesSettings.feed(server.url("/export/hs.csv?unit=H23.23")) { _, _ in })
        #expect(result.names == ["hs.csv"])
        #expect(server.calls.map(\.target) == ["/export/hs.csv?unit=H23.23"])
    }

    @Test func theFirstFileAloneIsFetchedToLookAtIt() throws {
        let server = try LoopbackServer { call in
            [.answer(call.target.hasSuffix("/") ? "<a href=a.csv>a</a><a href=b.csv>b</a>" : "x")]
        }
        defer { server.stop() }
        let result = try pull(
            FilesSettings.feed(server.url("/drop/*.csv")) { files, _ in files.completeness.stable = .seconds(60) }
                .firstFile
        )
        #expect(result.names == ["a.csv"])
        #expect(server.calls.map(\.target) == ["/drop/", "/drop/a.csv"])
    }

    @Test func theTimeForTheFeedIsABound() throws {
        let server = try LoopbackServer { call in
            call.target.hasSuffix("/") ? [.answer("<a href=a.csv>a</a>")] : [.hold]
        }
        defer { server.stop() }
        let result = try pull(
            FilesSettings.feed(server.url("/drop/*.csv")) { _, fetch in fetch.deadline = .milliseconds(300) }
        )
        #expect(result.pages.isEmpty)
        #expect(result.kinds == [.transferFailed])
        #expect(result.problems.first?.isTransient == true)
    }

    /// A server that encodes a file for the way says how long it is encoded.
    @Test func aFileThatIsEncodedForTheWayIsWhole() throws {
        let server = try LoopbackServer { call in
            let headers = ["Content-Encoding: gzip", "Content-Length: 25"]
            guard !call.target.hasSuffix("/") else { return [.answer("<a href=a.csv>a</a>")] }
            let head = LoopbackServer.Act.send("HTTP/1.1 200 OK\r\n\(headers.joined(separator: "\r\n"))\r\n\r\n")
            return call.method == "HEAD" ? [head] : [head, .send(FilesWebTests.packed)]
        }
        defer { server.stop() }
        var feed = try FilesSettings.feed(server.url("/drop/*.csv")) { _, _ in }
        feed.stable = .milliseconds(1)
        let result = try pull(feed)
        #expect(result.isComplete, "\(result.problems)")
        #expect(try result.texts == [String(repeating: "1;", count: 30)])
    }

    /// `1;` thirty times through gzip.
    private static let packed: [UInt8] = [
        0x1F, 0x8B, 0x08, 0x00, 0x00, 0x00, 0x00, 0x00, 0x02, 0xFF, 0x33, 0xB4, 0x36, 0x24, 0x1B, 0x02, 0x00, 0x6B,
        0x14, 0x7C, 0xC6, 0x3C, 0x00, 0x00, 0x00,
    ]
}
