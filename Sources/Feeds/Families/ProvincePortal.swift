package import Settings

extension ListFeed {
    /// A provincial portal's own list, `GET /api/v1/HoSos/Portal` (protocol 2.3).
    package static func provincePortal(_ fetch: ProvincePortalFetch, _ basis: FeedBasis) throws -> ListFeed {
        var question = Question(try basis.request(fetch.url))
        let keyring = try basis.prove(&question, by: fetch.authentication)
        question.query = [
            Asked("TiepNhanFrom", .firstDay(.dashed)), Asked("TiepNhanTo", .lastDay(.dashed)),
            Asked("PageNumber", .number), Asked("PageSize", .fixed(String(fetch.page))),
        ]
        return basis.feed(question, Paging(.numbered(first: 1, step: 1)), keyring)
    }
}
