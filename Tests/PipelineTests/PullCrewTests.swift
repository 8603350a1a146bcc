import Dossiers
import Feeds
import Foundation
import LoopbackServer
import Synchronization
import Testing
import Transport

@testable import Pipeline

/// Many sources, some of them on one server.
@Suite(.timeLimit(.minutes(15)))
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
        let pulling = try PullCrew(pulls, into: order, whenDone: { ends.withLock { $0 += 1 } })
        let crew = Crew()
        pulling.start(on: crew)
        try crew.wait({}) { pulling.stop() }
        #expect(ends.withLock { $0 } == 1)
        #expect(order.pages.map(\.name) == (0..<12).map { "\($0)" })
        #expect(order.results.allSatisfy { $0?.isComplete == true })
        #expect(count.withLock { $0.most } == ["a": 2, "b": 2])
    }

    /// Codes are known once every local source has ended; the portal is asked for each, and for nothing that was withdrawn.
    @Test func aPortalThatLooksUpLocalDossiersWaitsForThem() throws {
        let asked = Mutex([String]())
        let server = try LoopbackServer { call in
            asked.withLock { $0.append(call.target) }
            return [.answer("record of \(call.target)")]
        }
        defer { server.stop() }
        let folder = NSTemporaryDirectory() + "crew-" + UUID().uuidString
        defer { try? FileManager.default.removeItem(atPath: folder) }
        var portal = pull(from: server.url("/portal"), "\(folder)/portal", [Asked("code", .code)])
        portal.looksUpLocal = true
        let locals = ["/a", "/b"].map { pull(from: server.url($0), "\(folder)\($0)") }
        let order = PageOrder([.portal, .local, .local]) { _ in }
        let pulling = try PullCrew([portal] + locals, into: order, codes: { $0.map(\.name).sorted() })
        let crew = Crew()
        pulling.start(on: crew)
        try crew.wait({}) { pulling.stop() }
        let targets = asked.withLock { $0 }
        #expect(Set(targets.prefix(2)) == ["/a", "/b"])
        #expect(Set(targets.dropFirst(2)) == ["/portal?code=a", "/portal?code=b"])
        #expect(order.results.allSatisfy { $0?.isComplete == true })
        #expect(order.results[0]?.pages.count == 2)
    }

    @Test func pagesOfAListThatWasReadAgainAreWithdrawn() throws {
        let server = try LoopbackServer { call in [.answer(["one", "two", "two"][min(call.number, 2)])] }
        defer { server.stop() }
        let folder = NSTemporaryDirectory() + "crew-" + UUID().uuidString
        defer { try? FileManager.default.removeItem(atPath: folder) }
        var source = pull(from: server.url("/a"), folder)
        if case .list(let feed, _) = source.method {
            source.method = .list(feed) { page, _ in
                // A total that no page reaches: the list is read again until two readings are equal.
                var survey = PageSurvey(records: 1, declaredTotal: 2)
                survey.keys = [try Data(contentsOf: URL(fileURLWithPath: page.path)) == Data("one".utf8) ? 1 : 2]
                return survey
            }
        }
        let order = PageOrder([.local]) { _ in }
        let pulling = try PullCrew([source], into: order)
        let crew = Crew()
        pulling.start(on: crew)
        try crew.wait({}) { pulling.stop() }
        #expect(order.pages.map(\.isWithdrawn) == [true, true, false])
        #expect(order.results[0]?.pages.count == 1)
        #expect(order.results[0]?.problems.map(\.kind) == [.shortOfTotal])
    }

    @Test func nobodyLooksUpWhatStoodOnPagesThatWereWithdrawn() throws {
        let server = try LoopbackServer { call in [.answer(["one", "two", "two"][min(call.number, 2)])] }
        defer { server.stop() }
        let folder = NSTemporaryDirectory() + "crew-" + UUID().uuidString
        defer { try? FileManager.default.removeItem(atPath: folder) }
        var local = pull(from: server.url("/a"), "\(folder)/a")
        if case .list(let feed, _) = local.method {
            local.method = .list(feed) { page, _ in
                var survey = PageSurvey(records: 1, declaredTotal: 2)
                survey.keys = [UInt64(try Data(contentsOf: URL(fileURLWithPath: page.path)).last ?? 0)]
                return survey
            }
        }
        var portal = pull(from: server.url("/portal"), "\(folder)/portal", [Asked("code", .code)])
        portal.looksUpLocal = true
        let order = PageOrder([.local, .portal]) { _ in }
        let pulling = try PullCrew([local, portal], into: order, codes: { $0.map { "\($0.number)" } })
        let crew = Crew()
        pulling.start(on: crew)
        try crew.wait({}) { pulling.stop() }
        #expect(order.pages.filter { $0.source == 0 }.map(\.isWithdrawn) == [true, true, false])
        #expect(server.calls.map(\.target) == ["/a", "/a", "/a", "/portal?code=2"])
    }

    private func pull(from url: String, _ folder: String, _ query: [Asked] = []) -> SourcePull {
        var question = Question(TransferRequest(url: url))
        question.query = query
        var feed = ListFeed(question, fileExtension: "txt")
        feed.pause = { _ in }
        return SourcePull(
            method: .list(feed) { _, _ in PageSurvey(records: 1) },
            folder: folder,
            keepsPages: false,
            now: { Instant(localSeconds: 1_700_000_000, precision: .second) }
        )
    }
}
