import Dossiers
import Formats
import Transport

/// One pull of an `HTTPFeed`: asks for pages, some of them ahead, and settles them in their order.
struct HTTPPull {
    /// A page on its way.
    private struct Asked {
        let page: ArchivePage
        let transfer: Int
    }

    /// A page that has come, or why it has not.
    private enum Arrived {
        case whole(ArchivePage, TransferResult)
        case failed(FeedProblem, ArchivePage?)
    }

    private let feed: HTTPFeed
    private let engine: TransferEngine
    private let archive: Archive
    private let end: ContinuousClock.Instant
    private let arrivals = Arrivals()
    private(set) var walk: PageWalk
    /// Number of the next page to ask for.
    private var next = 1
    private var asked: [Int: Asked] = [:]
    /// Pages that have come and wait for their turn.
    private var arrived: [Int: Arrived] = [:]
    private var isOutOfTime = false

    /// A pull that has not begun.
    init(_ feed: HTTPFeed, _ engine: TransferEngine, _ archive: Archive) {
        self.feed = feed
        self.engine = engine
        self.archive = archive
        end = feed.now() + feed.deadline
        walk = PageWalk(url: feed.request.url, series: feed.series)
    }

    /// The next page of the feed, kept and counted; nil when there is none.
    @available(*, noasync)
    mutating func next(_ survey: HTTPFeed.Surveyor) throws(ArchiveError) -> FeedPage? {
        while let number = walk.page {
            try askAhead()
            guard let page = arrived.removeValue(forKey: number) else {
                receive()
                continue
            }
            if let taken = try settle(page, survey) { return taken }
        }
        return nil
    }

    /// Ends what is still on its way and forgets what has come, for the walk is over.
    @available(*, noasync)
    mutating func dropRest() {
        for (_, asked) in asked { engine.cancel(asked.transfer) }
        while !asked.isEmpty { receive() }
        for (_, page) in arrived {
            switch page {
            case .whole(let page, _): page.discard()
            case .failed(_, let page): page?.discard()
            }
        }
        arrived = [:]
    }

    // MARK: - Asking

    private mutating func askAhead() throws(ArchiveError) {
        while !isOutOfTime, next <= walk.horizon {
            let rest = feed.now().duration(to: end)
            if rest > .zero { try ask(for: next, within: rest) } else { refuse(next) }
            next += 1
        }
    }

    private mutating func ask(for number: Int, within rest: Duration) throws(ArchiveError) {
        let page = try archive.page(named: PageName.text(number, fileExtension: feed.fileExtension))
        var request = feed.request
        request.url = walk.url(ofPage: number)
        request.timeouts.total = min(request.timeouts.total, rest)
        request.deadline = end
        request.maximumBytes = min(request.maximumBytes, feed.maximumBytes - walk.bytes)
        let transfer = engine.begin(request, into: page) { [arrivals] in arrivals.add(number, $0) }
        asked[number] = Asked(page: page, transfer: transfer)
    }

    /// The time is over before the page could be asked for.
    private mutating func refuse(_ number: Int) {
        isOutOfTime = true
        arrived[number] = .failed(FeedProblem(.deadlinePassed, source: "\(feed.request)", isTransient: true), nil)
    }

    // MARK: - Settling

    /// Waits for one page, whichever comes first.
    @available(*, noasync)
    private mutating func receive() {
        let arrival = arrivals.next()
        guard let page = asked.removeValue(forKey: arrival.number)?.page else { return }
        switch arrival.outcome {
        case .success(let result): arrived[arrival.number] = .whole(page, result)
        case .failure(let error): arrived[arrival.number] = .failed(HTTPPull.problem(error), page)
        }
    }

    /// Keeps the page whose turn it is; the page when it belongs to the feed.
    private mutating func settle(_ page: Arrived, _ survey: HTTPFeed.Surveyor) throws(ArchiveError) -> FeedPage? {
        switch page {
        case .whole(let page, let result):
            guard result.bytes <= feed.maximumBytes - walk.bytes else {
                page.discard()
                walk.fail(FeedProblem(.feedTooLarge, source: result.source))
                return nil
            }
            let kept = try page.commit(origin: result.source, status: result.status, modified: result.modified)
            return take(kept, survey)
        case .failed(let problem, let page):
            page?.discard()
            if let failure = page?.failure { throw failure }
            walk.fail(problem)
            return nil
        }
    }

    /// Takes a kept page into the walk; nil when it does not belong there.
    private mutating func take(_ page: FeedPage, _ survey: HTTPFeed.Surveyor) -> FeedPage? {
        let before = walk.result.pages.count
        do {
            if feed.series == nil || page.bytes == 0 {
                walk.take(page, survey: nil, isRepeated: false)
            } else {
                let isRepeated = try walk.result.pages.last.map { try PageComparison.areEqual($0, page) } ?? false
                walk.take(page, survey: try survey(page), isRepeated: isRepeated)
            }
        } catch let stop as ScanStop {
            walk.fail(FeedProblem(.uncountablePage, source: page.origin, detail: "byte \(stop.offset): \(stop.detail)"))
        } catch {
            walk.fail(FeedProblem(.uncountablePage, source: page.origin, detail: "\(error)"))
        }
        return walk.result.pages.count > before ? page : nil
    }

    private static func problem(_ error: TransportError) -> FeedProblem {
        guard error.code != .tooLarge else { return FeedProblem(.feedTooLarge, source: error.source) }
        return FeedProblem(
            .transferFailed,
            source: error.source,
            detail: error.sentence,
            isTransient: error.isTransient
        )
    }
}
