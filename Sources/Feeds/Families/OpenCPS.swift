package import Settings
import Transport

extension ListFeed {
    /// `GET /o/rest/v2/dossiers` of OpenCPS (protocol 2.3).
    ///
    /// `start` and `end` are row indexes. Days are asked for as `d/M/yyyy`; any other form would bring the whole list.
    package static func opencps(_ fetch: OpenCPSFetch, _ basis: FeedBasis) throws -> ListFeed {
        var question = Question(try basis.request(fetch.url))
        question.request.headers.append(HTTPHeader("Accept", "application/json"))
        question.headers.append(Asked("groupId", .fixed(String(fetch.group))))
        let keyring = try basis.prove(&question, by: fetch.authentication)
        question.query = [
            Asked("start", .number), Asked("end", .numberAfter),
            Asked("fromReceiveDate", .firstDay(.short)), Asked("toReceiveDate", .lastDay(.short)),
        ]
        if let incremental = basis.fetch.incremental {
            question.query += [Asked("sort", .fixed(incremental.by)), Asked("order", .fixed("true"))]
        }
        return basis.feed(question, Paging(.numbered(first: 0, step: fetch.page)), keyring)
    }
}
