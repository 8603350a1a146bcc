package import Settings

extension ListFeed {
    /// `GET /apiCSDLDKDN/danhSachHoSo` of the business register (protocol 2.3): at most 5 days a question, rows from `offset`.
    package static func businessRegistration(_ fetch: BusinessRegistrationFetch, _ basis: FeedBasis) throws -> ListFeed
    {
        var question = Question(try basis.request(fetch.url))
        let keyring = try basis.prove(&question, by: fetch.authentication)
        question.query = [
            Asked("from_date", .firstDay(.slashed)), Asked("to_date", .lastDay(.slashed)),
            Asked("offset", .number), Asked("limit", .fixed(String(fetch.page))),
        ]
        return basis.feed(question, Paging(.numbered(first: 0, step: fetch.page)), keyring)
    }
}
