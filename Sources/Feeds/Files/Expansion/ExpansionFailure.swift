import Dossiers

/// Why a compressed file cannot be expanded, or not to its end.
enum ExpansionFailure: Error, Sendable, Hashable {
    /// It ends before what it announces.
    case cutShort
    /// Its bytes are none that the method makes.
    case damaged
    /// It was expanded, and what came out is not what went in.
    case wrongChecksum
    case encrypted
    /// A method that is not known, by its number in the zip file.
    case unknownMethod(Int)
    /// It is one of several parts.
    case severalParts
    /// Its directory contradicts itself or is larger than any that a person makes.
    case strangeDirectory
    /// It does not fit into what the feed may have.
    case tooLarge
    /// The file itself cannot be read.
    case unreadable

    /// The failure as a problem of a feed.
    func problem(of source: String) -> FeedProblem {
        switch self {
        case .tooLarge: FeedProblem(.feedTooLarge, source: source)
        case .unreadable: FeedProblem(.unreadableFile, source: source)
        default:
            FeedProblem(.unexpandableFile, source: source, detail: sentence, isTransient: self == .cutShort)
        }
    }

    private var sentence: Sentence? {
        switch self {
        case .cutShort: "it ends too early"
        case .damaged: "it is damaged"
        case .wrongChecksum: "its checksum does not fit"
        case .encrypted: "it is encrypted"
        case .unknownMethod(let number): "it is compressed by method \(number), which is not known"
        case .severalParts: "it is one of several parts"
        case .strangeDirectory: "its list of contents cannot be read"
        case .tooLarge, .unreadable: nil
        }
    }
}
