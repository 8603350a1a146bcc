import Foundation
import LoopbackServer
import Synchronization
import Testing

/// Several servers pulled at once by the real program.
@Suite(.timeLimit(.minutes(15)))
struct PullingTests {
    /// Two local feeds and the portal's.
    ///
    /// One dossier stands in a broken record of both local feeds, one in both feeds with
    /// another agency, so that the order of the sources is told.
    private static func world() throws -> ServedWorld {
        try ServedWorld(
            pages: [
                "huyen": [
                    SmallWorld.record(1) + SmallWorld.record(7, status: 99),
                    SmallWorld.record(2) + SmallWorld.record(8),
                    SmallWorld.record(3) + SmallWorld.record(9_999, changed: "2023-12-29 16:00:00"),
                ],
                "xa": [
                    SmallWorld.record(4) + SmallWorld.record(8, status: 4), SmallWorld.record(5),
                    SmallWorld.record(7, status: 88),
                ],
                "portal": [
                    SmallWorld.record(1), SmallWorld.record(2, status: 4) + SmallWorld.record(3),
                    SmallWorld.record(7) + SmallWorld.record(8) + SmallWorld.record(9),
                    SmallWorld.record(9_999, changed: "2023-12-29 16:00:00"),
                ],
            ]
        )
    }

    /// Which source keeps its last answer back until another has given its last.
    @Test(arguments: [("huyen", "xa"), ("huyen", "portal"), ("xa", "portal"), ("portal", "huyen"), ("xa", "huyen")])
    func whicheverServerIsFirstTheBytesAreTheSame(late: String, early: String) throws {
        let world = try Self.world()
        defer { world.stop() }
        let first = try world.run("diff", "--format", "ndjson")
        #expect(first.exit == 3, "\(first.stderr)")
        #expect(first.stdout.contains("(nguồn huyen)"))
        world.keepBack(late, until: early)
        for threads in ["1", "4"] {
            let other = try world.run("diff", "--format", "ndjson", "--threads", threads)
            #expect(other.stdout == first.stdout)
            #expect(other.exit == first.exit)
        }
    }

    @Test func aRunFindsWhatTheDryRunFound() throws {
        let world = try Self.world()
        defer { world.stop() }
        let dry = try world.run("diff", "--format", "ndjson", "--limit", "0")
        world.keepBack("huyen", until: "portal")
        let run = try world.run("run")
        #expect(run.exit == 3, "\(run.stderr)")
        #expect(try world.text("discrepancies.ndjson", ofRun: run) == dry.stdout)
        let pages = try FileManager.default.subpathsOfDirectory(atPath: world.folder.url.path + "/state/pages")
        #expect(pages.count { $0.hasSuffix(".ndjson") && $0.contains("page-") } == 13)
    }

    @Test func aServerThatFailsHoldsItsOwnAndTheOthersGoOn() throws {
        let world = try Self.world()
        defer { world.stop() }
        world.answer("xa", page: 2, with: [.answer("broken", status: "503 Busy")])
        let outcome = try world.run("run")
        #expect(outcome.exit == 3, "\(outcome.stderr)")
        let found = try world.text("discrepancies.ndjson", ofRun: outcome)
        #expect(found.contains("\"portal-behind\""), "what stands in the other feed is compared")
        #expect(found.contains("\"held\""), "what could stand in the rest of the feed is not concluded")
        #expect(!found.contains("\"only-portal\""))
        let summary = try world.text("summary.json", ofRun: outcome)
        #expect(summary.contains("xa?page=2: transfer-failed"))
    }

    @Test func whatWasPulledIsKeptWhenTheRunIsEnded() throws {
        let world = try Self.world()
        defer { world.stop() }
        world.answer("portal", page: 3, with: [.hold])
        let run = try world.start("run")
        while run.process.isRunning, !["huyen", "xa", "portal"].allSatisfy({ world.hasAsked($0, page: 4) }) {
            sched_yield()
        }
        kill(run.process.processIdentifier, SIGTERM)
        #expect(try run.outcome().exit == 143)
        let state = world.folder.url.appending(path: "state/pages")
        let kept = try FileManager.default.subpathsOfDirectory(atPath: state.path)
        #expect(kept.allSatisfy { !$0.hasSuffix(".part") })
        let index = try #require(kept.first { $0.hasSuffix("portal/index.ndjson") })
        let lines = try String(contentsOf: state.appending(path: index), encoding: .utf8).split(separator: "\n")
        #expect(lines.count == 2, "pages that were whole are listed")
        let outputs = try? FileManager.default.contentsOfDirectory(atPath: world.folder.url.path + "/out")
        #expect(outputs ?? [] == [])
    }
}

