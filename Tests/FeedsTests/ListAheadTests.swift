import Glibc
import LoopbackServer
import Synchronization
import Testing
import Transport

@testable import Feeds

/// Lists whose pages are asked for ahead: what comes of them is what comes of one request after the other.
@Suite(.timeLimit(.minutes(15)))
struct ListAheadTests {
    private func feed(_ server: LoopbackServer, atOnce: Int?) -> ListFeed {
        var question = Question(TransferRequest(url: server.url("/hs")))
        question.request.retries = .never
        question.query = [Asked("page", .number)]
        var paging = Paging(.numbered(first: 1, step: 1))
        paging.atOnce = atOnce
        var feed = ListFeed(question, paging: paging, fileExtension: "txt")
        feed.pause = { _ in }
        return feed
    }

    private func pull(_ feed: ListFeed, _ folder: ScratchFolder) throws -> FeedResult {
        try feed.pull(with: TransferEngine(parallel: 8), into: folder.archive(), survey: LineSurveyor.survey)
    }

    private static func page(of call: HTTPCall) -> Int {
        call.target.split(separator: "=").last.flatMap { Int($0) } ?? 0
    }

    private static func body(_ page: Int) -> String { page <= 6 ? "record \(page)\n" : "none\n" }

    @Test func pagesThatComeInAnotherOrderAreKeptInTheirs() throws {
        let answered = Milestones()
        let server = try LoopbackServer { call in
            let page = Self.page(of: call)
            // Of three pages that are asked for at once the last is answered first.
            if page <= 6, page % 3 != 0 { answered.wait(for: page + 1) }
            defer { answered.reach(page) }
            return [.answer(Self.body(page))]
        }
        defer { server.stop() }
        let folder = try ScratchFolder()
        var taken: [String] = []
        let archive = try folder.archive()
        let result = try feed(server, atOnce: 3).pull(
            with: TransferEngine(parallel: 8),
            into: archive,
            survey: LineSurveyor.survey
        ) { if case .page(let page) = $0 { taken.append(page.path) } }
        #expect(result.isComplete)
        #expect(try result.pages.map { try text($0.path) } == (1...7).map(Self.body))
        #expect(taken == result.pages.map(\.path))
        #expect(taken == (1...7).map { "\(folder.path)/archive/page-00000\($0).txt" })
        let index = try text("\(folder.path)/archive/index.ndjson").split(separator: "\n")
        #expect(index.map { $0.contains("page=7") } == (1...7).map { $0 == 7 })
        #expect(try names(in: archive.folder).count == 8)
    }

    /// What a server does with pages that nobody needs.
    struct Rest: Sendable, CustomTestStringConvertible {
        let testDescription: String
        let acts: [LoopbackServer.Act]
    }

