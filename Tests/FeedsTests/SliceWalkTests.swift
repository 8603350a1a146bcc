import Dossiers
import Testing

@testable import Feeds

/// The walk against lists of every small size, cut every way, with and without declarations.
struct SliceWalkTests {
    private static func page(_ number: Int) -> FeedPage { FeedPage(path: "/\(number)", origin: "h", bytes: 1) }

    private static func numbered(lastPage: Int? = nil) -> Paging {
        Paging(.numbered(first: 1, step: 1), lastPage: lastPage)
    }

    @Test(arguments: 0...12, 1...5)
    func everyRecordIsWalkedOnceAndNothingIsAskedWithoutNeed(_ records: Int, pageSize: Int) {
        let pages = (records + pageSize - 1) / pageSize
        for (total, declaredPages) in [(records, nil), (nil, max(1, pages)), (records, pages), (nil, nil)]
            as [(Int?, Int?)]
        {
            var walk = SliceWalk(Self.numbered())
            var (asked, walked) = (0, 0)
            while let number = walk.page {
                asked += 1
                let count = max(0, min(pageSize, records - (number - 1) * pageSize))
                walked += count
                walk.take(
                    Self.page(number),
                    PageSurvey(records: count, declaredTotal: total, declaredPages: declaredPages)
                )
            }
            #expect(walked == records)
            #expect(walk.failure == nil && walk.doubt == nil)
            #expect(walk.print.records == records)
            #expect(asked == max(1, total == nil && declaredPages == nil ? pages + 1 : pages))
            #expect(walk.pages.map(\.path) == (1...asked).map { "/\($0)" })
        }
    }

    /// What is known of the end decides how far ahead pages may be asked for.
    @Test(arguments: [
        (nil, nil, nil, [1, 2, 3]), (nil, 9, nil, [1, 4, 5]), (nil, nil, 9, [1, 4, 5]), (3, nil, nil, [3, 3, 3]),
        (nil, 2, nil, [1, 2, 0]), (nil, nil, 3, [1, 2, 0]), (9, 3, nil, [3, 3, 3]), (9, nil, 5, [3, 3, 3]),
    ])
    func noPageBeyondTheKnownEndIsAskedFor(last: Int?, pages: Int?, total: Int?, horizons: [Int]) {
        var walk = SliceWalk(Self.numbered(lastPage: last))
        var seen = [walk.horizon]
        for number in 1...2 {
            let survey = PageSurvey(records: 2, declaredTotal: total, declaredPages: pages)
            if walk.page != nil { walk.take(Self.page(number), survey) }
            seen.append(walk.horizon)
        }
        #expect(seen == horizons)
    }

    @Test func whatTheConfigurationAllowsIsAskedAhead() {
        var paging = Self.numbered()
        paging.atOnce = 4
        #expect(SliceWalk(paging).horizon == 4)
        paging.maximumPages = 2
        #expect(SliceWalk(paging).horizon == 2)
        #expect(SliceWalk(Paging(.single)).horizon == 1)
        var linked = Paging(.linked(.cursor))
        linked.atOnce = 4
        #expect(SliceWalk(linked).horizon == 1, "only the page before knows where the next one is")
    }

    /// What two pages may say, and what is thought of the reading.
    @Test(
        arguments: [
            ("a dossier on two pages", [[1, 2], [2, 3]], [nil, nil], nil),
            ("another total", [[1, 2], [3, 4]], [4, 5], .listMoved),
            ("fewer than declared", [[1, 2], []], [4, 4], .shortOfTotal),
            ("a dossier twice on one page", [[1, 1], [2]], [nil, nil], nil),
            ("as declared", [[1, 2], [3, 4]], [4, 4], nil),
        ] as [(String, [[UInt64]], [Int?], FeedProblem.Kind?)]
    )
    func aListThatMovedIsInDoubt(_ name: String, keys: [[UInt64]], totals: [Int?], doubt: FeedProblem.Kind?) {
        var walk = SliceWalk(Self.numbered(lastPage: 2))
        for (index, keys) in keys.enumerated() {
            var survey = PageSurvey(records: keys.count, declaredTotal: totals[index])
            survey.keys = keys
            walk.take(Self.page(index + 1), survey)
        }
        #expect(walk.page == nil, "\(name)")
        #expect(walk.doubt?.kind == doubt, "\(name)")
        #expect(walk.failure == nil, "\(name)")
        #expect(walk.overlaps == (name == "a dossier on two pages" ? [1] : []), "\(name)")
    }

    /// A page that only the page before leads to cannot be looked at again by itself.
    @Test func aDossierOnTwoPagesOfALinkedListIsADoubt() {
        var walk = SliceWalk(Paging(.linked(.cursor)))
        for (index, keys) in ([[1, 2], [2, 3]] as [[UInt64]]).enumerated() {
            var survey = PageSurvey(records: keys.count)
            survey.keys = keys
            survey.next = index == 0 ? "b" : nil
            walk.take(Self.page(index + 1), survey)
        }
        #expect(walk.doubt?.kind == .listMoved)
    }

    @Test func readingsOfOtherRecordsOrAnotherOrderAreOther() {
        func print(_ keys: [UInt64]) -> SliceWalk.Print {
            var walk = SliceWalk(Paging(.single))
            var survey = PageSurvey(records: keys.count)
            survey.keys = keys
            walk.take(Self.page(1), survey)
            return walk.print
        }
        #expect(print([1, 2, 3]) == print([1, 2, 3]))
        for other in [[1, 2], [1, 3, 2], [1, 2, 4], []] as [[UInt64]] { #expect(print([1, 2, 3]) != print(other)) }
    }

    @Test func daysThatWereNotAskedForEndTheWalk() {
        var walk = SliceWalk(Self.numbered())
        var survey = PageSurvey(records: 5)
        survey.strays = 2
        walk.take(Self.page(1), survey)
        #expect(walk.page == nil)
        #expect(walk.failure == FeedProblem(.outsideWindow, source: "h", detail: "2 of 5 records"))
    }

    /// Pages that come newest first are known from where the last run ended; others say nothing of what follows.
    @Test(
        arguments: [
            ([90...99, 80...89, 70...79], 85, 3), ([90...99, 80...89, 70...79], 95, 2),
            ([90...99, 80...89, 70...79], 60, 4), ([70...79, 80...89, 90...99], 85, 4),
            ([90...99, 85...95, 70...79], 80, 4),
        ] as [([ClosedRange<Int64>], Int64, Int)]
    )
    func aListThatComesNewestFirstEndsWhereItIsKnown(changes: [ClosedRange<Int64>], since: Int64, asked: Int) {
        var walk = SliceWalk(Self.numbered(), since: Instant(localSeconds: since, precision: .second))
        var count = 0
        while let number = walk.page {
            count += 1
            let isRecord = number <= changes.count
            var survey = PageSurvey(records: isRecord ? 10 : 0)
            survey.changes = isRecord ? changes[number - 1] : nil
            walk.take(Self.page(number), survey)
        }
        #expect(count == asked)
        #expect(walk.doubt == nil)
    }
}
