import Transport

/// Files on this machine.
struct LocalDrop: Sendable {
    /// Paths or `file://` addresses, with `*`, `?` and `[...]`; absolute.
    let patterns: [String]

    func listing() -> DropListing {
        var listing = DropListing()
        for pattern in patterns { listing.add(one(FileAddress.path(of: pattern) ?? pattern)) }
        return listing
    }

    private func one(_ pattern: String) -> DropListing {
        var listing = DropListing()
        let found = FileSelection.paths(matching: pattern)
        let isNamed = found == [pattern] || NamePattern(FileName(path: pattern).text).onlyName != nil
        for path in found {
            if FileName(path: path).isUnfinished {
                if isNamed { listing.problems.append(FeedProblem(.unfinishedFile, source: path, isTransient: true)) }
                continue
            }
            switch LocalDrop.file(path) {
            case .success(let file): listing.files.append(file)
            case .failure(let problem): listing.problems.append(problem)
            }
        }
        if listing.files.isEmpty, listing.problems.isEmpty {
            listing.problems.append(FeedProblem(.noMatch, source: pattern))
        }
        return listing
    }

    /// What is known of files now.
    static func facts(of files: [DropFile]) -> [Result<DropFile, FeedProblem>] { files.map { file($0.address) } }

    /// What is known of a file now.
    static func file(_ path: String) -> Result<DropFile, FeedProblem> {
        guard FileSelection.isRegularFile(path) else { return .failure(FeedProblem(.notAFile, source: path)) }
        do throws(TransportError) {
            let facts = try LocalFile(path: path).facts()
            return .success(DropFile(address: path, origin: path, bytes: facts.bytes, modified: facts.modified))
        } catch {
            return .failure(FeedProblem(.unreadableFile, source: path))
        }
    }
}
