import Dossiers
import Feeds
import Formats
import Mapping

/// Looks whether an answer is a page of its mapping, for `check --online`.
struct PageProbe {
    let source: RunSource
    let limits: FormatLimits

    /// Why it is none: an HTML page, a list that is not there, an error that the page itself tells; nil when it is one.
    func failure(of page: FeedPage) throws -> Sentence? {
        do {
            return try PageSurveying(source: source, limits: limits).survey(page, of: .whole).refusal
        } catch let stop as ScanStop {
            return "\(page.name): byte \(stop.offset): \(stop.detail)"
        }
    }
}
