import Formats
import Glibc
import Synchronization
import Transport

/// A page on its way into the archive; what was not committed leaves no trace.
package final class ArchivePage: ByteSink {
    private struct State: ~Copyable {
        var bytes: Int64 = 0
        var failure: ArchiveError?
        var isSettled = false
        /// Tells readers how far the page has come; nil while it is too small for them.
        var growth: PageGrowth?
        let file: OwnedFile
    }

    /// Bytes from which on a page is worth to be read while it still grows.
    private static let largeBytes: Int64 = 8 << 20

    private let name: String
    private let archive: Archive
    private let whenLarge: (@Sendable (PageGrowth) -> Void)?
    private let state: Mutex<State>

    /// A page that is written to a file of its own.
    ///
    /// - Parameter whenLarge: told once that the page is large enough to be read while it still grows, on the thread of the engine.
    init(
        name: String,
        archive: Archive,
        whenLarge: (@Sendable (PageGrowth) -> Void)? = nil
    ) throws(ArchiveError) {
        let file = try OwnedFile("\(archive.folder)/\(name).part", flags: O_WRONLY | O_CREAT | O_EXCL)
        self.name = name
        self.archive = archive
        self.whenLarge = whenLarge
        state = Mutex(State(file: file))
    }

    /// A page that is written to `file`.
    init(name: String, archive: Archive, file: consuming OwnedFile) {
        self.name = name
        self.archive = archive
        whenLarge = nil
        state = Mutex(State(file: file))
    }

    deinit {
        discard()
    }

    /// Removes what was written, unless it was committed; also happens when the last reference goes.
    package func discard() {
        state.withLock { state in
            guard !state.isSettled else { return }
            state.isSettled = true
            state.growth?.abandon()
            Disk.remove(partPath)
        }
    }

    /// Why the page could not be written; nil while all is well.
    package var failure: ArchiveError? { state.withLock { $0.failure } }

    /// Forgets what an earlier attempt delivered.
    package func begin() throws {
        try attempt { state throws(ArchiveError) in
            guard state.bytes > 0 else { return }
            state.growth?.abandon()
            try state.file.rewind()
            state.bytes = 0
        }
    }

    /// Appends `bytes`.
    package func receive(_ bytes: Span<UInt8>) throws {
        let growth = try attempt { state throws(ArchiveError) in
            try state.file.write(bytes)
            state.bytes += Int64(bytes.count)
            return newGrowth(of: &state, by: Int64(bytes.count))
        }
        if let growth { whenLarge?(growth) }
    }

    /// Tells the readers of the page that it has grown; the growth when the page has just become large.
    private func newGrowth(of state: inout State, by count: Int64) -> PageGrowth? {
        if let growth = state.growth {
            growth.grow(by: count)
            return nil
        }
        guard whenLarge != nil, state.bytes >= ArchivePage.largeBytes else { return nil }
        state.growth = PageGrowth(bytes: state.bytes)
        return state.growth
    }

    /// Makes the page whole: named, and noted for the index.
    ///
    /// - Parameters:
    ///   - origin: where the bytes came from, free of secrets.
    ///   - status: HTTP status; 0 for a local file.
    package func commit(origin: String, status: Int, modified: Int64?) throws(ArchiveError) -> FeedPage {
        let bytes = try attempt { state throws(ArchiveError) in
            try Disk.rename(partPath, to: path)
            state.isSettled = true
            state.growth?.finish()
            return state.bytes
        }
        let page = FeedPage(path: path, origin: origin, bytes: bytes, modified: modified)
        archive.note(page, name: name, status: status)
        return page
    }

    /// Where its bytes are once it is committed.
    var path: String { "\(archive.folder)/\(name)" }

    /// Where its bytes are until it is committed.
    var partPath: String { "\(archive.folder)/\(name).part" }

    /// Does `work` and remembers its failure.
    private func attempt<Value: Sendable>(
        _ work: (inout State) throws(ArchiveError) -> Value
    ) throws(ArchiveError) -> Value {
        try state.withLock { state throws(ArchiveError) in
            do throws(ArchiveError) {
                return try work(&state)
            } catch {
                state.failure = error
                throw error
            }
        }
    }
}
