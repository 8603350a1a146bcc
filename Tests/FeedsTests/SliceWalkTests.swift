import Testing

@testable import Feeds

/// The walk against lists of every small size, cut every way, with and without declarations.
struct PageWalkTests {
    @Test(arguments: 0...12, 1...5)
    func everyRecordIsWalkedOnceAndNothingIsAskedWithoutNeed(_ records: Int, pageSize: Int) {
        let pages = (records + pageSize - 1) / pageSize
        for (total, declaredPages) in [(records, nil), (nil, max(1, pages)), (records, pages), (nil, nil)]
            as [(Int?, Int?)]
        {
            var walk = PageWalk(url: "http://h/", series: PageSeries(parameter: "page"))
            var (asked, walked) = (0, 0)
            while let number = walk.page {
                asked += 1
                let count = max(0, min(pageSize, records - (number - 1) * pageSize))
                walked += count
                let survey = PageSurvey(records: count, declaredTotal: total, declaredPages: declaredPages)
                let page = FeedPage(path: "/\(number)", origin: "h", bytes: 1)
                walk.take(page, survey: survey, isRepeated: false)
            }
            #expect(walked == records)
            #expect(walk.result.isComplete)
            #expect(asked == max(1, total == nil && declaredPages == nil ? pages + 1 : pages))
            #expect(walk.result.pages.map(\.path) == (1...asked).map { "/\($0)" })
        }
    }

    /// What is known of the end decides how far ahead pages may be asked for.
    @Test(arguments: [
        (nil, nil, nil, [1, 2, 3]), (nil, 9, nil, [1, 4, 5]), (nil, nil, 9, [1, 4, 5]), (3, nil, nil, [3, 3, 3]),
        (nil, 2, nil, [1, 2, 0]), (nil, nil, 3, [1, 2, 0]), (9, 3, nil, [3, 3, 3]), (9, nil, 5, [3, 3, 3]),
    ])
    func noPageBeyondTheKnownEndIsAskedFor(last: Int?, pages: Int?, total: Int?, horizons: [Int]) {
        var walk = PageWalk(url: "http://h/", series: PageSeries(parameter: "page", lastPage: last))
        var seen = [walk.horizon]
        for number in 1...2 {
            let survey = PageSurvey(records: 2, declaredTotal: total, declaredPages: pages)
            let page = FeedPage(path: "/\(number)", origin: "h", bytes: 1)
            if walk.page != nil { walk.take(page, survey: survey, isRepeated: false) }
            seen.append(walk.horizon)
        }
        #expect(seen == horizons)
    }

    @Test func whatTheConfigurationAllowsIsAskedAhead() {
        var series = PageSeries(parameter: "page")
        series.atOnce = 4
        #expect(PageWalk(url: "http://h/", series: series).horizon == 4)
        series.maximumPages = 2
        #expect(PageWalk(url: "http://h/", series: series).horizon == 2)
        #expect(PageWalk(url: "http://h/", series: nil).horizon == 1)
    }

    @Test func aSizeIsAskedForAfterTheNumber() {
        let series = PageSeries(parameter: "page", first: 0, size: .init(parameter: "size", count: 20))
        #expect(series.url("http://h/a", page: 1) == "http://h/a?page=0&size=20")
    }

    @Test(arguments: [
        ("http://h/a", "http://h/a?page=3"), ("http://h/a?x=1", "http://h/a?x=1&page=3"),
        ("http://h/a?", "http://h/a?page=3"), ("http://h/a?x=1&", "http://h/a?x=1&page=3"),
        ("http://h/a#part", "http://h/a?page=3"),
    ])
    func theNumberGoesIntoTheQuery(_ url: String, numbered: String) {
        #expect(PageSeries(parameter: "page").url(url, page: 3) == numbered)
    }
}
