import Dossiers
import LoopbackServer
import Synchronization
import Testing
import Transport

@testable import Feeds

@Suite(.timeLimit(.minutes(15)))
struct ListFeedTests {
    /// Serves `bodies` by the number in `page=`, then `after`.
    private func server(_ bodies: [String], after: String = "none\n") throws -> LoopbackServer {
        try LoopbackServer { call in
            let page = call.target.split(separator: "=").last.flatMap { Int($0) } ?? 0
            return [.answer(bodies.indices.contains(page - 1) ? bodies[page - 1] : after)]
        }
    }

    private func pull(_ feed: ListFeed, _ folder: ScratchFolder) throws -> FeedResult {
        try feed.pull(with: TransferEngine(), into: folder.archive(), survey: LineSurveyor.survey)
    }

    private static let numbered = Paging(.numbered(first: 1, step: 1))

    private func feed(_ server: LoopbackServer, _ paging: Paging = numbered) -> ListFeed {
        var question = Question(TransferRequest(url: server.url("/hs")))
        question.request.retries = .never
        if paging.way != .single { question.query = [Asked("page", .number)] }
        var feed = ListFeed(question, paging: paging, fileExtension: "txt")
        feed.pause = { _ in }
        return feed
    }

    @Test func oneAddressIsOnePage() throws {
        let server = try LoopbackServer { _ in [.answer("everything")] }
        defer { server.stop() }
        let folder = try ScratchFolder()
        let result = try pull(feed(server, Paging(.single)), folder)
        #expect(result.isComplete)
        #expect(result.pages.map(\.bytes) == [10])
        #expect(try result.pages.map { try text($0.path) } == ["everything"])
    }

    struct Ending: Sendable, CustomTestStringConvertible {
        let testDescription: String
        let bodies: [String]
        let pages: Int
        var calls: Int
        var lastPage: Int?
        var problem: FeedProblem.Kind?
    }

    @Test(arguments: [
        Ending(testDescription: "empty page", bodies: ["record 1\n", "record 2\n"], pages: 3, calls: 3),
        Ending(testDescription: "total", bodies: ["total 2\nrecord 1\n", "total 2\nrecord 2\n"], pages: 2, calls: 2),
        Ending(testDescription: "pages", bodies: ["pages 2\nrecord 1\n", "pages 2\nrecord 2\n"], pages: 2, calls: 2),
        Ending(testDescription: "last", bodies: ["record 1\n", "record 2\n"], pages: 1, calls: 1, lastPage: 1),
        Ending(testDescription: "says so", bodies: ["record 1\n", "record 2\nlast\n"], pages: 2, calls: 2),
        Ending(testDescription: "none at all", bodies: [], pages: 1, calls: 1),
        Ending(
            testDescription: "short of total",
            bodies: ["total 3\nrecord 1\n", "total 3\n"],
            pages: 2,
            calls: 4,
            problem: .shortOfTotal
        ),
        Ending(
            testDescription: "same again",
            bodies: ["record 1\n", "record 1\n"],
            pages: 1,
            calls: 6,
            problem: .repeatedPage
        ),
        Ending(testDescription: "no bytes", bodies: ["record 1\n", ""], pages: 1, calls: 4, problem: .emptyAnswer),
    ])
    func aListEndsWhereItsServerSays(_ ending: Ending) throws {
        let server = try server(ending.bodies)
        defer { server.stop() }
        let folder = try ScratchFolder()
        var paging = Self.numbered
        paging.lastPage = ending.lastPage
        paging.atOnce = 1
        let result = try pull(feed(server, paging), folder)
        #expect(result.pages.count == ending.pages)
        #expect(server.calls.count == ending.calls)
        #expect(result.problems.map(\.kind) == (ending.problem.map { [$0] } ?? []))
        #expect(result.isComplete == (ending.problem == nil))
    }

    @Test(arguments: ["500 Error", "404 Not Found"])
    func aPageThatFailsIsNeverNoDossiers(_ status: String) throws {
        let server = try LoopbackServer { call in
            call.number == 1 ? [.answer("Nguyen Van Mau A", status: status)] : [.answer("record \(call.number)\n")]
        }
        defer { server.stop() }
        let folder = try ScratchFolder()
        let result = try pull(feed(server), folder)
        #expect(result.pages.count == 1)
        #expect(!result.isComplete)
        let problem = try #require(result.problems.first)
        #expect(problem.kind == .transferFailed)
        #expect(problem.isTransient == status.hasPrefix("5"))
        #expect(problem.source.hasSuffix("/hs?page=2"))
        #expect(problem.detail?.description.contains("Nguyen") == false)
        #expect(try names(in: "\(folder.path)/archive") == ["index.ndjson", "page-000001.txt"])
    }

