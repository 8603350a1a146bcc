import Foundation
import LoopbackServer
import Synchronization
import Testing

/// Asking the real program where it stands, and ending it, while a server keeps it waiting.
@Suite(.timeLimit(.minutes(15)))
struct StandingTests {
    /// The page at which the server keeps silent.
    private static let last = 4

    /// A way through that is opened once.
    private final class Gate: Sendable {
        private let state = Atomic<Bool>(false)
        var isOpen: Bool { state.load(ordering: .acquiring) }
        func open() { state.store(true, ordering: .releasing) }
    }

    private static func answer(_ body: String) -> [UInt8] {
        let bytes = Array(body.utf8)
        return Array("HTTP/1.1 200 OK\r\nContent-Length: \(bytes.count)\r\nConnection: close\r\n\r\n".utf8) + bytes
    }

    private static func page(_ number: Int) -> String {
        guard number <= last else { return "\n" }
        return SmallWorld.record(number * 2) + SmallWorld.record(number * 2 + 1)
    }

    /// A run that has three pages and waits for the fourth: the server sends half of it, and the rest once the gate is open.
    private func waitingRun(_ gate: Gate, _ arguments: String...) throws -> (SmallWorld, LoopbackServer, RunningProgram)
    {
        let server = try LoopbackServer { call in
            let number = call.target.split(separator: "=").last.flatMap { Int($0) } ?? 1
            let answer = StandingTests.answer(StandingTests.page(number))
            guard number == StandingTests.last else { return [.send(answer), .close] }
            guard arguments.contains("-q") else { return [.send(Array(answer.prefix(200))), .hold] }
            while !gate.isOpen { usleep(1_000) }
            return [.send(answer), .close]
        }
        let fetch = "{ kind: http, url: \"\(server.url("/dossiers"))\", page: { parameter: page } }"
        let world = try SmallWorld(portalFetch: fetch)
        let environment = ["TMPDIR": world.folder.url.path]
        let run = try RunningProgram(
            Program.path,
            ["run"] + arguments,
            in: world.folder.url,
            environment: environment
        )
        while !server.calls.contains(where: { $0.target.hasSuffix("=4") }), run.process.isRunning { usleep(1_000) }
        return (world, server, run)
    }

    /// Folders of the kept pages of a source.
    private func pages(of source: String, in world: SmallWorld) throws -> URL {
        let run = try #require(world.outputs(in: "state/pages").first)
        return world.folder.url.appending(path: "state/pages/\(run)/\(source)")
    }

    @Test(arguments: [(SIGTERM, Int32(143)), (SIGINT, Int32(130))])
    func theWholePagesOfAStoppedRunAreKeptWithTheirIndex(signal: Int32, exit: Int32) throws {
        let (world, server, run) = try waitingRun(Gate())
        defer { server.stop() }
        kill(run.process.processIdentifier, signal)
        let outcome = try run.outcome()
        #expect(outcome.exit == exit, "\(outcome.stderr)")
        #expect(outcome.stderr.contains("kept in the state folder"))
        #expect(world.outputs().isEmpty)
        let folder = try pages(of: "portal", in: world)
        let kept = try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted()
        #expect(kept == ["index.ndjson"] + (1...3).map { "page-00000\($0).ndjson" })
        let index = try String(contentsOf: folder.appending(path: "index.ndjson"), encoding: .utf8)
        #expect(index.split(separator: "\n").count == 3)
        for number in 1...3 {
            #expect(index.contains("\"page-00000\(number).ndjson\""))
            let page = try String(contentsOf: folder.appending(path: "page-00000\(number).ndjson"), encoding: .utf8)
            #expect(page == Self.page(number))
        }
    }

    @Test func whoAsksIsToldWhereItStandsAndTheRunGoesOn() throws {
        let gate = Gate()
        let (world, server, run) = try waitingRun(gate, "-q")
        defer {
            gate.open()
            server.stop()
        }
        kill(run.process.processIdentifier, SIGUSR1)
        while try !run.printed().stderr.contains("portal]"), run.process.isRunning { usleep(1_000) }
        kill(run.process.processIdentifier, SIGUSR1)
        gate.open()
        let outcome = try run.outcome()
        #expect(outcome.exit == 0, "\(outcome.stderr)")
        let said = outcome.stderr.replacing(/\d{8}-\d{6}/, with: "RUN")
        #expect(said.contains("[RUN portal] 3 pages, 6 records"))
        #expect(said.contains("[RUN huyen] 1 pages"))
        #expect(world.outputs().count == 1)
    }

    @Test func aRunInJSONNamesItselfInEveryLine() throws {
        let gate = Gate()
        let (_, server, run) = try waitingRun(gate, "-v", "--log-format", "json")
        defer { server.stop() }
        kill(run.process.processIdentifier, SIGTERM)
        let outcome = try run.outcome()
        let lines = try outcome.stderr.split(separator: "\n").map { line in
            try #require(JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any])
        }
        let name = try #require(lines.first?["run"] as? String)
        #expect(lines.allSatisfy { $0["run"] as? String == name })
        let pages = lines.filter { $0["source"] as? String == "portal" }.compactMap { $0["page"] as? String }
        #expect(pages == (1...3).map { "page-00000\($0).ndjson" })
        #expect(!outcome.stderr.contains("\u{1B}"))
    }
}
