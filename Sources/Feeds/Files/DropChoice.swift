import Dossiers

/// Chooses from the files of a drop those that are to be read, and sees that their senders have finished them.
struct DropChoice {
    let feed: FilesFeed
    /// Tells size and time of files as they are now.
    let facts: ([DropFile]) -> [Result<DropFile, FeedProblem>]
    /// Waits; false when the run ends meanwhile.
    let wait: (Duration) -> Bool
    private(set) var problems: [FeedProblem] = []

    init(
        _ feed: FilesFeed,
        facts: @escaping ([DropFile]) -> [Result<DropFile, FeedProblem>],
        wait: @escaping (Duration) -> Bool
    ) {
        self.feed = feed
        self.facts = facts
        self.wait = wait
    }

    /// The files to read, by the bytes of their names; why others are not read stands in `problems`.
    mutating func files(of listing: DropListing, hasSentinel: (DropFile, String) -> Bool) -> [DropFile] {
        problems = listing.problems
        var files = listing.files
        if let sentinel = feed.sentinel { files.removeAll { $0.name.text.hasSuffix(sentinel) } }
        files = chosen(files.sorted { $0.origin.utf8.lexicographicallyPrecedes($1.origin.utf8) })
        if files.isEmpty, problems.isEmpty { problems.append(FeedProblem(.noMatch, source: feed.drop.text)) }
        if let most = feed.mostFiles { files = Array(files.prefix(most)) }
        if let sentinel = feed.sentinel {
            files = files.filter { keep($0, if: hasSentinel($0, sentinel), .unfinishedFile, isTransient: true) }
        }
        if let time = feed.stable { files = stable(files, for: time) }
        return files.filter { keep($0, if: $0.bytes != 0, .emptyFile) }
    }

    private mutating func keep(
        _ file: DropFile,
        if isSound: Bool,
        _ kind: FeedProblem.Kind,
        isTransient: Bool = false
    ) -> Bool {
        if !isSound { problems.append(FeedProblem(kind, source: file.origin, isTransient: isTransient)) }
        return isSound
    }

    private func chosen(_ files: [DropFile]) -> [DropFile] {
        switch feed.choice {
        case .all: files
        case .last: Array(files.suffix(1))
        case .since(let day): since(day, files)
        }
    }

    /// Files of a day or later: by the day in the name, else by the time of change; a file that has neither is taken.
    private func since(_ day: Instant, _ files: [DropFile]) -> [DropFile] {
        let unclear = files.filter { $0.name.day == nil && $0.modified == nil }
        var times: [String: Int64] = [:]
        for case .success(let file) in facts(unclear) { times[file.address] = file.modified }
        return files.filter { file in
            if let own = file.name.day { return own >= day }
            guard let modified = file.modified ?? times[file.address] else { return true }
            return modified + Instant.offset >= day.seconds
        }
    }

    /// The files that look the same before and after `time`.
    private mutating func stable(_ files: [DropFile], for time: Duration) -> [DropFile] {
        guard !files.isEmpty else { return [] }
        let before = facts(files)
        guard wait(time) else {
            problems.append(FeedProblem(.deadlinePassed, source: feed.drop.text, isTransient: true))
            return []
        }
        var stable: [DropFile] = []
        for (before, after) in zip(before, facts(files)) {
            switch (before, after) {
            case (.failure(let problem), _), (.success, .failure(let problem)): problems.append(problem)
            case (.success(let before), .success(let after)):
                let isTold = after.bytes != nil || after.modified != nil
                if keep(after, if: before == after && isTold, .changingFile, isTransient: true) { stable.append(after) }
            }
        }
        return stable
    }
}
