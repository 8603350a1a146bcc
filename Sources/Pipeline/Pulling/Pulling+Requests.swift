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
        switch source.fetch.method {
        case .files(let fetch): return .files(try files(fetch, prepared, basis))
        case .http(let fetch): return list(try .described(fetch, basis), source, prepared)
        case .opencps(let fetch): return list(try .opencps(fetch, basis), source, prepared)
        case .igate(let fetch): return list(try .igate(fetch, basis), source, prepared)
        case .session(let fetch): return list(try .session(fetch, basis), source, prepared)
        case .provincePortal(let fetch): return list(try .provincePortal(fetch, basis), source, prepared)
        case .transportMinistry(let fetch): return list(try .transportMinistry(fetch, basis), source, prepared)
        case .businessRegistration(let fetch): return list(try .businessRegistration(fetch, basis), source, prepared)
        case .soap(let fetch): return list(try .soap(fetch, basis), source, prepared)
        }
    }

    private func files(_ fetch: FilesFetch, _ prepared: RunSource, _ basis: FeedBasis) throws -> FilesFeed {
        let key = try fetch.key.map(options.secretFile)
        var feed = try FilesFeed.described(fetch, basis, keyFile: key, today: options.now())
        feed.endings = Pulling.endings(of: prepared.program.format)
        return feed
    }

    private func list(
        _ feed: ListFeed,
        _ source: Configuration.Source,
        _ prepared: RunSource
    ) -> SourcePull.Method {
        let surveying = PageSurveying(source: prepared, limits: limits, depth: depth(of: feed, source))
        return .list(feed, surveying.survey)
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
