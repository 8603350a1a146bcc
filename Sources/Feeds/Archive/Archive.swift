package import Dossiers
import Formats
import Glibc
import Synchronization

/// The folder in which a run keeps the raw pages of one source.
///
/// A page is written under a name of its own and renamed when it is whole, so a program that is killed leaves no half
/// page under a final name. `sync()` brings the pages to the disk and then lists them in `index.ndjson`: whatever stands
/// in the index is whole even after the power went. The folder is for its owner alone (0700), so is every file (0600).
package final class Archive: Sendable {
    /// Where the pages are; absolute.
    package let folder: String
    private let index: Mutex<ArchiveIndex>
    private let isLasting: Bool
    private let now: @Sendable () -> Instant

    /// Makes the folder, with those above it, and an empty index.
    ///
    /// - Parameters:
    ///   - isLasting: whether `sync()` waits for the disk; false for pages that go with the run.
    ///   - now: the time to note beside each page.
    /// - Throws: `nameTaken` when the folder holds an archive already, `cannotCreate`, `diskFull`.
    package init(
        creating folder: String,
        isLasting: Bool = true,
        now: @escaping @Sendable () -> Instant
    ) throws(ArchiveError) {
        guard folder.hasPrefix("/") else { throw ArchiveError(.badName, path: folder) }
        try Disk.makeFolder(folder)
        self.folder = folder
        self.isLasting = isLasting
        self.now = now
        let file = try OwnedFile("\(folder)/index.ndjson", flags: O_WRONLY | O_CREAT | O_EXCL | O_APPEND)
        index = Mutex(ArchiveIndex(file: file))
    }

    /// A page to be written; it exists once it was committed.
    ///
    /// - Throws: `badName`, `nameTaken`, `cannotCreate`, `diskFull`.
    package func page(named name: String) throws(ArchiveError) -> ArchivePage { try page(named: name, whenLarge: nil) }

    /// The same; `whenLarge` is told once that the page is large enough to be read while it still grows.
    func page(
        named name: String,
        whenLarge: (@Sendable (PageGrowth) -> Void)?
    ) throws(ArchiveError) -> ArchivePage {
        guard Archive.isPlain(name) else { throw ArchiveError(.badName, path: name) }
        guard !Disk.exists("\(folder)/\(name)") else { throw ArchiveError(.nameTaken, path: "\(folder)/\(name)") }
        return try ArchivePage(name: name, archive: self, whenLarge: whenLarge)
    }

    /// Notes a whole page.
    func note(_ page: FeedPage, name: String, status: Int) {
        let time = now()
        index.withLock { $0.append(page, name: name, status: status, at: time) }
    }

    /// Removes a whole page that does not belong to the feed after all; one that the index names stays.
    func withdraw(_ page: FeedPage) {
        index.withLock { $0.remove(page.path) }
        Disk.remove(page.path)
    }

    /// Returns once the disk has all pages so far and their lines in the index; feeds call it when they have ended.
    ///
    /// Pages reach the disk before their lines do. Syncing them together costs one journal commit instead of one a page.
    package func sync() throws(ArchiveError) {
        if isLasting { try OwnedFile(folder, flags: O_RDONLY | O_DIRECTORY).syncFileSystem() }
        try index.withLock { index throws(ArchiveError) in try index.flush(syncing: isLasting) }
    }

    private static func isPlain(_ name: String) -> Bool {
        let isKnown = name.utf8.allSatisfy { byte in
            (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte)
                || byte == UInt8(ascii: "-") || byte == UInt8(ascii: ".") || byte == UInt8(ascii: "_")
        }
        return isKnown && !name.isEmpty && !name.hasPrefix(".") && !name.hasSuffix(".part")
    }
}
