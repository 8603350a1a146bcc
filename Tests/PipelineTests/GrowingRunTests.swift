import Dossiers
import Foundation
import LoopbackServer
import Reports
import Synchronization
import Testing

@testable import Pipeline

/// Runs over one large page that is read while it comes: what is found is what a whole page gives, whatever befalls it.
@Suite(.timeLimit(.minutes(15)), .serialized)
struct GrowingRunTests {
    /// What a run finds when the page lies there as a file of the same name.
    private static let expected: LargeWorld.Found? = {
        guard let world = try? LargeWorld(portal: "{ kind: files, url: portal.ndjson }") else { return nil }
        try? Data(LargeWorld.page).write(to: URL(fileURLWithPath: "\(world.path)/portal.ndjson"))
        return try? world.run()
    }()

    /// The world that the server shall wait for.
    private let late = Late()

    private final class Late: Sendable {
        let world = Mutex<LargeWorld?>(nil)
        /// Whether records were read of a page that had not come yet; nil while nobody asked.
        let hasSeen = Mutex<Bool?>(nil)

        /// Waits until records of the portal were read.
        func wait() {
            let world = world.withLock { $0 }
            hasSeen.withLock { $0 = world?.waitForPortalRecords() }
        }
    }

    /// The head of an answer of the whole page, and its first half.
    private static func firstHalf(_ headers: [String] = []) -> [LoopbackServer.Act] {
        let lines = ["HTTP/1.1 200 OK", "Content-Length: \(LargeWorld.page.count)"] + headers
        return [
            .send(lines.joined(separator: "\r\n") + "\r\n\r\n"), .send(Array(LargeWorld.page.prefix(LargeWorld.half))),
        ]
    }

    private static let secondHalf = LoopbackServer.Act.send(Array(LargeWorld.page.dropFirst(LargeWorld.half)))

    private func world(_ server: LoopbackServer, _ more: String = "") throws -> LargeWorld {
        let world = try LargeWorld(portal: "{ kind: http, url: \"\(server.url("/portal.ndjson"))\"\(more) }")
        late.world.withLock { $0 = world }
        return world
    }

    private func hasSeen() -> Bool? { late.hasSeen.withLock { $0 } }

    @Test(arguments: [1, 2]) func `records are read before the page has come`(threads: Int) throws {
        let late = late
        let server = try LoopbackServer { _ in Self.firstHalf() + [.pause { late.wait() }, Self.secondHalf] }
        defer { server.stop() }
        let world = try world(server)
        let found = try world.run(threads: threads)
        #expect(hasSeen() == true)
        #expect(world.recordsRead == LargeWorld.localRecords + LargeWorld.portalRecords, "nothing is read twice")
        #expect(found.summary.portal.read == LargeWorld.portalRecords)
        #expect(!found.discrepancies.isEmpty && found.quarantine.count == 44)
        try expectTheSame(found)
    }

    @Test func `a page that breaks off and begins anew counts once`() throws {
        let late = late
        let server = try LoopbackServer { call in
            guard call.number > 0 else { return Self.firstHalf() + [.pause { late.wait() }, .close] }
            return Self.firstHalf() + [Self.secondHalf]
        }
        defer { server.stop() }
        let found = try world(server).run()
        #expect(hasSeen() == true && server.calls.count == 2)
        try expectTheSame(found)
    }

    @Test func `a page that breaks off and is resumed is read on`() throws {
        let late = late
        let server = try LoopbackServer { call in
            guard call.number > 0 else {
                let proofs = ["ETag: \"v1\"", "Accept-Ranges: bytes"]
                return Self.firstHalf(proofs) + [.pause { late.wait() }, .close]
            }
            let size = LargeWorld.page.count
            let lines = [
                "HTTP/1.1 206 Partial Content", "Content-Length: \(size - LargeWorld.half)", "ETag: \"v1\"",
                "Content-Range: bytes \(LargeWorld.half)-\(size - 1)/\(size)",
            ]
            return [.send(lines.joined(separator: "\r\n") + "\r\n\r\n"), Self.secondHalf]
        }
        defer { server.stop() }
        let world = try world(server)
        let found = try world.run()
        #expect(hasSeen() == true && server.calls.count == 2)
        #expect(world.recordsRead == LargeWorld.localRecords + LargeWorld.portalRecords, "nothing is read twice")
        #expect(server.calls.last?.headers["range"] != nil)
        try expectTheSame(found)
    }

    @Test func `of a page that is cut for good nothing counts`() throws {
        let late = late
        let server = try LoopbackServer { _ in Self.firstHalf() + [.pause { late.wait() }, .close] }
        defer { server.stop() }
        let found = try world(server, ", retries: 0").run()
        #expect(hasSeen() == true)
        #expect(!found.summary.isComplete)
        #expect(found.summary.portal.read == 0 && found.summary.portal.isBalanced)
        #expect(found.summary.local.read == LargeWorld.localRecords && found.summary.local.isBalanced)
        #expect(found.quarantine.isEmpty)
        #expect(found.discrepancies.count == LargeWorld.localRecords)
        #expect(found.discrepancies.allSatisfy { $0.situation == .held })
    }

    @Test func `a run that is ended in the middle of a page ends`() throws {
        struct Ended: Error {}
        let server = try LoopbackServer { _ in Self.firstHalf() + [.hold] }
        defer { server.stop() }
        let world = try world(server)
        #expect(throws: Ended.self) {
            try world.run { if world.hasReadPortalRecords { throw Ended() } }
        }
    }

    private func expectTheSame(_ found: LargeWorld.Found) throws {
        let expected = try #require(Self.expected)
        #expect(found.discrepancies == expected.discrepancies)
        #expect(found.quarantine == expected.quarantine)
        #expect(found.summary == expected.summary)
    }
}
