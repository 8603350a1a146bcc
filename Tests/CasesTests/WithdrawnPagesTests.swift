import Foundation
import LoopbackServer
import Synchronization
import Testing

/// A portal whose list moves while it is read: what was read first leaves nothing behind.
@Suite(.timeLimit(.minutes(15)))
struct WithdrawnPagesTests {
    private static let newest = SmallWorld.record(9_999, changed: "2023-12-29 16:00:00")
    private static let calm = [SmallWorld.record(1) + newest, SmallWorld.record(3) + SmallWorld.record(4), "\n"]
    /// The first reading: a dossier that is gone later, one on two pages, one whose status nobody knows.
    private static let moving = [
        SmallWorld.record(1) + SmallWorld.record(77) + newest, SmallWorld.record(77) + SmallWorld.record(2, status: 99),
        "\n",
    ]

    /// Serves pages; the first `readings` times those that move.
    private static func portal(moving readings: Int) throws -> LoopbackServer {
        let begun = Mutex(0)
        return try LoopbackServer { call in
            let page = call.target.split(separator: "=").last.flatMap { Int($0) } ?? 1
            let reading = begun.withLock { begun in
                if page == 1 { begun += 1 }
                return begun
            }
            return [.answer((reading <= readings ? moving : calm)[min(page, 3) - 1])]
        }
    }

    private static func world(_ server: LoopbackServer) throws -> SmallWorld {
        let fetch =
            "{ kind: http, url: \"\(server.url("/dossiers"))\", page: { parameter: page, at_once: 1 }, retries: 0 }"
        return try SmallWorld(local: SmallWorld.records(1...4), portalFetch: fetch)
    }

    @Test(arguments: ["1", "4"]) func whatWasWithdrawnIsFoundNowhere(threads: String) throws {
        let servers = try [Self.portal(moving: 0), Self.portal(moving: 1)]
        defer { for server in servers { server.stop() } }
        let outcomes = try servers.map {
            try Self.world($0).run("diff", "--format", "ndjson", "--limit", "0", "--threads", threads)
        }
        #expect(servers[1].calls.count == 7, "one look at a page again, and one more reading")
        #expect(outcomes[0].exit == 1, "\(outcomes[0].stderr)")
        #expect(outcomes[1].exit == 1, "\(outcomes[1].stderr)")
        #expect(outcomes[0].stdout == outcomes[1].stdout)
        #expect(outcomes[0].stdout.contains("only-local"))
        #expect(!outcomes[1].stdout.contains("-0077"))
    }

    @Test func theBooksAndTheArchiveTellOfTheLastReadingAlone() throws {
        let servers = try [Self.portal(moving: 0), Self.portal(moving: 1)]
        defer { for server in servers { server.stop() } }
        let summaries = try servers.map { server in
            let world = try Self.world(server)
            let outcome = try world.run("run")
            #expect(outcome.exit == 0, "\(outcome.stderr)")
            let run = world.run(printedBy: outcome)
            #expect(try pages(in: world) == ["page-000001.ndjson", "page-000002.ndjson", "page-000003.ndjson"])
            let quarantine = try String(contentsOf: run.appending(path: "quarantine.ndjson"), encoding: .utf8)
            #expect(quarantine.isEmpty)
            return try String(contentsOf: run.appending(path: "summary.json"), encoding: .utf8)
                .split(separator: "\n").filter { !$0.contains("\"run\"") && !$0.contains("\"seconds\"") }
        }
        #expect(summaries[0] == summaries[1])
    }

    /// A list that moves at every reading is held for, whatever of it came last.
    @Test func aListThatNeverStandsStillIsPartial() throws {
        let count = Mutex(0)
        let server = try LoopbackServer { call in
            let page = call.target.split(separator: "=").last.flatMap { Int($0) } ?? 1
            let number = count.withLock { count in
                count += 1
                return count
            }
            guard page < 3 else { return [.answer("\n")] }
            return [.answer(SmallWorld.record(100 + number) + SmallWorld.record(1) + Self.newest)]
        }
        defer { server.stop() }
        let outcome = try Self.world(server).run("diff", "--format", "ndjson", "--limit", "0")
        #expect(outcome.exit == 3, "\(outcome.stderr)")
        #expect(server.calls.count == 12, "three readings, each with a look at a page again")
        #expect(outcome.stderr.contains("list-moved"))
        #expect(!outcome.stdout.contains("\"only-local\"") && outcome.stdout.contains("\"held\""))
    }

    /// Names of the pages of the portal that the state keeps.
    private func pages(in world: SmallWorld) throws -> [String] {
        let state = world.folder.url.appending(path: "state/pages").path
        return try FileManager.default.subpathsOfDirectory(atPath: state)
            .filter { $0.contains("/portal/page-") }.map { String($0.split(separator: "/").last ?? "") }.sorted()
    }
}
