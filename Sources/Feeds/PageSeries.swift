/// How a server numbers the pages of a list.
///
/// The series ends after a page without records, after one that calls itself the last, after the declared total or
/// number of pages, or after `lastPage`, whichever comes first. A page that is merely short ends nothing: some systems drop records after they cut the page.
package struct PageSeries: Sendable, Hashable {
    /// Name of the query value that carries the number of the page or of its first row.
    package var parameter: String
    /// Its value on the first page.
    package var first: Int
    /// What is added for the next page: 1 where pages are numbered, the size of a page where rows are.
    package var step: Int
    /// Name of the query value that carries the row after the last one (OpenCPS `end`, protocol 2); nil: none.
    package var endParameter: String?
    /// What asks for a size of page; nil: the server's own.
    package var size: Size?
    /// Number of the last page counted from the first as 1; nil: only the server knows.
    package var lastPage: Int?
    /// Most pages of a feed; more is a problem, not a longer night.
    package var maximumPages = 10_000
    /// Most requests at once; nil: one until the number of pages is known, then `knownAtOnce`.
    package var atOnce: Int?

    /// Requests at once to a server that said how many pages it has: it loses nothing by them, and stays unhurried.
    package static let knownAtOnce = 3

    /// Records that a page is asked to hold.
    package struct Size: Sendable, Hashable {
        /// Name of the query value.
        package var parameter: String
        /// Its value.
        package var count: Int

        /// A size.
        package init(parameter: String, count: Int) {
            self.parameter = parameter
            self.count = count
        }
    }

    /// A series; the defaults are pages numbered from 1.
    package init(
        parameter: String,
        first: Int = 1,
        step: Int = 1,
        endParameter: String? = nil,
        size: Size? = nil,
        lastPage: Int? = nil
    ) {
        self.parameter = parameter
        self.first = first
        self.step = step
        self.endParameter = endParameter
        self.size = size
        self.lastPage = lastPage
    }

    /// The address of page number `page`, counted from 1.
    func url(_ url: String, page: Int) -> String {
        let start = first + (page - 1) * step
        var pairs = ["\(parameter)=\(start)"]
        if let endParameter { pairs.append("\(endParameter)=\(start + step)") }
        if let size { pairs.append("\(size.parameter)=\(size.count)") }
        let bare = url.prefix { $0 != "#" }
        let glue = bare.contains("?") ? (bare.hasSuffix("?") || bare.hasSuffix("&") ? "" : "&") : "?"
        return bare + glue + pairs.joined(separator: "&")
    }
}

/// What a page says about itself and the series.
package struct PageSurvey: Sendable, Hashable {
    /// Records on the page.
    package var records: Int
    /// Records of the whole list; nil when the page does not say.
    package var declaredTotal: Int?
    /// Pages of the whole list; nil when the page does not say.
    package var declaredPages: Int?
    /// Whether the page calls itself the last (`last: true`, `hasNextPage: false`); false when it does not say.
    package var isLast: Bool

    /// A survey.
    package init(records: Int, declaredTotal: Int? = nil, declaredPages: Int? = nil, isLast: Bool = false) {
        self.records = records
        self.declaredTotal = declaredTotal
        self.declaredPages = declaredPages
        self.isLast = isLast
    }
}