/// A world whose sources are served page by page, each by a server of its own.
private final class ServedWorld {
    let folder: TemporaryFolder
    private let servers: [String: LoopbackServer]
    private let script: Script

    /// What the servers answer; shared with their threads.
    private final class Script: Sendable {
        struct State {
            var answers: [String: [Int: [LoopbackServer.Act]]] = [:]
            var keptBack: (late: String, early: String)?
            var ended: Set<String> = []
        }

        let pages: [String: [String]]
        let state = Mutex(State())

        init(_ pages: [String: [String]]) { self.pages = pages }

        func answer(_ source: String, _ call: HTTPCall) -> [LoopbackServer.Act] {
            let page = call.target.split(separator: "=").last.flatMap { Int($0) } ?? 1
            if let acts = state.withLock({ $0.answers[source]?[page] }) { return acts }
            let bodies = pages[source] ?? []
            if page > bodies.count { waitForTurn(of: source) }
            return [.answer(page <= bodies.count ? bodies[page - 1] : "\n")]
        }

        private func waitForTurn(of source: String) {
            state.withLock { _ = $0.ended.insert(source) }
            while let kept = state.withLock({ $0.keptBack }), kept.late == source,
                !state.withLock({ $0.ended.contains(kept.early) })
            { sched_yield() }
        }
    }

    init(pages: [String: [String]]) throws {
        let script = Script(pages)
        self.script = script
        servers = try Dictionary(
            uniqueKeysWithValues: pages.keys.map { source in
                (source, try LoopbackServer { script.answer(source, $0) })
            }
        )
        folder = try TemporaryFolder()
        try folder.save(configuration(), "doisoat.yaml")
    }

    private func configuration() -> String {
        """
        doisoat: 1
        unit: { code: H23.23, name: UBND huyện Mẫu }
        mappings: \(CaseFolder.root.appending(path: "mappings").path)
        local:
          - id: huyen
            mapping: plain
            units: [H23.23]
            fetch: \(fetch("huyen"))
          - id: xa
            mapping: plain
            units: [H23.23]
            fetch: \(fetch("xa"))
        portal:
          mapping: plain
          fetch: \(fetch("portal"))
          delivery: { transport: dvcqg-session, batch: 50 }
        quiet_zone: 2 hours

        """
    }

    private func fetch(_ source: String) -> String {
        let url = servers[source]?.url("/\(source)") ?? ""
        return "{ kind: http, url: \"\(url)\", page: { parameter: page, at_once: 2 }, retries: 0 }"
    }

    /// From now on the last page of one source comes after that of another.
    func keepBack(_ late: String, until early: String) {
        script.state.withLock { state in
            state.keptBack = (late, early)
            state.ended = []
        }
    }

    func answer(_ source: String, page: Int, with acts: [LoopbackServer.Act]) {
        script.state.withLock { $0.answers[source, default: [:]][page] = acts }
    }

    func hasAsked(_ source: String, page: Int) -> Bool {
        servers[source]?.calls.contains { $0.target.hasSuffix("page=\(page)") } ?? false
    }

    func run(_ arguments: String...) throws -> CommandOutcome {
        script.state.withLock { $0.ended = [] }
        return try Program.run(arguments, in: folder.url)
    }

    /// A file of the folder that a run printed.
    func text(_ name: String, ofRun outcome: CommandOutcome) throws -> String {
        let run = folder.url.appending(path: outcome.stdout.trimmingCharacters(in: .newlines))
        return try String(contentsOf: run.appending(path: name), encoding: .utf8)
    }

    func start(_ arguments: String...) throws -> RunningProgram {
        try RunningProgram(Program.path, arguments, in: folder.url, environment: ["TMPDIR": folder.url.path])
    }

    func stop() {
        for server in servers.values { server.stop() }
    }
}
