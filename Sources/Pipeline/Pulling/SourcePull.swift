import Dossiers
import Feeds
import Transport

/// How one source is pulled, with everything that is needed for it.
struct SourcePull: Sendable {
    /// Where the records come from.
    enum Method: Sendable {
        case files(FilesFeed)
        case http(HTTPFeed, HTTPFeed.Surveyor)
        /// Nothing can be fetched, for this reason.
        case unavailable(FeedProblem)
    }

    var method: Method
    /// Folder of the archive.
    var folder: String
    /// Whether the raw pages outlive the run.
    var keepsPages: Bool
    var now: @Sendable () -> Instant

    /// Whether it takes a transfer engine.
    var isTransfer: Bool {
        if case .http = method { true } else { false }
    }

    /// Scheme, host and port of the server that is asked; nil where none is.
    var server: String? {
        guard case .http(let feed, _) = method else { return nil }
        return feed.request.url.lowercased().split(separator: "/").prefix(2).joined(separator: "//")
    }

    /// Fetches the source on the calling thread, which blocks.
    ///
    /// - Parameters:
    ///   - engine: nil only where no source needs one.
    ///   - take: gets each page as soon as it is whole and known to belong to the source.
    /// - Throws: `ArchiveError` when raw pages cannot be kept.
    @available(*, noasync)
    func run(with engine: TransferEngine?, taking take: (FeedPage) -> Void) throws(ArchiveError) -> FeedResult {
        switch method {
        case .files(let feed): return try feed.pull(into: keepsPages ? archive() : nil, taking: take)
        case .http(let feed, let survey):
            guard let engine else { return FeedResult() }
            return try feed.pull(with: engine, into: archive(), survey: survey, taking: take)
        case .unavailable(let problem): return FeedResult(problems: [problem])
        }
    }

    private func archive() throws(ArchiveError) -> Archive {
        try Archive(creating: folder, isLasting: keepsPages, now: now)
    }
}
