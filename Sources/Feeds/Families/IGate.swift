package import Settings

extension ListFeed {
    /// `GET /pa/dossier/search` of VNPT iGate 2 (protocol 2.3), the newest change first.
    package static func igate(_ fetch: IGateFetch, _ basis: FeedBasis) throws -> ListFeed {
        var question = Question(try basis.request(fetch.url))
        let keyring = try basis.prove(&question, by: fetch.authentication)
        let order = "\(basis.fetch.incremental?.by ?? "updatedDate"),desc"
        question.query = [
            Asked("page", .number), Asked("size", .fixed(String(fetch.page))),
            Asked("spec", .fixed(fetch.isSlice ? "slice" : "page")), Asked("sort", .fixed(order)),
            Asked("accepted-from", .firstDay(.zoned)), Asked("accepted-to", .lastDay(.zoned)),
        ]
        return basis.feed(question, Paging(.numbered(first: 0, step: 1)), keyring)
    }
}
