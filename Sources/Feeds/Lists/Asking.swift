import Dossiers
import Formats
import Transport

/// Which page of which slice.
struct PagePlace: Sendable, Hashable {
    var slice: Int
    /// Counted from 1.
    var page: Int
    /// Whether it is asked for only to see whether it has stayed as it was.
    var isCheck = false
}

/// How asking for a page came out.
struct Answered {
    let place: PagePlace
    /// Where the answer was written to; nil when nothing was asked.
    let page: ArchivePage?
    /// Generation of the key that was shown; nil when none was.
    let generation: Int?
    let outcome: Result<TransferResult, FeedProblem>
    /// Whether the server would not have the key.
    var isKeyRefused = false
}

/// Asks for the pages of a feed, some of them ahead, and keeps what has come until its turn.
struct Asking {
    /// A page on its way.
    private struct Asked {
        let place: PagePlace
        let page: ArchivePage
        let generation: Int?
        let transfer: Int
    }

    /// What there is to tell of a page on its way.
    private enum News: Sendable {
        case ended(TransferEnd)
        /// It is large and still grows.
        case growing(Int, PageGrowth)
    }

    private let feed: ListFeed
    private let engine: TransferEngine
    private let archive: Archive
    private let end: ContinuousClock.Instant
    private let arrivals = Arrivals<News>()
    /// The next page to ask for.
    private var next = PagePlace(slice: 0, page: 1)
    private var serial = 0
    private var asked: [Int: Asked] = [:]
    /// Answers that wait for their turn.
    private var answers: [PagePlace: Answered] = [:]
    private var isOutOfTime = false
    /// Bytes of the pages that belong to the feed.
    private var bytes: Int64 = 0

    init(_ feed: ListFeed, _ engine: TransferEngine, _ archive: Archive) {
        self.feed = feed
        self.engine = engine
        self.archive = archive
        end = feed.now() + feed.deadline
    }

    /// Whether an answer of this length still fits into the feed.
    func hasRoom(for count: Int64) -> Bool { count <= feed.maximumBytes - bytes }

    /// Notes the length of a page that belongs to the feed, or takes it back with a number below 0.
    mutating func count(_ count: Int64) { bytes += count }

    /// The answer to the question for a page, once it has come.
    mutating func answer(to place: PagePlace) -> Answered? { answers.removeValue(forKey: place) }

    /// Asks for everything that may be asked for by now.
    @available(*, noasync)
    mutating func ask(ahead walk: SliceWalk, in slice: Int) throws(ArchiveError) {
        if next.slice < slice { next = PagePlace(slice: slice, page: 1) }
        while !isOutOfTime, let place = place(ahead: walk, in: slice) {
            next.page += 1
            try ask(for: place, walk)
        }
    }

    /// The next page that may be asked for; nil when the pages so far must be seen first.
    private mutating func place(ahead walk: SliceWalk, in slice: Int) -> PagePlace? {
        if next.slice == slice, next.page <= walk.horizon { return next }
        guard asked.count + answers.count < atOnce else { return nil }
        if next.slice == slice, !walk.isLast(next.page - 1) { return nil }
        if next.slice > slice, next.page == 1 { return next }
        guard next.slice == slice || feed.paging.way == .single, next.slice + 1 < feed.slices.count else { return nil }
        next = PagePlace(slice: next.slice + 1, page: 1)
        return next
    }

    private var atOnce: Int { feed.isAskedOnce ? 1 : feed.paging.atOnce ?? Paging.knownAtOnce }

    /// Asks for one page, whether it was asked for before or not.
    @available(*, noasync)
    mutating func ask(for place: PagePlace, _ walk: SliceWalk) throws(ArchiveError) {
        let rest = feed.now().duration(to: end)
        guard rest > .zero else { return refuse(place) }
        switch prepared(place, walk, within: rest) {
        case .failure(let problem):
            answers[place] = Answered(place: place, page: nil, generation: nil, outcome: .failure(problem))
        case .success(let prepared):
            serial += 1
            let page = try page(for: place)
            let transfer = engine.begin(prepared.request, into: page) { [arrivals, serial] in
                arrivals.add(.ended(TransferEnd(number: serial, outcome: $0)))
            }
            asked[serial] = Asked(place: place, page: page, generation: prepared.generation, transfer: transfer)
        }
    }

    /// Waits for one answer, whichever comes first; returns early with a page that has become large and still grows.
    @available(*, noasync)
    mutating func receive() -> GrowingPage? {
        switch arrivals.next() {
        case .ended(let end):
            guard let asked = asked.removeValue(forKey: end.number) else { return nil }
            answers[asked.place] = Answered(to: asked.place, asked.page, asked.generation, end.outcome)
            return nil
        case .growing(let number, let growth):
            return asked[number].map { GrowingPage($0.page, growth, origin: "\(feed.question.request)") }
        }
    }

