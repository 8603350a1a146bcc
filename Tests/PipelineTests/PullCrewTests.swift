import Dossiers
import Feeds
import Foundation
import LoopbackServer
import Synchronization
import Testing
import Transport

@testable import Pipeline

/// Many sources, some of them on one server.
@Suite(.timeLimit(.minutes(1)))
struct PullCrewTests {
    private struct Count {
        var now: [String: Int] = [:]
        var most: [String: Int] = [:]
    }

    @Test func aServerOfManySourcesIsAskedForTwoAtOnce() throws {
        let count = Mutex(Count())
        let servers = try ["a", "b"].map { name in
            try LoopbackServer { call in
                count.withLock { count in
                    count.now[name, default: 0] += 1
                    count.most[name] = max(count.most[name, default: 0], count.now[name, default: 0])
                }
                // The first two do come together.
                while call.number < 2, count.withLock({ $0.most[name, default: 0] < 2 }) { sched_yield() }
                count.withLock { $0.now[name, default: 0] -= 1 }
                return [.answer("record of \(name)")]
            }
        }
        defer { for server in servers { server.stop() } }
        let folder = NSTemporaryDirectory() + "crew-" + UUID().uuidString
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let pulls = (0..<12).map { pull(from: servers[$0 / 6].url("/\($0)"), "\(folder)/\($0)") }
        let order = PageOrder(Array(repeating: .local, count: 12)) { _ in }
        let ends = Mutex(0)
        let pulling = try PullCrew(pulls, into: order) { ends.withLock { $0 += 1 } }
        let crew = Crew()
        pulling.start(on: crew)
        try crew.wait({}) { pulling.stop() }
        #expect(ends.withLock { $0 } == 1)
        #expect(order.pages.map(\.name) == (0..<12).map { "\($0)" })
        #expect(order.results.allSatisfy { $0?.isComplete == true })
        #expect(count.withLock { $0.most } == ["a": 2, "b": 2])
    }

    private func pull(from url: String, _ folder: String) -> SourcePull {
        let feed = HTTPFeed(request: TransferRequest(url: url), fileExtension: "txt")
        return SourcePull(
            method: .http(feed) { _ in PageSurvey(records: 1) },
            folder: folder,
            keepsPages: false,
            now: { Instant(localSeconds: 1_700_000_000, precision: .second) }
        )
    }
}
