import Feeds
import Formats
import Synchronization

/// The pages that are read while they grow: no more at once than leave room for the others.
final class Followers: Sendable {
    private struct State {
        var growths: [PageGrowth] = []
        var isStopped = false
    }

    /// Each takes a thread and a writer of its own.
    private static let most = 2

    private let state = Mutex(State())

    /// Takes up a page, if there is room for one more reader.
    func admit(_ growth: PageGrowth) -> Bool {
        state.withLock { state in
            guard !state.isStopped, state.growths.count < Followers.most else { return false }
            state.growths.append(growth)
            return true
        }
    }

    /// Notes that the reader of a page has ended.
    func leave(_ growth: PageGrowth) {
        state.withLock { $0.growths.removeAll { $0 === growth } }
    }

    /// Lets all readers end soon, and admits no further one.
    func stop() {
        let growths = state.withLock { state in
            state.isStopped = true
            return state.growths
        }
        for growth in growths { growth.abandon() }
    }
}

/// A page that is open for its follower, whatever its name becomes meanwhile.
final class FollowedFile: Sendable {
    let file: PageFile

    /// Opens a page that grows.
    init(_ page: GrowingPage) throws(PageFileError) {
        file = try PageFile(following: page.partPath, page.growth)
    }
}
