package import Formats

/// A large page that is still on its way, for those who read it while it grows.
package struct GrowingPage: Sendable, Hashable {
    /// What it will be once it is whole; it has its path already, and no bytes.
    package let page: FeedPage
    /// Where its bytes are until it is whole.
    package let partPath: String
    /// How far it has come.
    package let growth: PageGrowth

    init(_ page: ArchivePage, _ growth: PageGrowth, origin: String) {
        self.page = FeedPage(path: page.path, origin: origin, bytes: 0)
        partPath = page.partPath
        self.growth = growth
    }

    /// Whether both are the same page of the same attempt.
    package static func == (one: GrowingPage, other: GrowingPage) -> Bool {
        one.page == other.page && one.growth === other.growth
    }

    /// Adds what pages are told apart by.
    package func hash(into hasher: inout Hasher) { hasher.combine(page) }

    /// What is told once it is settled: `page` belongs to the feed, or nothing does.
    func steps(settledAs page: FeedPage?) -> [ListFeed.Step] {
        guard let page else { return [.lost(self.page)] }
        return growth.isAbandoned ? [.lost(self.page), .page(page)] : [.grown(page)]
    }
}
