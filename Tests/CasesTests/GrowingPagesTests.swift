import Foundation
import LoopbackServer
import Synchronization
import Testing

/// A portal that sends everything on one large page, which the real program reads while it comes.
@Suite(.timeLimit(.minutes(15)))
struct GrowingPagesTests {
    /// The page as a file, whole from a server, and from one that breaks off in the middle and begins anew.
    @Test(arguments: [
        ("bench-ndjson", "bench-csv", 60_000), ("igate", "dvcqg-array", 20_000), ("bench-ndjson", "xml-feed", 20_000),
    ])
    func whatIsFoundDoesNotDependOnHowThePageCame(local: String, portal: String, records: Int) throws {
        let folder = try TemporaryFolder()
        let mappings = Repository.root.appending(path: "mappings").path
        let arguments = [
            "world", "--records", "\(records)", "--out", folder.url.path, "--local", local, "--portal", portal,
            "--pages", "1", "--mappings", mappings,
        ]
        let made = try RunningProgram(Program.rehearsal, arguments, in: Repository.root).outcome()
        try #require(made.exit == 0, "\(made.stderr)")
        let names = try FileManager.default.contentsOfDirectory(atPath: folder.url.path)
        let name = try #require(names.first { $0.hasPrefix("portal-1.") })
        let page = Array(try Data(contentsOf: folder.url.appending(path: name)))
        try #require(page.count > 16 << 20)
        let first = try diff(folder)
        #expect(first.exit == 1 && !first.stdout.isEmpty, "\(first.stderr)")
        for breaks in [0, 1] {
            let server = try LoopbackServer { call in
                let head = "HTTP/1.1 200 OK\r\nContent-Length: \(page.count)\r\n\r\n"
                guard call.number < breaks else { return [.send(head), .send(page)] }
                return [.send(head), .send(Array(page.prefix(12 << 20))), .close]
            }
            defer { server.stop() }
            let configuration = try folder.text("doisoat.yaml")
                .replacing(/fetch: \{ kind: files, url: "portal-[^}]*\}/) { _ in
                    "fetch: { kind: http, url: \"\(server.url("/" + name))\" }"
                }
            try folder.save(configuration, "served.yaml")
            for threads in ["1", "2"] {
                let served = try diff(folder, "-c", "served.yaml", "--threads", threads)
                #expect(served.stdout == first.stdout, "\(served.stderr)")
                #expect(served.exit == 1)
            }
            #expect(server.calls.count == 2 + breaks)
        }
    }

    @Test func aSignalInTheMiddleOfThePageEndsTheRun() throws {
        let half = SmallWorld.record(1) + String(repeating: SmallWorld.record(2), count: 30_000)
        let server = try LoopbackServer { _ in [.answer(half, length: 2 * half.utf8.count), .hold] }
        defer { server.stop() }
        let world = try SmallWorld(portalFetch: "{ kind: http, url: \"\(server.url("/dossiers"))\" }")
        let run = try world.start("run")
        while bytesOfPages(in: world) < half.utf8.count, run.process.isRunning { usleep(1_000) }
        kill(run.process.processIdentifier, SIGTERM)
        let outcome = try run.outcome()
        #expect(outcome.exit == 143, "\(outcome.stderr)")
        #expect(world.outputs().isEmpty)
    }

    private func diff(_ folder: TemporaryFolder, _ more: String...) throws -> CommandOutcome {
        let all = ["diff", "--format", "ndjson", "--limit", "0", "--no-progress"] + more
        return try Program.run(all, in: folder.url)
    }

    private func bytesOfPages(in world: SmallWorld) -> Int {
        let state = world.folder.url.appending(path: "state/pages")
        let names = (try? FileManager.default.subpathsOfDirectory(atPath: state.path)) ?? []
        return names.filter { $0.hasSuffix(".part") }.reduce(0) { sum, name in
            let file = try? FileManager.default.attributesOfItem(atPath: state.appending(path: name).path)
            return sum + (file?[.size] as? Int ?? 0)
        }
    }
}
