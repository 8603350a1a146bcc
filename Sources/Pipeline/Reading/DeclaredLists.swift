import Dossiers
import Mapping

/// Compares what the pages of a source say of their whole list with what was read of it.
///
/// The order of pages tells nothing, for files come in the order of their names. A page that holds as many records as it
/// declares is a list of its own; the others are taken for the pages of one list,
/// those that declare nothing too.
struct DeclaredLists {
    private var records: Int64 = 0
    private var total: Int64 = 0
    private var saysMore = false
    private var saysLast = false

    init() {}

    /// Takes a page of so many records, those that were skipped or broken included.
    mutating func add(_ statement: PageStatement, records count: Int64) {
        switch statement.hasMore {
        case true?: saysMore = true
        case false?: saysLast = true
        case nil: break
        }
        let declared = statement.total.map(Int64.init)
        if let declared, count >= declared { return }
        records += count
        total = max(total, declared ?? 0)
    }

    /// Why the pages are not the whole list; nil when they may be.
    var problem: Sentence? {
        if records < total { return "short-of-total: \(records) of \(total) records" }
        return saysMore && !saysLast ? "short-of-total: the pages say that another one follows" : nil
    }
}
