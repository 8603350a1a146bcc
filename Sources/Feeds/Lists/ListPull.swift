import Dossiers
import Formats
import Transport

/// One pull of a `ListFeed`: asks for pages, some of them ahead, and settles them in their order.
struct ListPull {
    private let feed: ListFeed
    private let archive: Archive
    private let survey: ListFeed.Surveyor
    private var asking: Asking
    /// Index of the slice whose turn it is.
    private var slice = 0
    private var walk: SliceWalk
    /// Readings of the slice before this one.
    private var readings: [SliceWalk.Print] = []
    /// How often the page whose turn it is was asked for again.
    private var tries = 0
    /// Whether it was asked for again because it told of nothing.
    private var isAskedTwice = false
    /// Whether it was asked for again with another key.
    private var isKeyRenewed = false
    /// Pages that were asked for again because of a dossier on two pages.
    private var checked: Set<Int> = []
    /// What is still to be told.
    private var steps: [ListFeed.Step] = []
    /// The page that was told of while it grows, until it is settled.
    private var growing: GrowingPage?
    /// Slices in a row that failed.
    private var failures = 0
    private(set) var result = FeedResult()

    /// Slices in a row that may fail before the rest is given up.
    private static let mostFailures = 3
    /// Pages of a reading that are asked for again because of dossiers on two pages.
    private static let mostChecks = 6
    /// Problems that are told one by one.
    private static let mostProblems = 20

    /// A pull that has not begun.
    init(_ feed: ListFeed, _ engine: TransferEngine, _ archive: Archive, _ survey: @escaping ListFeed.Surveyor) {
        self.feed = feed
        self.archive = archive
        self.survey = survey
        asking = Asking(feed, engine, archive)
        walk = SliceWalk(feed.paging, since: feed.since)
    }

    /// What comes next; nil when the feed is over.
    @available(*, noasync)
    mutating func next() throws(ArchiveError) -> ListFeed.Step? {
        while steps.isEmpty && slice < feed.slices.count { try proceed() }
        return steps.isEmpty ? nil : steps.removeFirst()
    }

    /// Ends what is still on its way and forgets what has come, for the pull is over.
    @available(*, noasync)
    mutating func dropRest() { asking.dropRest() }

    /// Takes the next answer, or waits for one.
    @available(*, noasync)
    private mutating func proceed() throws(ArchiveError) {
        guard let number = walk.page else {
            if try !checkOverlaps() { endReading() }
            return
        }
        try asking.ask(ahead: walk, in: slice)
        guard let answer = asking.answer(to: PagePlace(slice: slice, page: number)) else {
            if let page = asking.receive() { tell(of: page) }
            return
        }
        let page = try settle(answer)
        steps += growing?.steps(settledAs: page) ?? page.map { [.page($0)] } ?? []
        growing = nil
    }

    private mutating func tell(of page: GrowingPage) {
        guard !page.growth.isAbandoned else { return }
        growing = page
        steps.append(.growing(page))
    }

    // MARK: - Pages

    /// Keeps the page whose turn it is; the page when it belongs to the feed.
    @available(*, noasync)
    private mutating func settle(_ answer: Answered) throws(ArchiveError) -> FeedPage? {
        switch answer.outcome {
        case .failure(let problem):
            answer.page?.discard()
            if let failure = answer.page?.failure { throw failure }
            guard answer.isKeyRefused, try askWithNewKey(answer) else { return fail(problem) }
            return nil
        case .success(let transfer):
            guard let page = answer.page else { return nil }
            guard asking.hasRoom(for: transfer.bytes) else {
                page.discard()
                return fail(FeedProblem(.feedTooLarge, source: transfer.source))
            }
            let kept = try page.commit(origin: transfer.source, status: transfer.status, modified: transfer.modified)
            if feed.isAskedOnce { try archive.sync() }
            return try take(kept, transfer, answer)
        }
    }

