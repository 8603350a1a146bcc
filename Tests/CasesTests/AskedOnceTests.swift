import Foundation
import LoopbackServer
import Testing

/// A service that marks records as read when it hands them out: only a run that keeps what it says asks it.
@Suite(.timeLimit(.minutes(15)))
struct AskedOnceTests {
    private static func sample() throws -> String {
        let folder = Repository.root.appending(path: "mappings/soap-epar/cases")
        let cases = try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted()
        let name = try #require(cases.first)
        return try String(contentsOf: folder.appending(path: "\(name)/input.xml"), encoding: .utf8)
    }

    /// A world whose local source is such a service.
    private static func world(_ server: LoopbackServer) throws -> SmallWorld {
        let world = try SmallWorld()
        let text = try world.folder.text("doisoat.yaml")
            .replacing(
                "fetch: { kind: files, url: local.ndjson }",
                with: "fetch: { kind: soap, url: \"\(server.url("/ws"))\", profile: epar, marks_as_read: true }"
            )
            .replacing("mapping: plain\n    units", with: "mapping: soap-epar\n    units")
            .replacing("mapping: plain\n  fetch", with: "mapping: dvcqg\n  fetch")
            .replacing("/Tests/Cases/mappings", with: "/mappings")
        try world.folder.save(text, "doisoat.yaml")
        try world.folder.save("{\"error_code\":\"0\",\"data\":[]}", "portal.ndjson")
        return world
    }

    @Test func aDryRunDoesNotAskAndConcludesNothing() throws {
        let server = try LoopbackServer { _ in [.answer("")] }
        defer { server.stop() }
        let outcome = try Self.world(server).run("diff", "--format", "ndjson")
        #expect(outcome.exit == 3, "\(outcome.stderr)")
        #expect(outcome.stderr.contains("asked-once"), "\(outcome.stderr)")
        #expect(server.calls.isEmpty)
    }

    @Test func aCheckDoesNotAskEither() throws {
        let server = try LoopbackServer { _ in [.answer("")] }
        defer { server.stop() }
        let outcome = try Self.world(server).run("check", "--online")
        #expect(outcome.exit == 0, "\(outcome.stderr)")
        // The server is looked at without a question, so that no row is handed out.
        #expect(server.calls.map(\.method) == ["HEAD"])
    }

    @Test func aRunAsksOnceAndKeepsWhatWasSaid() throws {
        let sample = try Self.sample()
        let server = try LoopbackServer { _ in [.answer(sample)] }
        defer { server.stop() }
        let world = try Self.world(server)
        let outcome = try world.run("run")
        #expect(server.calls.count == 1, "\(outcome.stderr)")
        let state = world.folder.url.appending(path: "state/pages")
        let kept = try FileManager.default.subpathsOfDirectory(atPath: state.path).filter { $0.hasSuffix(".xml") }
        #expect(kept.count == 1)
        #expect(try String(contentsOf: state.appending(path: try #require(kept.first)), encoding: .utf8) == sample)
    }
}
