package import Dossiers
package import Transport

/// A source that answers with lists of its records: one list, or one for each slice, in one answer or in pages.
///
/// Every family of systems is a value of this type; what differs between them is what they ask.
package struct ListFeed: Sendable {
    /// Says what a page of a slice tells of itself and its list; it reads the page from disk.
    package typealias Surveyor = @Sendable (FeedPage, FeedSlice) throws -> PageSurvey

    /// What a pull tells while it goes on.
    package enum Step: Sendable, Hashable {
        /// A page that belongs to the feed.
        case page(FeedPage)
        /// Pages that came before and do not belong to it after all: their list is read again.
        case withdrawn([FeedPage])
        /// The server would not have the key any more; another one is asked for.
        case keyRefused
        /// A large page that still comes; it is settled by one of the next two.
        case growing(GrowingPage)
        /// A page that grew is whole and belongs to the feed.
        case grown(FeedPage)
        /// What came of a page that grew is void; the page may come once more, whole.
        case lost(FeedPage)
    }

    /// How a page is asked for.
    package var question: Question
    /// What is asked for one after the other.
    package var slices: [FeedSlice] = [.whole]
    /// How the pages of a slice follow each other.
    package var paging: Paging
    /// Where the key comes from that the question carries; nil: it carries none.
    package var keyring: Keyring?
    /// Since when changes are asked for; nil: everything is.
    package var since: Instant?
    /// Whether the server hands every record out once: nothing is asked twice, and a page is on the disk before it is looked at.
    package var isAskedOnce = false
    /// Ending of the names in the archive, without the dot.
    package var fileExtension: String
    /// Longest time for the whole feed; the bounds of the request hold for each transfer besides.
    package var deadline = Duration.seconds(1_800)
    /// Most bytes of the whole feed.
    package var maximumBytes: Int64 = 16 << 30
    /// How often a page that is no answer is asked for again.
    package var patience = 2
    /// Most readings of a list that moves while it is read.
    package var readings = 3
    /// A clock that only moves forward.
    package var now: @Sendable () -> ContinuousClock.Instant = { .now }
    /// Waits before a page that is no answer is asked for again, for the time after the so-manieth try.
    package var pause: @Sendable (Int) -> Void = { AskingPause.wait(after: $0) }

    /// Whether one answer is everything.
    package var isOneAnswer: Bool { paging.way == .single && slices == [.whole] }

    /// A feed.
    package init(_ question: Question, paging: Paging = Paging(.single), fileExtension: String) {
        self.question = question
        self.paging = paging
        self.fileExtension = fileExtension
    }

    /// Fetches slice after slice, page after page into `archive`; what fails is a problem of the result.
    ///
    /// Pages are asked for ahead where that is known to be useful, and judged in their order all the same: what was asked for
    /// beyond the end, or beyond a page that failed, is thrown away. Blocks the calling thread.
    ///
    /// - Parameters:
    ///   - survey: asked once for every page that came, on the calling thread.
    ///   - take: gets each step as soon as it is known.
    /// - Throws: when the archive cannot be written; nothing can be fetched then.
    @available(*, noasync)
    package func pull(
        with engine: TransferEngine,
        into archive: Archive,
        survey: @escaping Surveyor,
        taking take: (Step) -> Void = { _ in }
    ) throws(ArchiveError) -> FeedResult {
        var pull = ListPull(self, engine, archive, survey)
        do throws(ArchiveError) {
            while let step = try pull.next() { take(step) }
        } catch {
            pull.dropRest()
            throw error
        }
        pull.dropRest()
        try archive.sync()
        return pull.result
    }
}
