package import Dossiers

/// What a feed brought: whole pages on disk, and whether that is everything.
package struct FeedResult: Sendable, Hashable {
    /// Pages in the order of the feed; each is whole.
    package var pages: [FeedPage]
    /// Whether the feed holds all that its source has; false means that absence from it proves nothing.
    package var isComplete: Bool { problems.isEmpty }
    /// What went wrong; never empty when the feed is not complete.
    package var problems: [FeedProblem]

    /// A result; the defaults are a complete feed without pages.
    package init(pages: [FeedPage] = [], problems: [FeedProblem] = []) {
        self.pages = pages
        self.problems = problems
    }
}

/// One page of a feed, kept as it came.
package struct FeedPage: Sendable, Hashable {
    /// Where the bytes are; absolute.
    package var path: String
    /// Where they came from, for people; free of secrets and personal data.
    package var origin: String
    /// Length of the file.
    package var bytes: Int64
    /// When the source says that it changed, in seconds since 1970 UTC; nil when it does not say.
    package var modified: Int64?
    /// Records on it, for the display of progress; nil where nobody counted.
    package var records: Int?
    /// How far the pull had come with it, for the display of progress; nil where nobody counted.
    package var stand: ListStand?

    /// A page that is on disk.
    package init(path: String, origin: String, bytes: Int64, modified: Int64? = nil, records: Int? = nil) {
        self.path = path
        self.origin = origin
        self.bytes = bytes
        self.modified = modified
        self.records = records
    }
}

/// One reason why a feed is not all that its source has.
package struct FeedProblem: Error, Sendable, Hashable {
    /// The kinds of reason; the raw value stands in reports.
    package enum Kind: String, Sendable, Hashable, CaseIterable {
        /// No file fits the pattern.
        case noMatch = "no-match"
        /// A file of no bytes.
        case emptyFile = "empty-file"
        /// A folder, a pipe or a device where a file was expected.
        case notAFile = "not-a-file"
        /// A file or an answer that makes the feed larger than allowed.
        case feedTooLarge = "feed-too-large"
        /// The time for the whole feed has passed.
        case deadlinePassed = "deadline-passed"
        /// A file that cannot be opened or read.
        case unreadableFile = "unreadable-file"
        /// A file that became longer or shorter while it was kept.
        case changingFile = "changing-file"
        /// A file that its sender has not finished, as its name or a missing sentinel tells.
        case unfinishedFile = "unfinished-file"
        /// A compressed file that cannot be expanded.
        case unexpandableFile = "unexpandable-file"
        /// An answer of no bytes.
        case emptyAnswer = "empty-answer"
        /// A transfer that failed after all attempts.
        case transferFailed = "transfer-failed"
        /// A page whose records cannot be counted.
        case uncountablePage = "uncountable-page"
        /// The server sends the same page again and again.
        case repeatedPage = "repeated-page"
        /// The pages hold fewer records than the server declares.
        case shortOfTotal = "short-of-total"
        /// More pages than allowed.
        case tooManyPages = "too-many-pages"
        /// The list changed each time while it was read.
        case listMoved = "list-moved"
        /// Records of days that were not asked for: the filter was not heeded.
        case outsideWindow = "outside-window"
        /// The server answers that it does not answer.
        case refused = "refused"
        /// No login was possible.
        case loginFailed = "login-failed"
        /// A value that cannot be put into a question.
        case unaskable = "unaskable"
        /// The server hands every record out once, and nobody would keep what it says.
        case askedOnce = "asked-once"
        /// The page names a next page elsewhere than on its server.
        case strangeAddress = "strange-address"
    }

    /// What kind of reason.
    package var kind: Kind
    /// Which file or address; free of secrets and personal data.
    package var source: String
    /// What exactly; nil when `kind` says it all.
    package var detail: Sentence?
    /// Whether a later run may fare better without anybody doing anything.
    package var isTransient: Bool

    /// A problem; lasting unless told otherwise.
    package init(_ kind: Kind, source: String, detail: Sentence? = nil, isTransient: Bool = false) {
        self.kind = kind
        self.source = source
        self.detail = detail
        self.isTransient = isTransient
    }
}
