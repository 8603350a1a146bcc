package import Dossiers

/// What happens in a run, for a person who waits.
package enum RunProgress: Sendable, Hashable {
    /// The run begins; the ids of its sources in the order of the configuration.
    case begun(sources: [String])
    /// Something happened to the source of this id.
    case source(String, SourceNews)
    /// Records or keys that a stage has done, and will do; nil while nobody knows.
    case stage(Stage, done: Int, total: Int? = nil)

    /// What the run is busy with, in this order.
    package enum Stage: String, CaseIterable, Sendable, Hashable {
        case reading
        case comparing
        case writing
    }
}

/// What happened to a source while it was pulled.
package enum SourceNews: Sendable, Hashable {
    /// It is asked for the first time.
    case begun
    /// A page has come that belongs to it.
    case page(PulledPage)
    /// Its list is read again from the start of what was taken back: pages, and the records on them.
    case readAgain(pages: Int, records: Int)
    /// Its server would not have the key any more; another one is asked for.
    case loginRenewed
    /// It has no more pages; why it is not complete, empty when it is.
    case ended(problems: [Sentence])
    /// Something that a person should know of it.
    case remark(Sentence)
}

/// A page that was pulled.
package struct PulledPage: Sendable, Hashable {
    /// Name of the page, free of folders.
    package var name: String
    /// Records on it; nil where nobody counted.
    package var records: Int?
    package var bytes: Int64
    /// Records that the source will give in all; nil while nobody knows.
    package var total: Int?
    /// Share of the source that is pulled with this page, 0...1; nil while nobody knows.
    package var share: Double?

    package init(name: String, records: Int?, bytes: Int64, total: Int? = nil, share: Double? = nil) {
        self.name = name
        self.records = records
        self.bytes = bytes
        self.total = total
        self.share = share
    }
}
