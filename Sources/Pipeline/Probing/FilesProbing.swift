import Dossiers
import Feeds
import Formats
import Transport

/// Looks at a source that lays its records down as files.
struct FilesProbing {
    let feed: FilesFeed
    let page: PageProbe
    let engine: TransferEngine

    /// What was found, and what the mapping makes of the newest file; of a server one file alone is fetched.
    ///
    /// - Parameter archive: where files are kept while they are looked at.
    func steps(_ archive: Archive) throws -> [ProbeStep] {
        let result = try feed.firstFile.pull(into: archive, readsInPlace: true, with: engine)
        var steps = result.problems.map(FilesProbing.failed)
        guard let newest = result.pages.max(by: { ($0.modified ?? 0, $0.path) < ($1.modified ?? 0, $1.path) }) else {
            return steps
        }
        let told: Sentence = "\(result.pages.count) files; the newest is \(FilesProbing.text(newest))"
        steps.append(ProbeStep(.files, .sound, told))
        return steps + [try page.step(on: newest, of: .whole)]
    }

    private static func text(_ page: FeedPage) -> Sentence {
        guard let modified = page.modified else { return Sentence(said: page.name) }
        let time = Instant(localSeconds: modified + Instant.offset, precision: .second)
        return "\(page.name) of \(time.text), \(page.bytes) bytes"
    }

    private static func failed(_ problem: FeedProblem) -> ProbeStep {
        let hint: Sentence? =
            switch problem.kind {
            case .noMatch: "is the path right, and may this user look into its folder?"
            case .emptyFile: "is the export still being written?"
            case .unreadableFile, .notAFile: "may this user read the file?"
            case .feedTooLarge: "raise `max_size`, or take the newest file alone"
            default: nil
            }
        return ProbeStep(.files, .failed, Pulling.text(problem), hint: hint)
    }
}
