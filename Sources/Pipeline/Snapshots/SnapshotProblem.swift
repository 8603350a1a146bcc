import Dossiers
import Formats
import Reports

/// Why snapshots could not be merged or compared; what was known before still counts.
enum SnapshotProblem: Error, Sendable, Hashable {
    /// The records of pages of this mapping cannot be told one a line.
    case notMergeable(mapping: String)
    /// A file of ours cannot be read, or not to its end.
    case unreadable(path: String, Sentence)
    /// A file cannot be written.
    case disk(RunFolderError)

    init(_ error: PageFileError) { self = .unreadable(path: error.path, "\(error)") }
}

extension SnapshotProblem: Tellable {
    var sentence: Sentence {
        switch self {
        case .notMergeable(let mapping):
            "mapping \(mapping): only JSON and NDJSON whose records stand in the page itself can be read incrementally"
        case .unreadable(let path, let detail): "\(path): \(detail)"
        case .disk(let error): error.sentence
        }
    }
}
