import Dossiers
import Feeds
import Synchronization

/// Numbers the pages of a run and hands them on, so that what is found does not depend on which source answers first.
///
/// Records of one side are told apart by the numbers of their pages in the end, so these follow the order of the sources: a
/// page of a source that is ahead of its turn waits, on disk, for the end of the sources before it on its side.
final class PageOrder: Sendable {
    private struct State {
        var pages: [Page] = []
        /// Pages that wait for their turn, by source.
        var waiting: [[FeedPage]]
        /// Numbers of pages that do not belong to their feeds after all.
        var withdrawn: Set<Int> = []
        var results: [FeedResult?]
    }

    private let sides: [Side]
    private let state: Mutex<State>
    private let handOn: @Sendable (Page) -> Void

    /// An order of the pages of sources on these sides.
    ///
    /// - Parameter handOn: gets each page as soon as it has its number, on the thread that brought it.
    init(_ sides: [Side], _ handOn: @escaping @Sendable (Page) -> Void) {
        self.sides = sides
        self.handOn = handOn
        state = Mutex(
            State(
                waiting: Array(repeating: [], count: sides.count),
                results: Array(repeating: nil, count: sides.count)
            )
        )
    }

    /// All pages so far, by their numbers, those included that were withdrawn.
    var pages: [Page] { state.withLock { state in state.pages.map { $0.marked(in: state.withdrawn) } } }

    /// Whether a source stands on the local side.
    func isLocal(_ source: Int) -> Bool { sides[source] == .local }

    /// What each source brought; nil for one that has not ended.
    var results: [FeedResult?] { state.withLock { $0.results } }

    /// Takes the next page of a source.
    func add(_ page: FeedPage, of source: Int) {
        let ready = state.withLock { state in
            state.waiting[source].append(page)
            return take(source, &state)
        }
        for page in ready { handOn(page) }
    }

    /// Offers a page that is not whole yet to `follow`; nothing happens when it is not the turn of its source.
    ///
    /// - Parameter follow: gets the page with its number and may not ask this order; false when it leaves the page alone.
    func grow(_ page: FeedPage, of source: Int, follow: (Page) -> Bool) {
        state.withLock { state in
            guard isTurn(of: source, state) else { return }
            let page = Page(page, number: state.pages.count, source: source)
            if follow(page) { state.pages.append(page) }
        }
    }

    /// Takes a page of a source that has grown to its end; one that nobody followed is handed on like any other.
    func complete(_ page: FeedPage, of source: Int) {
        let isFollowed = state.withLock { state in
            let number = state.pages.lastIndex { $0.source == source && $0.path == page.path }
            guard let number, !state.withdrawn.contains(number) else { return false }
            state.pages[number] = Page(page, number: number, source: source)
            return true
        }
        if !isFollowed { add(page, of: source) }
    }

    /// Takes pages of a source back: they do not belong to its feed after all, whoever has them already.
    func withdraw(_ pages: [FeedPage], of source: Int) {
        let paths = Set(pages.map(\.path))
        state.withLock { state in
            state.waiting[source].removeAll { paths.contains($0.path) }
            for page in state.pages where page.source == source && paths.contains(page.path) {
                state.withdrawn.insert(page.number)
            }
        }
    }

    /// Notes that a source has no more pages.
    func end(_ source: Int, with result: FeedResult) {
        let ready = state.withLock { state in
            state.results[source] = result
            return sides.indices.flatMap { take($0, &state) }
        }
        for page in ready { handOn(page) }
    }

    /// Numbers what a source has waiting, if it is its turn.
    private func take(_ source: Int, _ state: inout State) -> [Page] {
        guard !state.waiting[source].isEmpty, isTurn(of: source, state) else { return [] }
        let start = state.pages.count
        for page in state.waiting[source] {
            state.pages.append(Page(page, number: state.pages.count, source: source))
        }
        state.waiting[source] = []
        return Array(state.pages[start...])
    }

    private func isTurn(of source: Int, _ state: State) -> Bool {
        (0..<source).allSatisfy { sides[$0] != sides[source] || state.results[$0] != nil }
    }
}

extension Page {
    fileprivate func marked(in withdrawn: Set<Int>) -> Page {
        var page = self
        page.isWithdrawn = withdrawn.contains(number)
        return page
    }

    fileprivate init(_ page: FeedPage, number: Int, source: Int) {
        self.init(number: number, source: source, path: page.path, name: page.name, bytes: page.bytes)
    }
}

extension FeedPage {
    /// The last part of the origin: reports name no folder of this machine.
    var name: String { origin.split(separator: "/").last.map(String.init) ?? origin }
}
