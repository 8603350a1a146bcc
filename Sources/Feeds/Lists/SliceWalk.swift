import Dossiers

/// The way through one list page by page: a value that says what to fetch next, and whether what came is the list.
///
/// A list that moves while it is read shows it: a total that changes, a page that comes twice, fewer records than declared. Such a
/// reading is in doubt, and whoever reads begins anew; two readings that are equal are believed, for then it was the list that
/// was odd and not the reading. Of a dossier on two pages it is enough to see whether the pages have stayed as they were.
struct SliceWalk: Sendable {
    /// What two readings of one list are compared by.
    struct Print: Sendable, Hashable {
        var records = 0
        var hash: UInt64 = 0
    }

    private let paging: Paging
    /// Local seconds before which changes are known already; nil: everything is wanted.
    private let since: Int64?
    /// Number of the page whose turn it is, counted from 1; nil when the reading is over.
    private(set) var page: Int? = 1
    /// What the page before names as the next one; nil when it names none.
    private(set) var next: String?
    private(set) var pages: [FeedPage] = []
    /// Why the reading broke off; nil while it did not.
    private(set) var failure: FeedProblem?
    /// Why the reading may not be the list; nil while nothing speaks against it.
    private(set) var doubt: FeedProblem?
    private(set) var print = Print()
    /// What the first page declared.
    private(set) var total: Int?
    private var seen = SeenKeys()
    /// Pages that had a dossier of a later page; those on which it came first.
    private(set) var overlaps: Set<Int> = []
    /// Number of the last page, as far as the configuration and the pages so far tell; nil while nothing does.
    private var lastPage: Int?
    private var largestPage = 1
    /// Oldest change so far; nil when the pages do not come newest first.
    private var oldestChange: Int64? = .max
    private var newestChange = Int64.min

    /// The walk over a list.
    init(_ paging: Paging, since: Instant? = nil) {
        self.paging = paging
        self.since = since?.seconds
        lastPage = paging.lastPage
    }

    /// Number of the last page that may be asked for by now, ahead of its turn or not; 0 when the walk is over.
    var horizon: Int {
        guard let page else { return 0 }
        guard case .numbered = paging.way else { return page }
        let atOnce = paging.atOnce ?? (lastPage == nil ? 1 : Paging.knownAtOnce)
        return max(page, min(page + atOnce - 1, lastPage ?? .max, paging.maximumPages))
    }

    /// Whether no page of the list is left to be asked for beyond page `number`.
    func isLast(_ number: Int) -> Bool { paging.way == .single || lastPage.map { number >= $0 } ?? false }

    /// Takes the page whose turn it is.
    mutating func take(_ feedPage: FeedPage, _ survey: PageSurvey, isRepeated: Bool = false) {
        guard let number = page else { return }
        if isRepeated, survey.records > 0 {
            doubt = FeedProblem(.repeatedPage, source: feedPage.origin)
            page = nil
            return
        }
        pages.append(feedPage)
        note(survey, at: feedPage.origin)
        guard survey.strays == 0 else {
            let detail: Sentence = "\(survey.strays) of \(survey.records) records"
            return fail(FeedProblem(.outsideWindow, source: feedPage.origin, detail: detail))
        }
        next = survey.next
        lastPage = expectedLastPage(from: number, survey)
        advance(from: number, survey, at: feedPage.origin)
    }

    /// Takes an answer that tells of no record and is no page of the feed.
    mutating func passOver() { page = nil }

    /// Notes that a page is another by now.
    mutating func doubt(at origin: String) {
        doubt = doubt ?? FeedProblem(.listMoved, source: origin, isTransient: true)
    }

    /// Ends the walk with a problem.
    mutating func fail(_ problem: FeedProblem) {
        failure = problem
        page = nil
    }

    // MARK: - What the page tells

    private mutating func note(_ survey: PageSurvey, at origin: String) {
        print.records += survey.records
        largestPage = max(largestPage, survey.records)
        for key in survey.keys { print.hash = (print.hash ^ key) &* 0x9E37_79B9_7F4A_7C15 &+ 1 }
        if paging.way != .single { noteOverlaps(survey, at: origin) }
        let hasOtherTotal = total != nil && survey.declaredTotal != nil && total != survey.declaredTotal
        total = total ?? survey.declaredTotal
        if hasOtherTotal { doubt = doubt ?? FeedProblem(.listMoved, source: origin, isTransient: true) }
        noteOrder(survey)
    }

    /// A page of a list whose pages name each other cannot be asked for again by itself, so the whole list must be.
    private mutating func noteOverlaps(_ survey: PageSurvey, at origin: String) {
        overlaps.formUnion(seen.add(survey.keys, ofPage: pages.count))
        if case .linked = paging.way, !overlaps.isEmpty { doubt(at: origin) }
    }

    private mutating func noteOrder(_ survey: PageSurvey) {
        guard let known = oldestChange, let changes = survey.changes else { return }
        newestChange = max(newestChange, changes.upperBound)
        oldestChange = changes.upperBound <= known ? changes.lowerBound : nil
    }

    /// Whether the rest of a list that comes newest first is known already.
    ///
    /// Such a list begins with what was the newest, which lies behind `since`; one that begins with older records comes in
    /// another order.
    private func isKnown(_ survey: PageSurvey) -> Bool {
        guard let since, oldestChange != nil, newestChange >= since, let changes = survey.changes else { return false }
        return changes.upperBound < since
    }

    /// What the page tells of the end; one that tells nothing changes nothing.
    private func expectedLastPage(from number: Int, _ survey: PageSurvey) -> Int? {
        let byTotal = survey.declaredTotal.map { total in
            number + (max(total - print.records, 0) + largestPage - 1) / largestPage
        }
        return [byTotal, survey.declaredPages, paging.lastPage].compactMap(\.self).min() ?? lastPage
    }

    private mutating func advance(from number: Int, _ survey: PageSurvey, at origin: String) {
        if isEnd(number, survey) {
            finish(survey, at: origin)
        } else if number >= paging.maximumPages {
            fail(FeedProblem(.tooManyPages, source: origin, detail: "more than \(paging.maximumPages)"))
        } else {
            page = number + 1
        }
    }

    private func isEnd(_ number: Int, _ survey: PageSurvey) -> Bool {
        switch paging.way {
        case .single: return true
        case .linked where survey.next == nil: return true
        case .linked, .numbered: break
        }
        return survey.records == 0 || survey.isLast || isKnown(survey)
            || survey.declaredTotal.map { print.records >= $0 } ?? false
            || number >= min(survey.declaredPages ?? .max, paging.lastPage ?? .max)
    }

    private mutating func finish(_ survey: PageSurvey, at origin: String) {
        page = nil
        guard let total = survey.declaredTotal, print.records < total, !isKnown(survey) else { return }
        let detail: Sentence = "\(print.records) of \(total) records"
        doubt = doubt ?? FeedProblem(.shortOfTotal, source: origin, detail: detail, isTransient: true)
    }
}