    @Test(arguments: [
        Rest(testDescription: "an error", acts: [.answer("broken", status: "500 Error")]),
        Rest(testDescription: "records", acts: [.answer("record 99\n")]),
        Rest(testDescription: "no bytes", acts: [.answer("")]),
        Rest(testDescription: "cut", acts: [.answer("rec", length: 99), .close]),
        Rest(testDescription: "a reset", acts: [.reset]),
        Rest(testDescription: "silence", acts: [.hold]),
    ])
    func whatLiesBeyondTheEndIsThrownAway(_ rest: Rest) throws {
        let server = try LoopbackServer { call in
            let page = Self.page(of: call)
            return page <= 2 ? [.answer("record \(page)\n")] : page == 3 ? [.answer("none\n")] : rest.acts
        }
        defer { server.stop() }
        let folder = try ScratchFolder()
        let result = try pull(feed(server, atOnce: 4), folder)
        #expect(result.isComplete, "\(result.problems)")
        #expect(result.pages.count == 3)
        #expect(
            try names(in: "\(folder.path)/archive")
                == ["index.ndjson", "page-000001.txt", "page-000002.txt", "page-000003.txt"]
        )
    }

    /// A list that goes wrong at its third page, and what is told of it.
    struct Failure: Sendable, CustomTestStringConvertible {
        let testDescription: String
        let third: [LoopbackServer.Act]
        let problem: FeedProblem.Kind
    }

    @Test(
        arguments: [
            Failure(
                testDescription: "an error",
                third: [.answer("x", status: "404 Not Found")],
                problem: .transferFailed
            ),
            Failure(testDescription: "cut", third: [.answer("rec", length: 30), .close], problem: .transferFailed),
            Failure(testDescription: "the same again", third: [.answer("record 2\n")], problem: .repeatedPage),
            Failure(testDescription: "no bytes", third: [.answer("")], problem: .emptyAnswer),
            Failure(
                testDescription: "too large",
                third: [.answer("record " + String(repeating: "3", count: 90) + "\n")],
                problem: .feedTooLarge
            ),
        ],
        [1, 2, 5]
    )
    func aPageThatFailsEndsTheFeedThere(_ failure: Failure, atOnce: Int) throws {
        let server = try LoopbackServer { call in
            let page = Self.page(of: call)
            return page == 3 ? failure.third : [.answer("record \(page)\n")]
        }
        defer { server.stop() }
        var feed = feed(server, atOnce: atOnce)
        feed.maximumBytes = 80
        let result = try pull(feed, try ScratchFolder())
        #expect(result.pages.map(\.bytes) == [9, 9])
        #expect(result.problems.map(\.kind) == [failure.problem])
        #expect(result.problems.allSatisfy { $0.source.hasSuffix("/hs?page=3") })
    }

    @Test func aPageThatIsCutIsAskedForAgain() throws {
        let cuts = Atomic<Int>(0)
        let server = try LoopbackServer { call in
            let page = Self.page(of: call)
            guard page == 2, cuts.wrappingAdd(1, ordering: .relaxed).oldValue == 0 else {
                return [.answer(Self.body(page))]
            }
            return [.answer("record", length: 99), .close]
        }
        defer { server.stop() }
        var feed = feed(server, atOnce: 3)
        feed.question.request.retries = RetryPolicy(attempts: 2, base: .zero)
        let folder = try ScratchFolder()
        let result = try pull(feed, folder)
        #expect(result.isComplete)
        #expect(try result.pages.map { try text($0.path) } == (1...7).map(Self.body))
    }

    /// Requests that a server sees at once: one until it is known how many pages there are, then a few, or as allowed.
    @Test(arguments: [(nil, "pages 9\n", 3), (nil, "total 9\n", 3), (2, "", 2), (nil, "", 1), (1, "pages 9\n", 1)])
    func aServerIsNeverCrowded(atOnce: Int?, declaration: String, most: Int) throws {
        let crowd = Crowd()
        let server = try LoopbackServer { call in
            let page = Self.page(of: call)
            crowd.enter()
            defer { crowd.leave() }
            // As many as are allowed do come at once.
            if (2...(most + 1)).contains(page) { crowd.wait(until: most) }
            return [.answer(declaration + (page <= 9 ? "record \(page)\n" : "none\n"))]
        }
        defer { server.stop() }
        let result = try pull(feed(server, atOnce: atOnce), try ScratchFolder())
        #expect(result.isComplete)
        #expect(crowd.most == most)
        let asked = Set(server.calls.map(Self.page))
        #expect(asked.isSuperset(of: 1...9))
        #expect(asked.allSatisfy { $0 <= (declaration.isEmpty ? 10 + most : 9) })
    }
}

/// Numbers that are reached, and waited for, by several threads.
private final class Milestones: Sendable {
    private let reached = Mutex<Set<Int>>([])

    func reach(_ number: Int) { reached.withLock { _ = $0.insert(number) } }

    func wait(for number: Int) {
        while !reached.withLock({ $0.contains(number) }) { sched_yield() }
    }
}

/// How many are at work at once.
private final class Crowd: Sendable {
    private let state = Mutex((now: 0, most: 0))

    var most: Int { state.withLock { $0.most } }

    func enter() {
        state.withLock { state in
            state.now += 1
            state.most = max(state.most, state.now)
        }
    }

    func leave() { state.withLock { $0.now -= 1 } }

    /// Waits until so many were there at once.
    func wait(until count: Int) {
        while most < count { sched_yield() }
    }
}
