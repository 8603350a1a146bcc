import Dossiers
import Feeds
import Formats
import Mapping
import Settings
import Transport

extension Pulling {
    /// How each source is pulled, in the order of the configuration.
    ///
    /// - Throws: what `options.secret` throws; nothing was fetched then.
    func pulls() throws -> [SourcePull] {
        try zip(preparation.configuration.sources, preparation.sources).map { source, prepared in
            let folder =
                options.keepsPages ? "\(preparation.configuration.state)/pages/\(options.run)" : options.scratch
            return SourcePull(
                method: try method(source, prepared),
                folder: "\(folder)/\(source.id)",
                keepsPages: options.keepsPages,
                now: options.now
            )
        }
    }

    private func method(_ source: Configuration.Source, _ prepared: RunSource) throws -> SourcePull.Method {
        switch source.fetch.method {
        case .files(let files):
            var feed = FilesFeed(patterns: [files.pattern], choice: files.take == .newest ? .last : .all)
            feed.maximumBytes = source.fetch.maxBytes
            return .files(feed)
        case .http(let http):
            let survey = PageSurveying(program: prepared.program, limits: limits)
            return .http(try feed(http, source.fetch, prepared), survey.survey)
        case .system(let system):
            let detail: Sentence = "this kind is not available"
            return .unavailable(FeedProblem(.transferFailed, source: system.url, detail: detail))
        }
    }

    private func feed(_ http: HTTPFetch, _ fetch: Fetch, _ prepared: RunSource) throws -> HTTPFeed {
        var feed = HTTPFeed(
            request: try request(http, fetch),
            series: http.pages.map(Pulling.series),
            fileExtension: Pulling.ending(of: prepared.program.format)
        )
        feed.deadline = fetch.deadline
        feed.maximumBytes = fetch.maxBytes
        return feed
    }

    private func request(_ http: HTTPFetch, _ fetch: Fetch) throws -> TransferRequest {
        var request = TransferRequest(url: http.url)
        request.schemes = http.url.lowercased().hasPrefix("https:") ? [.https] : [.http, .https]
        request.timeouts.connect = fetch.timeouts.connect
        request.timeouts.stall = fetch.timeouts.stall
        request.timeouts.total = fetch.timeouts.total
        request.maximumBytes = fetch.maxBytes
        request.retries.attempts = fetch.retries + 1
        request.trust.authorityFile = http.authorities
        request.headers = http.headers.map { HTTPHeader($0.name, $0.value) }
        if let authentication = http.authentication { request.headers.append(try header(authentication)) }
        return request
    }

    private func header(_ authentication: Authentication) throws -> HTTPHeader {
        switch authentication {
        case .bearer(let secret): HTTPHeader("Authorization", "Bearer \(try options.secret(secret))", isSecret: true)
        case .basic(let user, let password), .login(let user, let password):
            HTTPHeader(
                "Authorization",
                "Basic \(Base64.text("\(user):\(try options.secret(password))"))",
                isSecret: true
            )
        case .header(let name, let value): HTTPHeader(name, try options.secret(value), isSecret: true)
        }
    }

    private static func series(_ pages: HTTPFetch.PageSeries) -> PageSeries {
        var series = PageSeries(
            parameter: pages.parameter,
            first: pages.from,
            step: pages.step,
            endParameter: pages.endParameter,
            lastPage: pages.last
        )
        series.maximumPages = pages.limit
        series.atOnce = pages.atOnce
        return series
    }

    private static func ending(of format: RecordFormat) -> String {
        switch format {
        case .json: "json"
        case .ndjson: "ndjson"
        case .csv: "csv"
        case .xml: "xml"
        }
    }
}

extension SourcePull {
    /// The same, for the first page of a server alone.
    var firstPage: SourcePull {
        guard case .http(var feed, let survey) = method else { return self }
        var first = self
        feed.series?.lastPage = 1
        first.method = .http(feed, survey)
        return first
    }
}
