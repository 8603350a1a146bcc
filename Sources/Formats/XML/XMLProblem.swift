package import Dossiers

/// Why a document or a record is no XML that we read, and where.
package struct XMLProblem: Error, Sendable, Hashable {
    /// The reason that a quarantine line gives.
    package var reason: QuarantineReason
    /// Bytes before the place where reading stopped.
    package var offset: Int
    /// Line of that place, from 1; 0 when only the offset is known.
    package var line: Int
    /// In English, for a person; free of data of the feed.
    package var detail: Sentence

    package init(_ reason: QuarantineReason, offset: Int, line: Int = 0, detail: Sentence) {
        self.reason = reason
        self.offset = offset
        self.line = line
        self.detail = detail
    }
}
