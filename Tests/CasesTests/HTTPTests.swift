import Foundation
import LoopbackServer
import Testing

/// A portal that answers page by page over HTTP.
struct HTTPTests {
    private static let pages = [SmallWorld.records(1...2), SmallWorld.records(3...4), []].map { $0.joined() }

    /// Serves the pages by the number after `page=`; `broken` says what a page answers instead.
    private func serve(_ broken: [Int: [UInt8]] = [:]) throws -> LoopbackServer {
        try LoopbackServer { call in
            let number = call.target.split(separator: "=").last.flatMap { Int($0) } ?? 1
            if let answer = broken[number] { return [.send(answer), .close] }
            let body = Array(HTTPTests.pages[min(number, 3) - 1].utf8)
            return [.send(HTTPTests.answer(200, body)), .close]
        }
    }

    private static func answer(_ status: Int, _ body: [UInt8]) -> [UInt8] {
        Array("HTTP/1.1 \(status) Here\r\nContent-Length: \(body.count)\r\nConnection: close\r\n\r\n".utf8) + body
    }

    private func world(_ server: LoopbackServer, _ page: String = "{ parameter: page }") throws -> SmallWorld {
        let fetch = "{ kind: http, url: \"\(server.url("/dossiers"))\", page: \(page), retries: 0 }"
        return try SmallWorld(local: SmallWorld.records(1...5), portalFetch: fetch)
    }

    @Test func allPagesAreReadUpToTheEmptyOne() throws {
        // The second page repeats the newest record of the first, as if the list had moved: the first is looked at again, and
        // has stayed as it was. The copy is merged.
        let server = try serve([3: HTTPTests.answer(200, Array("\n".utf8))])
        defer { server.stop() }
        let outcome = try world(server).run("diff", "--format", "ndjson")
        #expect(outcome.exit == 1, "\(outcome.stderr)")
        #expect(outcome.stdout.contains("\"only-local\""))
        #expect(server.calls.map(\.target) == [1, 2, 3, 1].map { "/dossiers?page=\($0)" })
    }

    @Test(arguments: [answer(500, Array("broken".utf8)), answer(200, Array("<html>gateway</html>".utf8)), []])
    func aPageThatFailsHoldsWhatItMayHide(broken: [UInt8]) throws {
        let server = try serve([2: broken])
        defer { server.stop() }
        let outcome = try world(server).run("diff", "--format", "ndjson")
        #expect(outcome.exit == 3, "\(outcome.stderr)")
        #expect(outcome.stdout.contains("\"held\""))
        #expect(!outcome.stdout.contains("\"only-local\""))
    }

    @Test func stepEndAndLastPageAreAskedFor() throws {
        let server = try LoopbackServer { _ in
            [.send(HTTPTests.answer(200, Array(HTTPTests.pages[0].utf8))), .close]
        }
        defer { server.stop() }
        _ = try world(server, "{ parameter: start, from: 0, step: 200, end_parameter: end, until: 1 }").run("diff")
        #expect(server.calls.map(\.target) == ["/dossiers?start=0&end=200"])
    }

    @Test func theLargestFeedIsABound() throws {
        let server = try serve()
        defer { server.stop() }
        let fetch = "{ kind: http, url: \"\(server.url("/dossiers"))\", max_size: 1 KiB, retries: 0 }"
        let outcome = try SmallWorld(portalFetch: fetch).run("diff")
        #expect(outcome.exit == 3, "\(outcome.stderr)")
    }

    @Test func checkOnlineCallsTheSources() throws {
        let server = try serve()
        defer { server.stop() }
        let world = try world(server)
        let sound = try world.run("check", "--online")
        #expect(sound.exit == 0, "\(sound.stderr)")
        #expect(sound.stdout.contains("source portal: sound"))
        #expect(server.calls.map(\.target) == ["/dossiers?page=1"])
    }

    @Test(arguments: [answer(503, []), answer(200, Array("<html>gateway</html>".utf8))])
    func checkOnlineTellsASourceThatDoesNotAnswer(broken: [UInt8]) throws {
        let server = try serve([1: broken])
        defer { server.stop() }
        let outcome = try world(server).run("check", "--online")
        #expect(outcome.exit == 4, "\(outcome.stdout)")
        #expect(outcome.stderr.contains("source portal"))
        #expect(outcome.stdout.contains("source portal: not sound"))
        #expect(outcome.stdout.contains("source huyen: sound"))
    }

    @Test(arguments: ["<html>gateway</html>", "{\"error_code\":\"-1\",\"data\":[]}", "{\"error_code\":\"0\"}"])
    func checkOnlineTellsAnAnswerThatIsNone(body: String) throws {
        let server = try LoopbackServer { _ in [.send(HTTPTests.answer(200, Array(body.utf8))), .close] }
        defer { server.stop() }
        let world = try SmallWorld(portalFetch: "{ kind: http, url: \"\(server.url("/dossiers"))\", retries: 0 }")
        let text = try world.folder.text("doisoat.yaml")
            .replacing("mapping: plain\n  fetch", with: "mapping: dvcqg\n  fetch")
            .replacing("/Tests/Cases/mappings", with: "/mappings")
            .replacing(
                "mapping: plain\n",
                with: "mapping: opencps\n"
            )
        try world.folder.save(text, "doisoat.yaml")
        try world.folder.save("{\"total\":0}", "local.ndjson")
        let outcome = try world.run("check", "--online")
        #expect(outcome.exit == 4, "\(outcome.stdout) \(outcome.stderr)")
        #expect(outcome.stderr.contains("source portal"))
        #expect(outcome.stdout.contains("source huyen: sound"))
    }

    @Test func checkWithoutOnlineCallsNobody() throws {
        let server = try serve()
        defer { server.stop() }
        #expect(try world(server).run("check").exit == 0)
        #expect(server.calls.isEmpty)
    }
}
