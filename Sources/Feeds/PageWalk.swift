import Dossiers
import Transport

/// The way through a list page by page: a value that says what to fetch next, and what it all amounts to.
struct PageWalk: Sendable {
    private let url: String
    private let series: PageSeries?
    /// Number of the page to fetch, counted from 1; nil when the walk is over.
    private(set) var page: Int? = 1
    private(set) var result = FeedResult()
    /// Bytes of the pages so far.
    private(set) var bytes: Int64 = 0
    private var records = 0

    /// The walk over `series`, or to the one page at `url`.
    init(url: String, series: PageSeries?) {
        self.url = url
        self.series = series
    }

    /// Address of the page to fetch; nil when the walk is over.
    var nextURL: String? {
        page.map { page in series.map { $0.url(url, page: page) } ?? url }
    }

    /// Takes a page that arrived whole; `survey` is nil where there is no series.
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
        advance(from: number, series, survey, at: feedPage.origin)
    }

    /// Ends the walk with a problem.
    mutating func fail(_ problem: FeedProblem) {
        result.problems.append(problem)
        page = nil
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