    /// Takes a kept page into the walk; nil when it does not belong there.
    @available(*, noasync)
    private mutating func take(
        _ page: FeedPage,
        _ transfer: TransferResult,
        _ answer: Answered
    ) throws(ArchiveError) -> FeedPage? {
        guard page.bytes > 0 else { return try again(page, FeedProblem(.emptyAnswer, source: page.origin), answer) }
        switch surveyed(page) {
        case .failure(let problem): return try again(page, problem, answer)
        case .success(let survey):
            if try isDoubted(page, survey, answer) { return nil }
            if survey.isNotFound { return passOver(page) }
            if let refusal = survey.refusal, survey.records == 0 {
                let problem = FeedProblem(.refused, source: page.origin, detail: refusal, isTransient: true)
                return try again(page, problem, answer)
            }
            if survey.strays > 0, mayAskAgain {
                return try again(page, FeedProblem(.outsideWindow, source: page.origin), answer)
            }
            return try add(page, survey, transfer)
        }
    }

    /// Asks a slice once more that tells of nothing: an answer that belongs elsewhere looks the same, and is not sent twice.
    @available(*, noasync)
    private mutating func isDoubted(
        _ page: FeedPage,
        _ survey: PageSurvey,
        _ answer: Answered
    ) throws(ArchiveError) -> Bool {
        guard survey.records == 0, survey.refusal == nil, walk.pages.isEmpty, feed.slices[slice] != .whole,
            !isAskedTwice, !feed.isAskedOnce
        else { return false }
        isAskedTwice = true
        archive.withdraw(page)
        try asking.ask(for: answer.place, walk)
        return true
    }

    private mutating func add(
        _ page: FeedPage,
        _ survey: PageSurvey,
        _ transfer: TransferResult
    ) throws(ArchiveError) -> FeedPage? {
        var survey = survey
        if feed.paging.way == .linked(.header) {
            survey.next = transfer.headers["link"].flatMap(NextLink.address)
        }
        do throws(FeedProblem) {
            survey.next = try asking.resolved(survey.next, after: page)
        } catch {
            return fail(error)
        }
        let isRepeated = walk.pages.last.map { (try? PageComparison.areEqual($0, page)) ?? false } ?? false
        var page = page
        page.records = survey.records
        page.stand = stand(with: survey)
        let count = walk.pages.count
        walk.take(page, survey, isRepeated: isRepeated)
        settled()
        guard walk.pages.count > count else {
            archive.withdraw(page)
            return nil
        }
        asking.count(page.bytes)
        return page
    }

    private func stand(with survey: PageSurvey) -> ListStand {
        ListStand(
            slice: slice,
            of: feed.slices.count,
            records: walk.print.records + survey.records,
            declared: walk.total ?? survey.declaredTotal
        )
    }

    private func surveyed(_ page: FeedPage) -> Result<PageSurvey, FeedProblem> {
        do {
            return .success(try survey(page, feed.slices[slice]))
        } catch let stop as ScanStop {
            let detail: Sentence = "byte \(stop.offset): \(stop.detail)"
            return .failure(FeedProblem(.uncountablePage, source: page.origin, detail: detail, isTransient: true))
        } catch {
            return .failure(FeedProblem(.uncountablePage, source: page.origin, detail: "\(error)"))
        }
    }

    /// A page that says that there is no such dossier: it is kept, and tells of none.
    private mutating func passOver(_ page: FeedPage) -> FeedPage? {
        asking.count(page.bytes)
        walk.passOver()
        settled()
        return nil
    }

    // MARK: - Once more

    /// Asks again for a page that is no answer, with a new key where there is one; a problem when that was done often enough.
    @available(*, noasync)
    private mutating func again(
        _ page: FeedPage,
        _ problem: FeedProblem,
        _ answer: Answered
    ) throws(ArchiveError) -> FeedPage? {
        if problem.kind == .refused, try askWithNewKey(answer, insteadOf: page) { return nil }
        guard mayAskAgain else { return fail(problem) }
        tries += 1
        archive.withdraw(page)
        feed.pause(tries)
        try asking.ask(for: answer.place, walk)
        return nil
    }

    /// Whether a page that is no answer is asked for once more.
    private var mayAskAgain: Bool { !feed.isAskedOnce && tries < feed.patience }

    /// Asks again with another key, once for each page; false when there is none to be had.
    @available(*, noasync)
    private mutating func askWithNewKey(
        _ answer: Answered,
        insteadOf page: FeedPage? = nil
    ) throws(ArchiveError) -> Bool {
        guard let keyring = feed.keyring, !feed.isAskedOnce, let generation = answer.generation, !isKeyRenewed
        else { return false }
        isKeyRenewed = true
        steps.append(.keyRefused)
        keyring.discard(generation)
        if let page { archive.withdraw(page) }
        try asking.ask(for: answer.place, walk)
        return true
    }

