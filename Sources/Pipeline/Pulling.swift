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
            let result = try pull(source, preparation.sources[index])
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

    private func pull(_ source: Configuration.Source, _ prepared: RunSource) throws -> FeedResult {
        switch source.fetch.method {
        case .files(let files): try pull(files, source)
        case .http(let http): try pull(http, source, prepared)
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

    private func pull(_ http: HTTPFetch, _ source: Configuration.Source, _ prepared: RunSource) throws -> FeedResult {
        let feed = HTTPFeed(
            request: try request(http, source.fetch),
            series: http.pages.map(Pulling.series),
            fileExtension: Pulling.ending(of: prepared.program.format)
        )
        let survey = PageSurveying(program: prepared.program, limits: limits)
        let engine = try TransferEngine()
        defer { engine.shutdown() }
        return try feed.pullBlocking(with: engine, into: archive(of: source), survey: survey.survey)
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
        var series = PageSeries(parameter: pages.parameter, first: pages.from)
        series.maximumPages = pages.limit
        return series
    }

    private func archive(of source: Configuration.Source) throws -> Archive {
        let folder = options.keepsPages ? "\(preparation.configuration.state)/pages/\(options.run)" : options.scratch
        return try Archive(creating: "\(folder)/\(source.id)", now: options.now)
    }

    // MARK: - Words

    private static func text(_ problem: FeedProblem) -> String {
        let place = problem.source.split(separator: "/").last.map(String.init) ?? problem.source
        return [place, problem.kind.rawValue, problem.detail].compactMap(\.self).joined(separator: ": ")
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

/// Base64 of RFC 4648 for the Authorization header.
private enum Base64 {
    static func text(_ clear: String) -> String {
        let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/")
        let bytes = Array(clear.utf8)
        var text = ""
        for start in stride(from: 0, to: bytes.count, by: 3) {
            let group = bytes[start..<min(start + 3, bytes.count)]
            let word = group.reduce(0) { $0 << 8 | Int($1) } << (8 * (3 - group.count))
            for place in 0..<4 {
                text.append(place <= group.count ? alphabet[word >> (6 * (3 - place)) & 63] : "=")
            }
        }
        return text
    }
}
