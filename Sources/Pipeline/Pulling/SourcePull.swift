import Dossiers
import Feeds
import Transport

/// How one source is pulled, with everything that is needed for it.
struct SourcePull: Sendable {
    /// Where the records come from.
    enum Method: Sendable {
        case files(FilesFeed)
        case list(ListFeed, ListFeed.Surveyor)
    }

    var method: Method
    /// Folder of the archive.
    var folder: String
    /// Whether the raw pages outlive the run.
    var keepsPages: Bool
    /// Whether it looks up the dossiers that the local sources hold, and so begins after them.
    var looksUpLocal = false
    var now: @Sendable () -> Instant

    /// Whether it takes a transfer engine.
    var isTransfer: Bool { server != nil }

    /// Scheme, host and port of the server that is asked; nil where none is.
    var server: String? {
        switch method {
        case .files(let feed): feed.server
        case .list(let feed, _):
            feed.question.request.url.lowercased().split(separator: "/").prefix(2).joined(separator: "//")
        }
    }

    /// The same, looking up these dossiers.
    func lookingUp(_ codes: [String]) -> SourcePull {
        guard case .list(var feed, let survey) = method else { return self }
        var pull = self
        feed.slices = codes.map(FeedSlice.code)
        pull.method = .list(feed, survey)
        return pull
    }

    /// Fetches the source on the calling thread, which blocks.
    ///
    /// - Parameters:
    ///   - engine: nil only where no source needs one.
    ///   - isStopped: whether the run ends; asked during pauses.
    ///   - take: gets each step as soon as it is known.
    /// - Throws: `ArchiveError` when raw pages cannot be kept.
    @available(*, noasync)
    func run(
        with engine: TransferEngine?,
        isStopped: @escaping () -> Bool = { false },
        taking take: (ListFeed.Step) -> Void
    ) throws(ArchiveError) -> FeedResult {
        switch method {
        case .files(let feed):
            return try feed.pull(into: archive(), readsInPlace: !keepsPages, with: engine, isStopped: isStopped) {
                take(.page($0))
            }
        case .list(let feed, let survey):
            guard let engine else { return FeedResult() }
            // What is handed out once and not kept would be lost.
            guard keepsPages || !feed.isAskedOnce else { return FeedResult(problems: [SourcePull.lost(feed)]) }
            return try feed.pull(with: engine, into: archive(), survey: survey, taking: take)
        }
    }

    private static func lost(_ feed: ListFeed) -> FeedProblem {
        let detail: Sentence = "only a run that keeps its pages asks this source"
        return FeedProblem(.askedOnce, source: "\(feed.question.request)", detail: detail)
    }

    private func archive() throws(ArchiveError) -> Archive {
        try Archive(creating: folder, isLasting: keepsPages, now: now)
    }
}
