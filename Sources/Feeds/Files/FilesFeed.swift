package import Dossiers
package import Transport

/// A source that lays its records down as files: on this machine, on a file server, or in a folder of the web.
package struct FilesFeed: Sendable {
    /// Which of the files that fit are read.
    package enum Choice: Sendable, Hashable {
        /// All, by the bytes of their paths.
        case all
        /// The last by the bytes of its path: exports carry their date in the name, and copying changes a file's time.
        case last
        /// All of a day or later, by the day in their names, else by their time of change.
        case since(Instant)
    }

    /// Where files are.
    enum Drop: Sendable {
        case local(LocalDrop)
        case remote(RemoteDrop)
    }

    let drop: Drop
    /// Which of the files that fit.
    package var choice: Choice
    /// How long size and time of a file must stay the same before it is read; nil: they are not watched.
    package var stable: Duration?
    /// Ending of the name of a file that stands beside each finished one; nil: none does.
    package var sentinel: String?
    /// Pattern of the names that are read in zip files; nil: those with one of `endings` and those without any.
    package var inside: String?
    /// Endings, in lower case, that records of the source have; empty: every one.
    package var endings: Set<String> = []
    /// Most files that are read; nil: all.
    var mostFiles: Int?
    /// Most bytes of the feed, expanded; files that pass it are left out and named.
    package var maximumBytes: Int64 = 64 << 30
    /// Longest time for the whole feed.
    package var deadline = Duration.seconds(1_800)
    /// A clock that only moves forward.
    package var now: @Sendable () -> ContinuousClock.Instant = { .now }
    /// Lets a short time pass.
    package var pause: @Sendable (Duration) -> Void = { ShortPause.wait($0) }

    /// A feed of local files.
    ///
    /// - Parameter patterns: paths or `file://` addresses, with `*`, `?` and `[...]`; absolute.
    package init(patterns: [String], choice: Choice = .all) {
        self.init(.local(LocalDrop(patterns: patterns)), choice: choice)
    }

    init(_ drop: Drop, choice: Choice = .all) {
        self.drop = drop
        self.choice = choice
    }

    /// Scheme, host and port of the server that is asked; nil for local files.
    package var server: String? {
        guard case .remote(let drop) = drop else { return nil }
        return drop.address.root.lowercased()
    }

    /// The same for the first file of a server alone, whether it is finished or not; local files are all looked at.
    package var firstFile: FilesFeed {
        guard server != nil else { return self }
        var first = self
        first.mostFiles = 1
        first.stable = nil
        return first
    }

    /// Finds, fetches and expands the files; what fails is a problem of the result. Blocks the calling thread.
    ///
    /// - Parameters:
    ///   - archive: where pages are kept.
    ///   - readsInPlace: whether a local file that is not compressed is its own archive, and is read where it is.
    ///   - engine: needed for files on a server.
    ///   - isStopped: asked during pauses; true ends them, and the feed is not whole then.
    ///   - take: gets each page as soon as it is there, in order.
    /// - Throws: when the archive cannot be written.
    @available(*, noasync)
    package func pull(
        into archive: Archive,
        readsInPlace: Bool = false,
        with engine: TransferEngine? = nil,
        isStopped: @escaping () -> Bool = { false },
        taking take: (FeedPage) -> Void = { _ in }
    ) throws(ArchiveError) -> FeedResult {
        let end = now() + deadline
        let wait = { (time: Duration) in self.wait(time, until: end, isStopped) }
        switch drop {
        case .local(let drop):
            var choice = DropChoice(self, facts: LocalDrop.facts, wait: wait)
            let files = choice.files(of: drop.listing()) { Disk.exists($0.address + $1) }
            var pages = DropPages(self, archive, problems: choice.problems)
            for (index, file) in files.enumerated() {
                try pages.read(file, number: index + 1, inPlace: readsInPlace, taking: take)
            }
            try archive.sync()
            return pages.result
        case .remote(let drop):
            guard let engine else { return FeedResult() }
            let asking = DropAsking(drop: drop, engine: engine, end: end, now: now)
            let listing = asking.listing(sentinel: sentinel)
            var choice = DropChoice(self, facts: asking.facts, wait: wait)
            let files = choice.files(of: listing) {
                listing.seen.contains(DropAsking.address(of: $0, endingIn: $1))
            }
            var fetching = DropFetching(asking, DropPages(self, archive, problems: choice.problems), files)
            try fetching.run(taking: take)
            try archive.sync()
            return fetching.pages.result
        }
    }

    /// Waits; false when the time for the feed does not suffice, or the run is stopped.
    private func wait(_ time: Duration, until end: ContinuousClock.Instant, _ isStopped: () -> Bool) -> Bool {
        let goal = now() + time
        guard goal < end else { return false }
        while now() < goal {
            if isStopped() { return false }
            pause(min(.milliseconds(100), now().duration(to: goal)))
        }
        return true
    }
}

extension FilesFeed.Drop {
    /// What is looked for, as it is written.
    var text: String {
        switch self {
        case .local(let drop): drop.patterns.joined(separator: " ")
        case .remote(let drop): drop.address.text
        }
    }
}
