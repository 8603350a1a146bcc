package import Settings

extension ListFeed {
    /// `GET /apiGTVT/danhsachhoso` of the ministry of transport (protocol 2.3): `Start` and `End` -1 ask for all rows.
    package static func transportMinistry(_ fetch: TransportMinistryFetch, _ basis: FeedBasis) throws -> ListFeed {
        var question = Question(try basis.request(fetch.url))
        let keyring = try basis.prove(&question, by: fetch.authentication)
        question.headers += [
            Asked("MaDonVi", .fixed(fetch.unit)), Asked("ApiKey", .secret(try basis.hidden(fetch.apiKey))),
        ]
        question.query = [
            Asked("Start", .fixed("-1")), Asked("End", .fixed("-1")),
            Asked("GovAgencyCode", .fixed(fetch.agency ?? "")),
            Asked("APIKey", .fixed("")),
            Asked("ReceiveFromDate", .firstDay(.slashed)), Asked("ReceiveToDate", .lastDay(.slashed)),
        ]
        return basis.feed(question, Paging(.single), keyring)
    }
}