    private mutating func fail(_ problem: FeedProblem) -> FeedPage? {
        walk.fail(problem)
        settled()
        return nil
    }

    private mutating func settled() {
        tries = 0
        isAskedTwice = false
        isKeyRenewed = false
    }

    // MARK: - Dossiers on two pages

    /// Asks again for a page that had a dossier of a later one; false when there is none left to be asked for.
    ///
    /// In a list that has moved since, everything behind the place of the change stands elsewhere, that page included.
    @available(*, noasync)
    private mutating func checkOverlaps() throws(ArchiveError) -> Bool {
        guard walk.failure == nil, walk.doubt == nil, !feed.isAskedOnce, let page = nextCheck() else { return false }
        let place = PagePlace(slice: slice, page: page, isCheck: true)
        try asking.ask(for: place, walk)
        while true {
            if let answer = asking.answer(to: place) {
                try compare(answer, with: walk.pages[page - 1])
                return true
            }
            _ = asking.receive()
        }
    }

    /// The page to look at next: the first and the last ones of those with a dossier of a later page.
    private mutating func nextCheck() -> Int? {
        guard checked.count < ListPull.mostChecks else { return nil }
        let rest = walk.overlaps.subtracting(checked)
        guard let page = checked.isEmpty ? rest.min() : rest.max() else { return nil }
        checked.insert(page)
        return page
    }

    private mutating func compare(_ answer: Answered, with known: FeedPage) throws(ArchiveError) {
        guard let page = answer.page else { return walk.doubt(at: known.origin) }
        guard case .success(let transfer) = answer.outcome else {
            page.discard()
            if let failure = page.failure { throw failure }
            return walk.doubt(at: known.origin)
        }
        let kept = try page.commit(origin: transfer.source, status: transfer.status, modified: transfer.modified)
        if !((try? PageComparison.areEqual(kept, known)) ?? false) { walk.doubt(at: known.origin) }
        archive.withdraw(kept)
    }

    // MARK: - Readings

    /// Decides what to make of a reading that is over: it is read again, or the next slice begins.
    @available(*, noasync)
    private mutating func endReading() {
        let isBelieved = readings.last == walk.print
        if walk.failure == nil, let doubt = walk.doubt, !isBelieved || doubt.kind == .repeatedPage,
            readings.count + 1 < feed.readings, !feed.isAskedOnce
        {
            return readAgain()
        }
        let problem = walk.failure ?? (isBelieved && walk.doubt?.kind == .listMoved ? nil : walk.doubt)
        result.pages += walk.pages
        if let problem { note(problem) } else { failures = 0 }
        begin(slice: mayGoOn(after: problem) ? slice + 1 : feed.slices.count)
    }

    @available(*, noasync)
    private mutating func readAgain() {
        let pages = walk.pages
        readings.append(walk.print)
        checked = []
        asking.restart(at: slice)
        for page in pages {
            archive.withdraw(page)
            asking.count(-page.bytes)
        }
        walk = SliceWalk(feed.paging, since: feed.since)
        feed.pause(readings.count)
        if !pages.isEmpty { steps.append(.withdrawn(pages)) }
    }

    private mutating func begin(slice next: Int) {
        slice = next
        readings = []
        checked = []
        walk = SliceWalk(feed.paging, since: feed.since)
    }

    private mutating func note(_ problem: FeedProblem) {
        failures += 1
        if result.problems.count < ListPull.mostProblems { result.problems.append(problem) }
    }

    /// Whether further slices can fare better.
    private func mayGoOn(after problem: FeedProblem?) -> Bool {
        switch problem?.kind {
        case nil: true
        case .transferFailed, .uncountablePage, .emptyAnswer, .shortOfTotal, .repeatedPage, .listMoved, .tooManyPages,
            .unaskable:
            failures < ListPull.mostFailures
        case .noMatch, .emptyFile, .notAFile, .feedTooLarge, .deadlinePassed, .unreadableFile, .changingFile,
            .unfinishedFile, .unexpandableFile, .outsideWindow, .refused, .loginFailed, .strangeAddress, .askedOnce:
            false
        }
    }
}
