/// How the pages of a list follow each other.
///
/// A list ends after a page without records, after one that calls itself the last, after the declared total or number of pages,
/// or after `lastPage`, whichever comes first. A page that is merely short ends nothing: some systems drop records after they
/// cut the page.
package struct Paging: Sendable, Hashable {
    /// What leads from one page to the next.
    package enum Way: Sendable, Hashable {
        /// The one answer is everything.
        case single
        /// Pages, or their first rows, are numbered: `first`, then `step` more each time.
        case numbered(first: Int, step: Int)
        /// Each page names the next one.
        case linked(Link)
    }

    /// Where a page names the next one.
    package enum Link: Sendable, Hashable {
        /// A text that the next question carries.
        case cursor
        /// An address in the page.
        case address
        /// `Link: <address>; rel="next"` (RFC 8288).
        case header
    }

    package var way: Way
    /// Number of the last page counted from the first as 1; nil: only the server knows.
    package var lastPage: Int?
    /// Most pages of a list; more is a problem, not a longer night.
    package var maximumPages = 10_000
    /// Most requests at once; nil: one until the number of pages is known, then `knownAtOnce`.
    package var atOnce: Int?

    /// Requests at once to a server that said how many pages it has: it loses nothing by them, and stays unhurried.
    package static let knownAtOnce = 3

    package init(_ way: Way, lastPage: Int? = nil) {
        self.way = way
        self.lastPage = lastPage
    }

    /// Numbers of page `page`, counted from 1, and of the one behind it.
    func numbers(ofPage page: Int) -> (own: Int, after: Int) {
        guard case .numbered(let first, let step) = way else { return (page, page + 1) }
        let own = first + (page - 1) * step
        return (own, own + step)
    }
}
