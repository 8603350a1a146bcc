import Dossiers
import Formats
package import Transport

/// A source that answers with its records: one address, or a numbered series of pages.
package struct HTTPFeed: Sendable {
    /// What tells the pages of a series apart from its end; it reads the page from disk.
    package typealias Surveyor = @Sendable (FeedPage) throws -> PageSurvey

    /// The request for every page, without what numbers it.
    package var request: TransferRequest
    /// How pages are numbered; nil: the one answer is everything.
    package var series: PageSeries?
    /// Ending of the names in the archive, without the dot.
    package var fileExtension: String
    /// Longest time for the whole feed; the bounds of `request` hold for each transfer besides.
    package var deadline = Duration.seconds(1_800)
    /// Most bytes of the whole feed.
    package var maximumBytes: Int64 = 16 << 30
    /// A clock that only moves forward.
    package var now: @Sendable () -> ContinuousClock.Instant = { .now }

    /// A feed.
    package init(request: TransferRequest, series: PageSeries? = nil, fileExtension: String) {
        self.request = request
        self.series = series
        self.fileExtension = fileExtension
    }

    /// Fetches page after page into `archive`; a page that fails ends the walk and is a problem of the result.
    ///
    /// - Parameter survey: asked once for every page of a series.
    /// - Throws: when the archive cannot be written; nothing can be fetched then.
    package func pull(
        with engine: TransferEngine,
        into archive: Archive,
        survey: @escaping Surveyor
    ) async throws(ArchiveError) -> FeedResult {
        var walk = PageWalk(url: request.url, series: series)
        let end = now() + deadline
        while let (request, page) = try nextStep(of: &walk, until: end, in: archive) {
            let answer: Result<TransferResult, TransportError>
            do throws(TransportError) {
                answer = .success(try await engine.transfer(request, into: page))
            } catch {
                answer = .failure(error)
            }
            try settle(answer, page, on: &walk, survey)
        }
        try archive.sync()
        return walk.result
    }

    /// The same on the calling thread, which blocks; not for tasks.
    @available(*, noasync)
    package func pullBlocking(
        with engine: TransferEngine,
        into archive: Archive,
        survey: @escaping Surveyor
    ) throws(ArchiveError) -> FeedResult {
        var walk = PageWalk(url: request.url, series: series)
        let end = now() + deadline
        while let (request, page) = try nextStep(of: &walk, until: end, in: archive) {
            let answer: Result<TransferResult, TransportError>
            do throws(TransportError) {
                answer = .success(try engine.perform(request, into: page))
            } catch {
                answer = .failure(error)
            }
            try settle(answer, page, on: &walk, survey)
        }
        try archive.sync()
        return walk.result
    }

    private func nextStep(
        of walk: inout PageWalk,
        until end: ContinuousClock.Instant,
        in archive: Archive
    ) throws(ArchiveError) -> (request: TransferRequest, page: ArchivePage)? {
        guard let url = walk.nextURL, let number = walk.page else { return nil }
        let rest = now().duration(to: end)
        guard rest > .zero else {
            walk.fail(FeedProblem(.deadlinePassed, source: "\(request)", isTransient: true))
            return nil
        }
        var next = request
        next.url = url
        next.timeouts.total = min(next.timeouts.total, rest)
        next.maximumBytes = min(next.maximumBytes, maximumBytes - walk.bytes)
        return (next, try archive.page(named: PageName.text(number, fileExtension: fileExtension)))
    }

    private func settle(
        _ answer: Result<TransferResult, TransportError>,
        _ page: ArchivePage,
        on walk: inout PageWalk,
        _ survey: Surveyor
    ) throws(ArchiveError) {
        switch answer {
        case .success(let result):
            let kept = try page.commit(origin: result.source, status: result.status, modified: result.modified)
            take(kept, on: &walk, survey)
        case .failure(let error):
            page.discard()
            if let failure = page.failure { throw failure }
            let problem = FeedProblem(
                .transferFailed,
                source: error.source,
                detail: error.sentence,
                isTransient: error.isTransient
            )
            walk.fail(problem)
        }
    }

    private func take(_ page: FeedPage, on walk: inout PageWalk, _ survey: Surveyor) {
        guard series != nil, page.bytes > 0 else { return walk.take(page, survey: nil, isRepeated: false) }
        do {
            let isRepeated = try walk.result.pages.last.map { try PageComparison.areEqual($0, page) } ?? false
            walk.take(page, survey: try survey(page), isRepeated: isRepeated)
        } catch let stop as ScanStop {
            walk.fail(FeedProblem(.uncountablePage, source: page.origin, detail: "byte \(stop.offset): \(stop.detail)"))
        } catch {
            walk.fail(FeedProblem(.uncountablePage, source: page.origin, detail: "\(error)"))
        }
    }
}
