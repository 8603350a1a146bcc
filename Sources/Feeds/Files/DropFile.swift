/// A file of a drop before it is read.
struct DropFile: Sendable, Hashable {
    /// Absolute path, or address.
    var address: String
    /// Where it is, for people; free of secrets.
    var origin: String
    /// Length; nil when the drop does not tell.
    var bytes: Int64?
    /// Time of last change, in seconds since 1970 UTC; nil when the drop does not tell, or was not asked.
    var modified: Int64?

    var name: FileName { FileName(path: origin) }
}

/// What a drop holds of what its patterns mean.
struct DropListing {
    /// Files that fit; in no order.
    var files: [DropFile] = []
    /// Addresses of everything that was seen beside them.
    var seen: Set<String> = []
    var problems: [FeedProblem] = []

    /// Adds what another pattern means; each file once.
    mutating func add(_ other: DropListing) {
        let known = Set(files.map(\.address))
        files += other.files.filter { !known.contains($0.address) }
        seen.formUnion(other.seen)
        problems += other.problems
    }
}
