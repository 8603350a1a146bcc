/// What is said of a run that goes on, in one language.
package protocol ProgressPhrases: Sendable {
    /// Pages and records so far, of a total that is nil while nobody knows.
    func pulled(pages: Int, records: Int, total: Int?) -> String
    /// Records a second.
    func rate(_ perSecond: String) -> String
    /// The time that is left, `m:ss` or `h:mm:ss`.
    func rest(_ clock: String) -> String
    /// Nothing came for so long.
    func silent(seconds: Int) -> String
    /// How many of the sources have ended.
    func ended(_ count: Int, of total: Int) -> String
    /// So many of those that have ended are not complete.
    func incompleteSources(_ count: Int) -> String
    func waitingSources(_ count: Int) -> String
    /// So many that are pulled have no line of their own.
    func furtherSources(_ count: Int) -> String
    /// Before the names of those that will take longest.
    func slowest(_ names: String) -> String
    /// One source waits for its turn.
    var waitingSource: String { get }
    /// One source gave everything.
    var completeSource: String { get }
    /// One source did not give everything.
    var incompleteSource: String { get }
    /// One source is asked for the first time.
    var sourceBegun: String { get }
    /// A page has come; records are nil where nobody counted.
    func pageCame(records: Int?, bytes: Int64) -> String
    /// The list changed while it was read.
    var listReadAgain: String { get }
    /// The server would not have the key any more.
    var loginRenewed: String { get }
    /// What a run that was asked to stop keeps.
    func kept(pages: Int, records: Int) -> String
}
