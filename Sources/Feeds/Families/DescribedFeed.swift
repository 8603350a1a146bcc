package import Settings
import Transport

extension ListFeed {
    /// A feed that its configuration alone describes.
    package static func described(_ fetch: HTTPFetch, _ basis: FeedBasis) throws -> ListFeed {
        var question = Question(try basis.request(fetch.url))
        question.headers = fetch.headers.map { Asked($0.name, .fixed($0.value)) }
        let keyring = try basis.prove(&question, by: fetch.authentication)
        let values = try basis.asked(fetch.parameters) + (fetch.pages?.values ?? [])
        switch fetch.body {
        case nil: question.query = values
        case .json: question.body = .json(values)
        case .form: question.body = .form(values)
        }
        question.request.isRepeatable = true
        return basis.feed(question, fetch.pages?.paging ?? Paging(.single), keyring)
    }
}

extension HTTPFetch.Pages {
    /// How the pages follow each other.
    fileprivate var paging: Paging {
        switch self {
        case .numbered(let series):
            var paging = Paging(.numbered(first: series.from, step: series.step), lastPage: series.last)
            paging.maximumPages = series.limit
            paging.atOnce = series.atOnce
            return paging
        case .cursor(_, _, let limit): return linked(.cursor, limit)
        case .nextURL(_, let limit): return linked(.address, limit)
        case .linkHeader(let limit): return linked(.header, limit)
        }
    }

    private func linked(_ link: Paging.Link, _ limit: Int) -> Paging {
        var paging = Paging(.linked(link))
        paging.maximumPages = limit
        return paging
    }

    /// The values that lead to a page.
    fileprivate var values: [Asked] {
        switch self {
        case .numbered(let series):
            [Asked(series.parameter, .number)] + (series.endParameter.map { [Asked($0, .numberAfter)] } ?? [])
                + (series.size.map { [Asked($0.parameter, .fixed(String($0.count)))] } ?? [])
        case .cursor(let parameter, _, _): [Asked(parameter, .cursor)]
        case .nextURL, .linkHeader: []
        }
    }
}

extension FeedBasis {
    /// The values of a question that the configuration describes.
    func asked(_ parameters: [HTTPFetch.Parameter]) throws -> [Asked] {
        try parameters.map { Asked($0.name, try asked($0.value)) }
    }

    /// A value of it.
    func asked(_ value: ParameterValue) throws -> AskedValue {
        switch value {
        case .text(let text): .fixed(text)
        case .secret(let place): .secret(try hidden(place))
        case .firstDay(let form): .firstDay(DayForm(form))
        case .lastDay(let form): .lastDay(DayForm(form))
        case .since(let form): .since(DayForm(form))
        case .code: .code
        }
    }
}

extension DayForm {
    init(_ pattern: DayPattern) {
        self =
            switch pattern {
            case .dashed: .dashed
            case .slashed: .slashed
            case .short: .short
            case .plain: .plain
            case .iso: .zoned
            }
    }
}
