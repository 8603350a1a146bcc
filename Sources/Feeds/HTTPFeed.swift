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
    /// Pages are asked for ahead where `series` allows it, and judged in their order all the same: what was asked for beyond
    /// the end, or beyond a page that failed, is thrown away. Blocks the calling thread.
    ///
    /// - Parameters:
    ///   - survey: asked once for every page of a series, on the calling thread.
    ///   - take: gets each page that belongs to the feed, in order, as soon as it is known to.
    /// - Throws: when the archive cannot be written; nothing can be fetched then.
    @available(*, noasync)
    package func pull(
        with engine: TransferEngine,
        into archive: Archive,
        survey: Surveyor,
        taking take: (FeedPage) -> Void = { _ in }
    ) throws(ArchiveError) -> FeedResult {
        var pull = HTTPPull(self, engine, archive)
        do throws(ArchiveError) {
            while let page = try pull.next(survey) { take(page) }
        } catch {
            pull.dropRest()
            throw error
        }
        pull.dropRest()
        try archive.sync()
        return pull.walk.result
    }
}
