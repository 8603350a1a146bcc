import Dossiers
import Feeds
import Formats
import Mapping
import Settings
import Transport

/// Gets the raw pages of all sources, one source after the other.
struct Pulling {
    let preparation: Preparation
    let options: RunOptions
    let limits: FormatLimits

    /// The pages, and the sources with what went wrong on the way.
    struct Outcome: Sendable {
        var sources: [RunSource]
        var pages: [Page] = []
    }

    /// Pulls every source; a source that fails is marked and the others go on.
    ///
    /// - Throws: `ArchiveError` when raw pages cannot be kept, what `options.secret` throws.
    func run(_ checkInterruption: () throws -> Void) throws -> Outcome {
        var outcome = Outcome(sources: preparation.sources)
        for (index, source) in preparation.configuration.sources.enumerated() {
            try checkInterruption()
            let result = try pull(source, preparation.sources[index], checkInterruption)
            outcome.sources[index].problems += result.problems.map(Pulling.text)
            for page in result.pages {
                let number = outcome.pages.count
                let name = Pulling.name(of: page)
                outcome.pages.append(
                    Page(number: number, source: index, path: page.path, name: name, bytes: page.bytes)
                )
            }
        }
        return outcome
    }

    private func pull(
        _ source: Configuration.Source,
        _ prepared: RunSource,
        _ checkInterruption: () throws -> Void
    ) throws -> FeedResult {
        switch source.fetch.method {
        case .files(let files): try pull(files, source)
        case .http(let http): try pull(feed(http, source.fetch, prepared), source, prepared, checkInterruption)
        case .system(let system):
            FeedResult(problems: [
                FeedProblem(.transferFailed, source: system.url, detail: "this kind is not available")
            ])
        }
    }

    private func pull(_ files: FilesFetch, _ source: Configuration.Source) throws -> FeedResult {
        var feed = FilesFeed(patterns: [files.pattern], choice: files.take == .newest ? .last : .all)
        feed.maximumBytes = source.fetch.maxBytes
        let archive = options.keepsPages ? try archive(of: source) : nil
        return try feed.pull(into: archive)
    }

    private func pull(
        _ feed: HTTPFeed,
        _ source: Configuration.Source,
        _ prepared: RunSource,
        _ checkInterruption: () throws -> Void
    ) throws -> FeedResult {
        let survey = PageSurveying(program: prepared.program, limits: limits)
        let archive = try archive(of: source)
        return try Transfers().run(checkInterruption) { engine in
            try feed.pullBlocking(with: engine, into: archive, survey: survey.survey)
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

    // MARK: - Probing

    /// Asks every source for its first page; answers why it cannot be had, nil where it can.
    ///
    /// - Throws: what `options.secret` throws, `ArchiveError`.
    func probe(_ checkInterruption: () throws -> Void) throws -> [SourceProbe] {
        try zip(preparation.configuration.sources, preparation.sources).map { source, prepared in
            try checkInterruption()
            let result = try probe(source, prepared, checkInterruption)
            let problem = result.problems.first { $0.kind != .shortOfTotal }
            let failure = try problem.map(Pulling.text) ?? unreadable(result.pages, source, prepared)
            return SourceProbe(source: source.id, failure: failure)
        }
    }

    private func probe(
        _ source: Configuration.Source,
        _ prepared: RunSource,
        _ checkInterruption: () throws -> Void
    ) throws -> FeedResult {
        guard case .http(let http) = source.fetch.method else { return try pull(source, prepared, checkInterruption) }
        var feed = try feed(http, source.fetch, prepared)
        feed.series?.lastPage = 1
        return try pull(feed, source, prepared, checkInterruption)
    }

    /// Why the answer of a server is no page of the mapping; local files are opened only.
    private func unreadable(
        _ pages: [FeedPage],
        _ source: Configuration.Source,
        _ prepared: RunSource
    ) throws -> Sentence? {
        guard case .http = source.fetch.method, let page = pages.first else { return nil }
        let survey = PageSurveying(program: prepared.program, limits: limits)
        do {
            _ = try survey.survey(page)
            return nil
        } catch let stop as ScanStop {
            return "\(Pulling.name(of: page)): byte \(stop.offset): \(stop.detail)"
        }
    }

    // MARK: - Requests

    private func request(_ http: HTTPFetch, _ fetch: Fetch) throws -> TransferRequest {
        var request = TransferRequest(url: http.url)
        request.schemes = http.url.lowercased().hasPrefix("https:") ? [.https] : [.http, .https]
        request.timeouts.connect = fetch.timeouts.connect
        request.timeouts.stall = fetch.timeouts.stall
        request.timeouts.total = fetch.timeouts.total
        request.maximumBytes = fetch.maxBytes
        request.retries.attempts = fetch.retries + 1
        request.authorityFile = http.authorities
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
        return series
    }

    private func archive(of source: Configuration.Source) throws -> Archive {
        let folder = options.keepsPages ? "\(preparation.configuration.state)/pages/\(options.run)" : options.scratch
        return try Archive(creating: "\(folder)/\(source.id)", now: options.now)
    }

    // MARK: - Words

    private static func text(_ problem: FeedProblem) -> Sentence {
        let place = problem.source.split(separator: "/").last.map(String.init) ?? problem.source
        let kind = Sentence(said: problem.kind.rawValue)
        return problem.detail.map { "\(place): \(kind): \($0)" } ?? "\(place): \(kind)"
    }

    /// The last part of the origin: reports name no folder of this machine.
    private static func name(of page: FeedPage) -> String {
        page.origin.split(separator: "/").last.map(String.init) ?? page.origin
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
