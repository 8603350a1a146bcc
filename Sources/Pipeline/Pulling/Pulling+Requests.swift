import Dossiers
import Feeds
import Formats
import Mapping
import Reconciliation
import Settings
import Transport

extension Pulling {
    /// How each source is pulled, in the order of the configuration.
    ///
    /// - Parameter since: since when changes are asked for, by the places of the sources that are asked for them.
    /// - Throws: what `options.secret` throws; nothing was fetched then.
    func pulls(since: [Int: Instant] = [:]) throws -> [SourcePull] {
        let logins = Logins()
        return try zip(preparation.configuration.sources, preparation.sources).enumerated().map { place, pair in
            let (source, prepared) = pair
            let folder =
                options.keepsPages ? "\(preparation.configuration.state)/pages/\(options.run)" : options.scratch
            return SourcePull(
                method: try method(source, prepared, logins, since[place]),
                folder: "\(folder)/\(source.id)",
                keepsPages: options.keepsPages,
                looksUpLocal: source.fetch.method.codes == .local,
                now: options.now
            )
        }
    }

    /// How one source is pulled.
    ///
    /// - Throws: what `options.secret` throws.
    func method(
        _ source: Configuration.Source,
        _ prepared: RunSource,
        _ logins: Logins,
        _ since: Instant?
    ) throws -> SourcePull.Method {
        var basis = try basis(source, prepared, logins)
        basis.since = since
        guard case .files(let files) = source.fetch.method else {
            let feed = try list(source.fetch, basis)
            let surveying = PageSurveying(source: prepared, limits: limits, depth: depth(of: feed, source))
            return .list(feed, surveying.survey)
        }
        let key = try files.key.map(options.secretFile)
        var feed = try FilesFeed.described(files, basis, keyFile: key, today: options.now())
        feed.endings = Pulling.endings(of: prepared.program.format)
        return .files(feed)
    }

    /// What must be seen of the pages of a feed: one page cannot move, and only changes have an order.
    private func depth(of feed: ListFeed, _ source: Configuration.Source) -> SurveySink.Depth {
        if source.fetch.incremental != nil { return .times }
        return feed.isOneAnswer ? .places : .keys
    }

    private func basis(
        _ source: Configuration.Source,
        _ prepared: RunSource,
        _ logins: Logins
    ) throws -> FeedBasis {
        var basis = FeedBasis(
            source.fetch,
            fileExtension: Pulling.ending(of: prepared.program.format),
            logins: logins,
            secret: options.secret
        )
        switch prepared.asked {
        case .received(let from, let to): basis.days = (first: from, last: to)
        case .codes(let codes): basis.codes = codes.sorted()
        case .everything, .unread: break
        }
        return basis
    }

    private func list(_ fetch: Fetch, _ basis: FeedBasis) throws -> ListFeed {
        switch fetch.method {
        case .http(let http): try .described(http, basis)
        case .opencps(let fetch): try .opencps(fetch, basis)
        case .igate(let fetch): try .igate(fetch, basis)
        case .session(let fetch): try .session(fetch, basis)
        case .provincePortal(let fetch): try .provincePortal(fetch, basis)
        case .transportMinistry(let fetch): try .transportMinistry(fetch, basis)
        case .businessRegistration(let fetch): try .businessRegistration(fetch, basis)
        case .soap(let fetch): try .soap(fetch, basis)
        case .files(let files): try .described(HTTPFetch(address: files.pattern), basis)
        }
    }

    /// Endings of the names of files that hold records of a format.
    private static func endings(of format: RecordFormat) -> Set<String> {
        switch format {
        case .json: ["json"]
        case .ndjson: ["ndjson", "jsonl", "json"]
        case .csv: ["csv", "tsv", "txt"]
        case .xml: ["xml"]
        }
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