    /// Where an answer is written to; that of a feed of one answer may be read while it grows.
    private func page(for place: PagePlace) throws(ArchiveError) -> ArchivePage {
        guard feed.isOneAnswer, !feed.isAskedOnce else { return try archive.page(named: name(of: place)) }
        return try archive.page(named: name(of: place)) { [arrivals, serial] in arrivals.add(.growing(serial, $0)) }
    }

    /// Gives up everything from a slice on, to ask for it anew.
    @available(*, noasync)
    mutating func restart(at slice: Int) {
        dropRest()
        next = PagePlace(slice: slice, page: 1)
    }

    /// Ends what is on its way and forgets what has come.
    @available(*, noasync)
    mutating func dropRest() {
        for (_, asked) in asked { engine.cancel(asked.transfer) }
        while !asked.isEmpty { _ = receive() }
        for (_, answer) in answers { answer.page?.discard() }
        answers = [:]
    }

    /// What a page names as the next one, as the next question needs it.
    ///
    /// - Throws: `strangeAddress` for an address that is none, or lies elsewhere than the page.
    func resolved(_ next: String?, after page: FeedPage) throws(FeedProblem) -> String? {
        guard let next, feed.paging.way != .linked(.cursor) else { return next }
        guard let address = NextAddress.resolved(next, from: feed.question.request.url) else {
            throw FeedProblem(.strangeAddress, source: page.origin)
        }
        return address
    }

    // MARK: - Questions

    private func prepared(
        _ place: PagePlace,
        _ walk: SliceWalk,
        within rest: Duration
    ) -> Result<(request: TransferRequest, generation: Int?), FeedProblem> {
        do throws(FeedProblem) {
            let key = try feed.keyring?.key(with: engine, within: rest)
            var request = try request(for: place, walk, key)
            request.timeouts.total = min(request.timeouts.total, rest)
            request.deadline = end
            request.maximumBytes = min(request.maximumBytes, feed.maximumBytes - bytes)
            return .success((request, key?.generation))
        } catch {
            return .failure(error)
        }
    }

    private func request(
        for place: PagePlace,
        _ walk: SliceWalk,
        _ key: Keyring.Key?
    ) throws(FeedProblem) -> TransferRequest {
        let numbers = feed.paging.numbers(ofPage: place.page)
        let next = place.page > 1 ? walk.next : nil
        let isCursor = feed.paging.way == .linked(.cursor)
        let asked = AskedPlace(
            slice: feed.slices[place.slice],
            number: numbers.own,
            numberAfter: numbers.after,
            cursor: isCursor ? next : nil,
            address: isCursor ? nil : next,
            key: key?.text,
            since: feed.since
        )
        do throws(XMLWriter.Problem) {
            return try feed.question.request(for: asked)
        } catch {
            throw FeedProblem(.unaskable, source: "\(feed.question.request)")
        }
    }

    /// The time is over before the page could be asked for.
    private mutating func refuse(_ place: PagePlace) {
        isOutOfTime = true
        let problem = FeedProblem(.deadlinePassed, source: "\(feed.question.request)", isTransient: true)
        answers[place] = Answered(place: place, page: nil, generation: nil, outcome: .failure(problem))
    }

    private func name(of place: PagePlace) -> String {
        let slice = feed.slices.count > 1 ? place.slice + 1 : nil
        let name = PageName.text(place.page, slice: slice, fileExtension: feed.fileExtension)
        return place.isCheck ? "again-\(name)" : name
    }
}

extension Answered {
    /// The answer to a question, or why there is none.
    init(
        to place: PagePlace,
        _ page: ArchivePage,
        _ generation: Int?,
        _ outcome: Result<TransferResult, TransportError>
    ) {
        self.place = place
        self.page = page
        self.generation = generation
        switch outcome {
        case .success(let result) where (205..<500).contains(result.status):
            // Only a service that tells its faults with 500 has a wider choice of statuses; those between are no faults.
            let detail: Sentence = "the server answered with status \(result.status)"
            self.outcome = .failure(FeedProblem(.transferFailed, source: result.source, detail: detail))
            isKeyRefused = [401, 403].contains(result.status)
        case .success(let result): self.outcome = .success(result)
        case .failure(let error):
            self.outcome = .failure(FeedProblem(error))
            isKeyRefused = error.code == .unwantedStatus && [401, 403].contains(error.status)
        }
    }
}

extension FeedProblem {
    /// What a transfer failed of.
    init(_ error: TransportError) {
        if error.code == .tooLarge {
            self.init(.feedTooLarge, source: error.source)
        } else {
            self.init(.transferFailed, source: error.source, detail: error.sentence, isTransient: error.isTransient)
        }
    }
}
