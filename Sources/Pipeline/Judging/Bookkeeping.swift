import Dossiers
import Reconciliation
import Reports

/// Adds up where every record went, from two counts that know nothing of each other: the reader's and the join's.
struct Bookkeeping {
    /// What reading one source came to.
    struct Reading: Sendable, Hashable {
        /// Records that the scanner delivered, broken ones included, rows that are no records left out.
        var read = 0
        var setAside = 0
        /// Of those set aside, the ones whose code could be read; they went into the join as well.
        var setAsideWithCode = 0
    }

    /// A source whose books do not balance.
    struct Imbalance: Sendable, Hashable {
        var source: String
        /// Records that the reader delivered.
        var read: Int
        /// Records that can be accounted for.
        var accounted: Int

        /// For the warnings of the run.
        var text: Sentence {
            "the books of source \(source) do not balance: \(read) records read, \(accounted) accounted for"
        }
    }

    /// The books of one source.
    ///
    /// `accepted` is what the join saw less what it merged, so a record lost between reader and join breaks the balance.
    static func books(_ reading: Reading, seen: Int, merged: Int) -> Books {
        Books(
            read: reading.read,
            accepted: seen - reading.setAsideWithCode - merged,
            merged: merged,
            quarantined: reading.setAside
        )
    }

    /// The books of both sides.
    static func sides(of sources: [SourceSummary]) -> (local: Books, portal: Books) {
        (sum(sources.filter { $0.side == .local }), sum(sources.filter { $0.side == .portal }))
    }

    /// Sources whose books do not balance.
    static func imbalances(of sources: [SourceSummary]) -> [Imbalance] {
        sources.compactMap { source in
            let books = source.books
            guard !books.isBalanced else { return nil }
            let accounted = books.accepted + books.merged + books.quarantined
            return Imbalance(source: source.id, read: books.read, accounted: accounted)
        }
    }

    private static func sum(_ sources: [SourceSummary]) -> Books {
        sources.reduce(into: Books()) { total, source in
            total.read += source.books.read
            total.accepted += source.books.accepted
            total.merged += source.books.merged
            total.quarantined += source.books.quarantined
        }
    }
}
