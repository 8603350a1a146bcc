import Dossiers
import Reports
import Testing

@testable import Commands

/// The value behind the progress: what it makes of the news of the sources.
struct PullBoardTests {
    private func page(_ records: Int?, share: Double? = nil, total: Int? = nil) -> SourceNews {
        .page(PulledPage(name: "page-000001.json", records: records, bytes: 10, total: total, share: share))
    }

    /// A board of one source that has begun at second 0 and took a page at each of these seconds.
    private func board(_ pages: [(second: Int, records: Int, share: Double?)]) -> PullBoard {
        var board = PullBoard()
        board.take(.begun(sources: ["huyen"]), at: .zero)
        board.take(.source("huyen", .begun), at: .zero)
        for one in pages {
            board.take(.source("huyen", page(one.records, share: one.share)), at: .seconds(one.second))
        }
        return board
    }

    @Test func `the rate is that of the last ten seconds`() throws {
        var pages: [(second: Int, records: Int, share: Double?)] = []
        for second in 1...60 { pages.append((second, second <= 30 ? 100 : 10, nil)) }
        let source = try #require(board(pages).sources.first)
        #expect(source.records == 3_300)
        #expect(source.perSecond(at: .seconds(60)) == 10)
        #expect(try #require(source.perSecond(at: .seconds(70))) < 1)
    }

    @Test func `the rest is told only when a total is known`() throws {
        let unknown = try #require(board([(5, 100, nil), (10, 100, nil)]).sources.first)
        #expect(unknown.rest(at: .seconds(10)) == nil)
        let known = try #require(board([(5, 100, 0.25), (10, 100, 0.5)]).sources.first)
        #expect(known.rest(at: .seconds(10)) == .seconds(10))
        let whole = try #require(board([(5, 100, 0.5), (10, 100, 1)]).sources.first)
        #expect(whole.rest(at: .seconds(10)) == nil)
    }

    @Test func `a first page tells nothing before time has passed`() throws {
        let source = try #require(board([(0, 100, 0.5)]).sources.first)
        #expect(source.perSecond(at: .zero) == nil)
        #expect(source.rest(at: .zero) == nil)
    }

    @Test func `pages that are read again are taken back`() throws {
        var board = board([(1, 100, nil), (2, 100, nil)])
        board.take(.source("huyen", .readAgain(pages: 2, records: 200)), at: .seconds(3))
        board.take(.source("huyen", page(90)), at: .seconds(4))
        let source = try #require(board.sources.first)
        #expect(source.pages == 1)
        #expect(source.records == 90)
        #expect(source.perSecond(at: .seconds(4)) == 90)
    }

    @Test func `a source is told to be silent once for each silence`() {
        var board = board([(1, 100, nil)])
        #expect(board.newlySilent(at: .seconds(60)).isEmpty)
        #expect(board.newlySilent(at: .seconds(61)) == ["huyen"])
        #expect(board.newlySilent(at: .seconds(200)).isEmpty)
        board.take(.source("huyen", page(1)), at: .seconds(200))
        #expect(board.newlySilent(at: .seconds(260)) == ["huyen"])
        board.take(.source("huyen", .ended(problems: [])), at: .seconds(300))
        #expect(board.newlySilent(at: .seconds(900)).isEmpty)
    }

    @Test func `the slowest is the one that will take longest`() {
        var board = PullBoard()
        board.take(.begun(sources: ["quick", "slow", "silent"]), at: .zero)
        for id in ["quick", "slow", "silent"] { board.take(.source(id, .begun), at: .zero) }
        board.take(.source("quick", page(1, share: 0.9)), at: .seconds(9))
        board.take(.source("slow", page(1, share: 0.1)), at: .seconds(9))
        #expect(board.slowest(at: .seconds(10)).map(\.id) == ["slow", "quick", "silent"])
    }

    @Test func `a count that comes late does not go back`() {
        var board = PullBoard()
        board.take(.stage(.reading, done: 20), at: .zero)
        board.take(.stage(.reading, done: 10), at: .zero)
        #expect(board.stage?.done == 20)
        board.take(.stage(.writing, done: 0, total: 5), at: .zero)
        #expect(board.stage?.stage == .writing)
    }

    // MARK: - Words

    /// Thirty sources: some wait, some are pulled, some have ended, one of them without everything.
    private func many(pulling: Int, ended: Int) -> PullBoard {
        var board = PullBoard()
        let ids = (1...30).map { "xa-\($0)" }
        board.take(.begun(sources: ids), at: .zero)
        for id in ids.prefix(pulling + ended) {
            board.take(.source(id, .begun), at: .zero)
            board.take(.source(id, page(100, share: 0.5, total: 200)), at: .seconds(10))
        }
        for (index, id) in ids.prefix(ended).enumerated() {
            board.take(.source(id, .ended(problems: index == 0 ? ["it broke"] : [])), at: .seconds(10))
        }
        board.take(.stage(.reading, done: 1_234), at: .seconds(10))
        return board
    }

    private func text(_ board: PullBoard, _ language: Language = .english) -> BoardText {
        BoardText(phrases: language.phrases, board: board, now: .seconds(10))
    }

    @Test func `thirty sources fit the terminal`() {
        let lines = text(many(pulling: 20, ended: 5)).lines(columns: 60, rows: 24)
        #expect(lines.count == 15)
        #expect(lines[0] == "xa-6   1 pages, 100/200 records, 10/s, about 0:10 left")
        #expect(lines[12] == "and 8 more sources")
        #expect(lines[13].hasPrefix("5 of 30 sources have ended, 5 pages, 500 records"))
        #expect(lines[14] == "reading 1234")
        #expect(
            text(many(pulling: 20, ended: 5)).lines(columns: 200, rows: 24)[13].hasSuffix("1 incomplete, 5 waiting")
        )
    }

    @Test(arguments: [(20, 8), (60, 24), (9, 3)]) func `no line is wider than the terminal and none is lost above it`(
        columns: Int,
        rows: Int
    ) {
        for language in Language.allCases {
            let lines = text(many(pulling: 25, ended: 5), language).lines(columns: columns, rows: rows)
            #expect(lines.allSatisfy { DisplayWidth.of($0) < max(11, columns) })
            #expect(lines.count < max(rows, 5))
        }
    }

    @Test func `sources that have all ended leave the stage`() {
        #expect(text(many(pulling: 0, ended: 30)).lines(columns: 80, rows: 24) == ["reading 1234"])
        #expect(text(many(pulling: 0, ended: 30)).line == "reading 1234")
    }

    @Test func `one line sums up and names the slowest`() {
        let line = text(many(pulling: 4, ended: 26), .vietnamese).line
        #expect(
            line.hasPrefix("26/30 nguồn đã xong, 30 trang, 3000 bản ghi, 40/giây; chậm nhất: xa-27 (1 trang, 100/200")
        )
        #expect(line.contains("còn khoảng 0:10"))
        #expect(!line.contains("xa-30"))
    }

    @Test(arguments: [
        (0, "0:00"), (5, "0:05"), (65, "1:05"), (3_599, "59:59"), (3_600, "1:00:00"), (36_061, "10:01:01"),
    ])
    func `durations are written as clocks`(seconds: Int, text: String) {
        #expect(BoardText.clock(.seconds(seconds)) == text)
    }
}
