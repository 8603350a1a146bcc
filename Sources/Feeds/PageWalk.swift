import Dossiers
import Transport

/// The way through a list page by page: a value that says what to fetch next, and what it all amounts to.
struct PageWalk: Sendable {
    private let url: String
    private let series: PageSeries?
    /// Number of the page whose turn it is, counted from 1; nil when the walk is over.
    private(set) var page: Int? = 1
    private(set) var result = FeedResult()
    /// Bytes of the pages so far.
    private(set) var bytes: Int64 = 0
    private var records = 0
    /// Number of the last page, as far as the configuration and the pages so far tell; nil while nothing does.
    private var lastPage: Int?
    private var largestPage = 1

    /// The walk over `series`, or to the one page at `url`.
    init(url: String, series: PageSeries?) {
        self.url = url
        self.series = series
        lastPage = series?.lastPage
    }

    /// Address of a page.
    func url(ofPage number: Int) -> String { series?.url(url, page: number) ?? url }

    /// Number of the last page that may be asked for by now, ahead of its turn or not; 0 when the walk is over.
    var horizon: Int {
        guard let page else { return 0 }
        guard let series else { return page }
        let atOnce = series.atOnce ?? (lastPage == nil ? 1 : PageSeries.knownAtOnce)
        return max(page, min(page + atOnce - 1, lastPage ?? .max, series.maximumPages))
    }

    /// Takes the page whose turn it is; `survey` is nil where there is no series.
    mutating func take(_ feedPage: FeedPage, survey: PageSurvey?, isRepeated: Bool) {
        bytes += feedPage.bytes
        guard feedPage.bytes > 0 else { return fail(FeedProblem(.emptyAnswer, source: feedPage.origin)) }
        guard let series, let survey, let number = page else {
            result.pages.append(feedPage)
            page = nil
            return
        }
        if isRepeated, survey.records > 0 { return fail(FeedProblem(.repeatedPage, source: feedPage.origin)) }
        result.pages.append(feedPage)
        records += survey.records
        largestPage = max(largestPage, survey.records)
        lastPage = expectedLastPage(from: number, series, survey)
        advance(from: number, series, survey, at: feedPage.origin)
    }

    /// Ends the walk with a problem.
    mutating func fail(_ problem: FeedProblem) {
        result.problems.append(problem)
        page = nil
    }

    /// What the page tells of the end; one that tells nothing changes nothing.
    private func expectedLastPage(from number: Int, _ series: PageSeries, _ survey: PageSurvey) -> Int? {
        let byTotal = survey.declaredTotal.map { total in
            number + (max(total - records, 0) + largestPage - 1) / largestPage
        }
        return [byTotal, survey.declaredPages, series.lastPage].compactMap(\.self).min() ?? lastPage
    }

    private mutating func advance(from number: Int, _ series: PageSeries, _ survey: PageSurvey, at origin: String) {
        let isDeclaredLast =
            survey.isLast || survey.declaredTotal.map { records >= $0 } ?? false
            || number >= min(survey.declaredPages ?? .max, series.lastPage ?? .max)
        if survey.records == 0 || isDeclaredLast {
            finish(survey, at: origin)
        } else if number >= series.maximumPages {
            fail(FeedProblem(.tooManyPages, source: origin, detail: "more than \(series.maximumPages)"))
        } else {
            page = number + 1
        }
    }

    private mutating func finish(_ survey: PageSurvey, at origin: String) {
        page = nil
        guard let total = survey.declaredTotal, records < total else { return }
        let detail: Sentence = "\(records) of \(total) records"
        result.problems.append(FeedProblem(.shortOfTotal, source: origin, detail: detail, isTransient: true))
    }
}
