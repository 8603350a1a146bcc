import Transport

/// A source that lays its records down as local files.
package struct FilesFeed: Sendable {
    /// Which of the files that fit are read.
    package enum Choice: Sendable, Hashable {
        /// All, by the bytes of their paths.
        case all
        /// The last by the bytes of its path: exports carry their date in the name, and copying changes a file's time.
        case last
    }

    /// Paths or `file://` addresses, with `*`, `?` and `[...]`; absolute.
    package var patterns: [String]
    /// Which of the files that fit.
    package var choice: Choice
    /// Most bytes of the feed; files that pass it are left out and named.
    package var maximumBytes: Int64 = 64 << 30

    /// A feed.
    package init(patterns: [String], choice: Choice = .all) {
        self.patterns = patterns
        self.choice = choice
    }

    /// Finds and opens the files; blocks the calling thread.
    ///
    /// - Parameters:
    ///   - archive: where to keep a copy of each; nil: a file is its own archive and is read in place.
    ///   - take: gets each page as soon as it is there, in order.
    /// - Throws: when the archive cannot be written.
    package func pull(
        into archive: Archive?,
        taking take: (FeedPage) -> Void = { _ in }
    ) throws(ArchiveError) -> FeedResult {
        var result = FeedResult()
        var seen: Set<String> = []
        for pattern in patterns {
            for page in probed(pattern, problems: &result.problems) where seen.insert(page.path).inserted {
                result.pages.append(page)
            }
        }
        result.pages.sort { $0.path.utf8.lexicographicallyPrecedes($1.path.utf8) }
        if choice == .last { result.pages = Array(result.pages.suffix(1)) }
        result = bounded(result)
        guard let archive else {
            for page in result.pages { take(page) }
            return result
        }
        let pages = result.pages
        result.pages = []
        for page in pages {
            let count = result.pages.count
            try keep(page, as: count + 1, in: archive, &result)
            if result.pages.count > count { take(result.pages[count]) }
        }
        try archive.sync()
        return result
    }

    private func probed(_ pattern: String, problems: inout [FeedProblem]) -> [FeedPage] {
        let path = FileAddress.path(of: pattern) ?? pattern
        let found = FileSelection.paths(matching: path)
        if found.isEmpty { problems.append(FeedProblem(.noMatch, source: path)) }
        return found.compactMap { path in
            switch probe(path) {
            case .success(let page): return page
            case .failure(let refusal):
                problems.append(refusal.problem)
                return nil
            }
        }
    }

    private func probe(_ path: String) -> Result<FeedPage, Refusal> {
        guard FileSelection.isRegularFile(path) else { return .failure(Refusal(.notAFile, path)) }
        do throws(TransportError) {
            let facts = try LocalFile(path: path).facts()
            guard facts.bytes > 0 else { return .failure(Refusal(.emptyFile, path)) }
            return .success(FeedPage(path: path, origin: path, bytes: facts.bytes, modified: facts.modified))
        } catch {
            return .failure(Refusal(.unreadableFile, path))
        }
    }

    private func bounded(_ result: FeedResult) -> FeedResult {
        var (kept, bytes) = (FeedResult(problems: result.problems), Int64(0))
        for page in result.pages {
            if page.bytes <= maximumBytes - bytes {
                bytes += page.bytes
                kept.pages.append(page)
            } else {
                kept.problems.append(Refusal(.feedTooLarge, page.path).problem)
            }
        }
        return kept
    }

    private func keep(
        _ page: FeedPage,
        as number: Int,
        in archive: Archive,
        _ result: inout FeedResult
    ) throws(ArchiveError) {
        let name = PageName.text(number, fileExtension: Self.fileExtension(of: page.path))
        let target = try archive.page(named: name)
        do throws(TransportError) {
            try LocalFile(path: page.path).copy(into: target, maximumBytes: maximumBytes)
        } catch {
            target.discard()
            if let failure = target.failure { throw failure }
            return result.problems.append(Refusal(.unreadableFile, page.path).problem)
        }
        let kept = try target.commit(origin: page.origin, status: 0, modified: page.modified)
        result.pages.append(kept)
        if kept.bytes != page.bytes { result.problems.append(Refusal(.changingFile, page.path).problem) }
    }

    /// The ending of the name, if it is a short plain word, else `data`.
    private static func fileExtension(of path: String) -> String {
        let name = path.split(separator: "/").last ?? ""
        guard let dot = name.lastIndex(of: "."), dot != name.startIndex else { return "data" }
        let ending = name[name.index(after: dot)...].lowercased()
        let isPlain = ending.utf8.allSatisfy { (0x30...0x39).contains($0) || (0x61...0x7A).contains($0) }
        return isPlain && (1...8).contains(ending.utf8.count) && ending != "part" ? ending : "data"
    }

    /// Why a file is left out.
    private struct Refusal: Error {
        let problem: FeedProblem

        init(_ kind: FeedProblem.Kind, _ path: String) {
            problem = FeedProblem(kind, source: path)
        }
    }
}
