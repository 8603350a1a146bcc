import Dossiers
import Formats
import Mapping
import Reports

/// Makes the snapshot of a source: all its records as they came, one a line, in the order of their codes.
///
/// A snapshot merged with what an increment brought is byte for byte the one that a full read would make: all copies of
/// a dossier in the increment take the place of all copies that were known. Memory: about sixty bytes for each record.
struct SnapshotMerge {
    private let source: RunSource
    private let lines: MappingProgram
    private let limits: FormatLimits
    /// The time of the run in local seconds.
    private let horizon: Int64

    /// - Parameters:
    ///   - source: with the program that reads its raw pages.
    ///   - horizon: the time of the run in local seconds; later events are left out of `SnapshotOutcome.newest`.
    /// - Throws: `SnapshotProblem.notMergeable` when its records cannot be told one a line.
    init(_ source: RunSource, limits: FormatLimits, horizon: Int64 = .max) throws(SnapshotProblem) {
        guard let lines = source.program.readingSnapshot else {
            throw .notMergeable(mapping: source.program.definition.name)
        }
        self.source = source
        self.lines = lines
        self.limits = limits
        self.horizon = horizon
    }

    /// Writes the snapshot that holds what the pages brought and, of `previous`, the dossiers that they did not bring.
    ///
    /// While it works, `path.lines` holds the records of the pages.
    ///
    /// - Parameters:
    ///   - previous: path of the snapshot so far; nil: the pages are a full read.
    ///   - pages: raw pages of the source, in any order.
    ///   - path: of the new snapshot, durable on return; it must not be `previous`.
    func merge(previous: String?, pages: [Page], into path: String) throws(SnapshotProblem) -> SnapshotOutcome {
        let collected = path + ".lines"
        defer { try? Directory.remove(collected) }
        let collection = try LineCollection(source, limits, horizon).collect(
            pages,
            into: collected,
            isWhole: previous == nil
        )
        var indexing = LineIndexing(lines, limits)
        if let previous { try indexing.add(previous, as: .known) }
        try indexing.add(collected, as: .fresh)
        let index = indexing.sorted()
        var writer = try SnapshotWriter(path, known: previous, fresh: collected)
        try writer.write(index)
        var outcome = try writer.finish()
        outcome.newest = collection.newest
        outcome.declaredAsOf = collection.declaredAsOf
        outcome.problems = collection.problems
        return outcome
    }

    /// What a full read found against what was known.
    ///
    /// - Parameters:
    ///   - previous: path of the snapshot that increments kept up.
    ///   - current: path of the one that the full read made.
    ///   - behind: the moment that increments asked back to: watermark less overlap.
    func compare(
        previous: String,
        current: String,
        behind: Instant?
    ) throws(SnapshotProblem) -> SnapshotComparison {
        var indexing = LineIndexing(lines, limits)
        try indexing.add(previous, as: .known)
        try indexing.add(current, as: .fresh, before: behind)
        return SnapshotComparison(of: indexing.sorted())
    }
}

/// What a merge came to.
struct SnapshotOutcome: Sendable, Hashable {
    /// Where the snapshot is.
    let path: String
    let contents: StateFile.Contents
    /// Lines of the snapshot.
    var records = 0
    /// Of those, the ones whose code cannot be read; they stay until a full read no longer brings them.
    var loose = 0
    /// Dossiers that the pages brought and nobody knew.
    var added = 0
    /// Dossiers that the pages brought otherwise than they were known.
    var changed = 0
    /// Dossiers that the pages brought as they were known.
    var unchanged = 0
    /// The newest last change among the records of the pages that is no later than the run, by the rule `as_of: newest`
    /// of the mapping where it has one; nil when they name none.
    var newest: Instant?
    /// What the pages say that they speak for; nil when the mapping does not look for that, or no page says it.
    var declaredAsOf: Instant?
    /// Why the pages are not all that they should be; such a snapshot must not be committed.
    var problems: [Sentence] = []

    init(path: String, contents: StateFile.Contents) {
        self.path = path
        self.contents = contents
    }
}