    @Test func aRetriedPageIsKeptOnceAndWhole() throws {
        let server = try LoopbackServer { call in
            call.number == 0 ? [.answer("record 1\nrec", length: 99), .close] : [.answer("pages 1\nrecord 2\n")]
        }
        defer { server.stop() }
        var feed = feed(server)
        feed.question.request.retries = RetryPolicy(attempts: 2, base: .zero)
        let result = try pull(feed, try ScratchFolder())
        #expect(result.isComplete)
        #expect(result.pages.map(\.bytes) == [17])
    }

    @Test func rowsAreNumberedWhereTheServerCountsRows() throws {
        let server = try LoopbackServer { call in [.answer(call.number < 2 ? "record \(call.number)\n" : "none")] }
        defer { server.stop() }
        var feed = feed(server, Paging(.numbered(first: 0, step: 200)))
        feed.question.query = [Asked("start", .number), Asked("end", .numberAfter)]
        feed.question.request.url = server.url("/hs?key=s3cret")
        let folder = try ScratchFolder()
        let result = try pull(feed, folder)
        #expect(
            server.calls.map(\.target) == [
                "/hs?key=s3cret&start=0&end=200", "/hs?key=s3cret&start=200&end=400",
                "/hs?key=s3cret&start=400&end=600",
            ]
        )
        #expect(result.pages.map(\.origin).last == server.url("/hs?key=*&start=400&end=600"))
        #expect(try !text("\(folder.path)/archive/index.ndjson").contains("s3cret"))
    }

    @Test func anEndlessSeriesStopsAtTheLimit() throws {
        let server = try LoopbackServer { call in [.answer("record \(call.number)\n")] }
        defer { server.stop() }
        var paging = Self.numbered
        paging.maximumPages = 3
        let result = try pull(feed(server, paging), try ScratchFolder())
        #expect(result.pages.count == 3)
        #expect(result.problems.map(\.kind) == [.tooManyPages])
    }

    @Test func aFeedEndsAtItsDeadline() throws {
        let server = try LoopbackServer { call in [.answer("record \(call.number)\n")] }
        defer { server.stop() }
        let looks = Atomic<Int>(0)
        let start = ContinuousClock.now
        var feed = feed(server)
        feed.deadline = .seconds(25)
        feed.now = { start + .seconds(10 * looks.wrappingAdd(1, ordering: .relaxed).newValue) }
        let result = try pull(feed, try ScratchFolder())
        #expect(result.pages.count == 2)
        #expect(result.problems.map(\.kind) == [.deadlinePassed])
    }

    @Test func aFeedEndsAtItsSize() throws {
        let server = try LoopbackServer { call in [.answer("record \(call.number)\n")] }
        defer { server.stop() }
        var feed = feed(server)
        feed.maximumBytes = 20
        let result = try pull(feed, try ScratchFolder())
        #expect(result.pages.map(\.bytes) == [9, 9])
        #expect(result.problems.map(\.kind) == [.feedTooLarge])
    }

    @Test func aPageThatCannotBeCountedEndsTheWalk() throws {
        struct NoList: Error {}
        let server = try LoopbackServer { _ in [.answer("<html>login</html>")] }
        defer { server.stop() }
        let folder = try ScratchFolder()
        let archive = try folder.archive()
        let result = try feed(server).pull(with: TransferEngine(), into: archive, survey: { _, _ in throw NoList() })
        #expect(result.problems.map(\.kind) == [.uncountablePage])
        #expect(server.calls.count == 3)
        #expect(try names(in: archive.folder) == ["index.ndjson", "page-000001.txt"], "the last answer is kept")
    }

    @Test func anArchiveThatCannotBeWrittenEndsTheFeed() throws {
        let server = try LoopbackServer { call in [.answer("record \(call.number)\n")] }
        defer { server.stop() }
        let folder = try ScratchFolder()
        let archive = try folder.archive()
        _ = try archive.page(named: "page-000002.txt").commit(origin: "x", status: 0, modified: nil)
        #expect(throws: ArchiveError(.nameTaken, path: "\(archive.folder)/page-000002.txt")) {
            try feed(server).pull(with: TransferEngine(), into: archive, survey: LineSurveyor.survey)
        }
    }
}
