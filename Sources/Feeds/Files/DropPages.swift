import Formats
import Transport

/// Makes pages of the files of a drop.
struct DropPages {
    private let feed: FilesFeed
    private let archive: Archive
    private(set) var result: FeedResult
    /// Bytes that the feed may still have.
    private(set) var room: Int64

    init(_ feed: FilesFeed, _ archive: Archive, problems: [FeedProblem]) {
        self.feed = feed
        self.archive = archive
        result = FeedResult(problems: problems)
        room = feed.maximumBytes
    }

    /// Notes why a file is left out.
    mutating func note(_ problem: FeedProblem) { result.problems.append(problem) }

    /// Whether the feed has room for a file; notes it when it has none.
    mutating func hasRoom(for file: DropFile) -> Bool {
        guard let bytes = file.bytes, bytes > room else { return true }
        note(FeedProblem(.feedTooLarge, source: file.origin))
        return false
    }

    private mutating func add(_ page: FeedPage, taking take: (FeedPage) -> Void) {
        room -= page.bytes
        result.pages.append(page)
        take(page)
    }

    // MARK: - Local files

    /// Reads a file of this machine.
    mutating func read(
        _ file: DropFile,
        number: Int,
        inPlace: Bool,
        taking take: (FeedPage) -> Void
    ) throws(ArchiveError) {
        switch DropPages.form(of: file.address) {
        case .failure(let failure): note(failure.problem(of: file.origin))
        case .success(.zip): try expand(zip: file.address, file, number, taking: take)
        case .success(.plain) where inPlace:
            guard hasRoom(for: file) else { return }
            let bytes = file.bytes ?? 0
            add(FeedPage(path: file.address, origin: file.origin, bytes: bytes, modified: file.modified), taking: take)
        case .success(.plain), .success(.gzip):
            if hasRoom(for: file) { try copy(file, number, taking: take) }
        }
    }

    private static func form(of path: String) -> Result<CompressedForm, ExpansionFailure> {
        do {
            let file = try PageFile(open: path)
            var start = [UInt8](repeating: 0, count: CompressedForm.length)
            let count = try file.fill(&start, from: 0)
            return .success(CompressedForm(start: start.prefix(count)))
        } catch {
            return .failure(.unreadable)
        }
    }

    private mutating func copy(
        _ file: DropFile,
        _ number: Int,
        taking take: (FeedPage) -> Void
    ) throws(ArchiveError) {
        let sink = try sink(for: file, number)
        var problem: FeedProblem?
        do throws(TransportError) {
            try LocalFile(path: file.address).copy(into: sink, maximumBytes: .max)
        } catch {
            problem = FeedProblem(.unreadableFile, source: file.origin)
        }
        try settle(sink, file, number, problem: problem, taking: take)
    }

    // MARK: - What was brought

    /// Where the bytes of a file go.
    func sink(for file: DropFile, _ number: Int) throws(ArchiveError) -> ExpandingSink {
        let name = PageName.text(number, fileExtension: file.name.ending)
        return ExpandingSink(try archive.page(named: name), most: room)
    }

    /// Makes a page, or the pages of a zip file, of what was brought, or notes why there is none.
    ///
    /// - Parameter problem: what went wrong on the way; nil when nothing did.
    mutating func settle(
        _ sink: ExpandingSink,
        _ file: DropFile,
        _ number: Int,
        problem: FeedProblem?,
        status: Int = 0,
        taking take: (FeedPage) -> Void
    ) throws(ArchiveError) {
        if let problem = flaw(of: sink, file, problem) {
            sink.page.discard()
            if let failure = sink.page.failure { throw failure }
            return note(problem)
        }
        guard sink.form != .zip else {
            defer { sink.page.discard() }
            return try expand(zip: sink.page.partPath, file, number, taking: take)
        }
        add(try sink.page.commit(origin: file.origin, status: status, modified: file.modified), taking: take)
    }

    private func flaw(of sink: ExpandingSink, _ file: DropFile, _ problem: FeedProblem?) -> FeedProblem? {
        if let failure = sink.failure { return failure.problem(of: file.origin) }
        if let problem { return problem }
        if let bytes = file.bytes, sink.received != bytes {
            return FeedProblem(.changingFile, source: file.origin, isTransient: true)
        }
        do throws(ExpansionFailure) { try sink.finish() } catch { return error.problem(of: file.origin) }
        if sink.written == 0 { return FeedProblem(.emptyFile, source: file.origin) }
        return sink.written > room ? FeedProblem(.feedTooLarge, source: file.origin) : nil
    }

    // MARK: - Zip files

    private mutating func expand(
        zip path: String,
        _ file: DropFile,
        _ number: Int,
        taking take: (FeedPage) -> Void
    ) throws(ArchiveError) {
        guard let zip = try? PageFile(open: path) else {
            return note(ExpansionFailure.unreadable.problem(of: file.origin))
        }
        var entries: [ZipEntry] = []
        do throws(ExpansionFailure) {
            entries = try ZipDirectory.entries(of: zip).filter(isWanted)
        } catch {
            return note(error.problem(of: file.origin))
        }
        if entries.isEmpty { note(FeedProblem(.noMatch, source: file.origin)) }
        entries.sort { $0.name.utf8.lexicographicallyPrecedes($1.name.utf8) }
        for (index, entry) in entries.enumerated() {
            let page = PageName.text(index + 1, slice: number, fileExtension: FileName(entry.ownName).ending)
            try expand(entry, of: zip, file, as: try archive.page(named: page), taking: take)
        }
    }

    private mutating func expand(
        _ entry: ZipEntry,
        of zip: borrowing PageFile,
        _ file: DropFile,
        as page: ArchivePage,
        taking take: (FeedPage) -> Void
    ) throws(ArchiveError) {
        // Reports name what follows the last slash.
        let origin = "\(file.origin)#\(entry.name.replacing("/", with: ":"))"
        var problem: FeedProblem?
        if entry.kind == .other {
            problem = FeedProblem(.notAFile, source: origin)
        } else {
            do throws(ExpansionFailure) {
                try ZipExpansion(entry: entry).expand(from: zip, into: page, most: room)
                if entry.bytes == 0 { problem = FeedProblem(.emptyFile, source: origin) }
            } catch {
                problem = error.problem(of: origin)
            }
        }
        guard let problem else {
            return add(try page.commit(origin: origin, status: 0, modified: file.modified), taking: take)
        }
        page.discard()
        if let failure = page.failure { throw failure }
        note(problem)
    }

    /// Whether an entry is one of those that hold records.
    private func isWanted(_ entry: ZipEntry) -> Bool {
        guard entry.kind != .folder, !entry.name.hasPrefix("__MACOSX/"), !FileName(entry.ownName).isUnfinished else {
            return false
        }
        if let inside = feed.inside { return NamePattern(inside).fits(entry.ownName) }
        guard !feed.endings.isEmpty, let ending = FileName.ending(of: entry.ownName[...]) else { return true }
        return feed.endings.contains(ending)
    }
}
