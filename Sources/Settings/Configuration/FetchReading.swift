import Dossiers

/// Reads `fetch`.
struct FetchReading {
    let folder: String
    let findings: SourcesReading.SourceFindings

    /// Every kind that a file may name.
    private enum Kind {
        case files
        case http
        case system(SystemFetch.Kind)

        static let named: [(name: String, value: Kind)] =
            [("files", .files), ("http", .http)] + SystemFetch.Kind.allCases.map { ($0.rawValue, .system($0)) }
    }

    func fetch(_ value: YAMLValue) -> Fetch? {
        value.mapping { keys in
            let written = keys.required("kind")
            guard let kind = written?.choice(among: Kind.named) else {
                keys.ignoreRest()
                return nil
            }
            let method = method(kind, keys)
            if case .system(let system) = kind, let written {
                findings.isUnavailable(written, "fetching from `\(system.rawValue)`")
            }
            let limits = limits(keys)
            guard let method else { return nil }
            var fetch = Fetch(method: method)
            limits(&fetch)
            return fetch
        }
    }

    private func method(_ kind: Kind, _ keys: YAMLKeys) -> Fetch.Method? {
        switch kind {
        case .files: files(keys).map(Fetch.Method.files)
        case .http: HTTPReading(folder: folder).http(keys).map(Fetch.Method.http)
        case .system(let kind): system(kind, keys).map(Fetch.Method.system)
        }
    }

    /// Reads the limits and gives what sets them.
    private func limits(_ keys: YAMLKeys) -> (inout Fetch) -> Void {
        let deadline = keys.optional("deadline")?.duration()
        let retries = keys.optional("retries")?.integer(in: 0...20)
        let size = keys.optional("max_size")?.converted("a size such as `500 MiB`", Quantity.bytes)
        var timeouts = Fetch.Timeouts()
        _ = keys.optional("timeouts")?.mapping { keys -> Void? in
            timeouts.connect = keys.optional("connect")?.duration() ?? timeouts.connect
            timeouts.stall = keys.optional("stall")?.duration() ?? timeouts.stall
            timeouts.total = keys.optional("total")?.duration() ?? timeouts.total
        }
        return { fetch in
            fetch.timeouts = timeouts
            if let deadline { fetch.deadline = deadline }
            if let retries { fetch.retries = retries }
            if let size { fetch.maxBytes = size }
        }
    }

    private func files(_ keys: YAMLKeys) -> FilesFetch? {
        let address = keys.required("url").flatMap { FileAddressReading(folder: folder).address($0) }
        let take = keys.optional("take")?.choice(FilesFetch.Take.self) ?? .all
        guard let address else {
            _ = keys.present(among: ["user", "key"])
            return nil
        }
        guard !address.isLocal else {
            for key in ["user", "key"] { keys.refuse(key, "`\(key)` belongs to sftp addresses only") }
            return FilesFetch(pattern: address.pattern, take: take, isLocal: true)
        }
        if let url = keys.optional("url") { findings.isUnavailable(url, "fetching over sftp") }
        let secrets = SecretReading(folder: folder)
        return FilesFetch(
            pattern: address.pattern,
            take: take,
            isLocal: false,
            user: keys.required("user")?.text(),
            key: keys.required("key").flatMap(secrets.secret)
        )
    }

    private func system(_ kind: SystemFetch.Kind, _ keys: YAMLKeys) -> SystemFetch? {
        let url = keys.required("url").flatMap(WebAddressReading.address)
        var fetch = SystemFetch(kind: kind, url: url ?? "")
        fetch.authentication = keys.optional("auth").flatMap(SecretReading(folder: folder).authentication)
        switch kind {
        case .opencps:
            fetch.group = keys.required("group")?.integer(in: 0...Int(Int32.max))
            readPages(keys, into: &fetch)
        case .igate, .provincePortal: readPages(keys, into: &fetch)
        case .session, .transportMinistry:
            fetch.unit = keys.optional("unit")?.text()
            fetch.windowDays = keys.optional("window_days")?.integer(in: 1...366)
        case .businessRegistration:
            fetch.windowDays = keys.optional("window_days")?.integer(in: 1...5)
            fetch.page = keys.optional("page")?.integer(in: 1...10_000)
        case .soap: fetch.operation = keys.required("operation")?.text()
        }
        return url == nil ? nil : fetch
    }

    private func readPages(_ keys: YAMLKeys, into fetch: inout SystemFetch) {
        fetch.page = keys.optional("page")?.integer(in: 1...10_000)
        fetch.incremental = keys.optional("incremental")?.mapping { keys in
            let by = keys.required("by")?.text()
            let overlap = keys.optional("overlap")?.duration() ?? .seconds(2 * 86_400)
            return by.map { SystemFetch.Incremental(by: $0, overlap: overlap) }
        }
    }
}
