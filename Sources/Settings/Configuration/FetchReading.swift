import Dossiers

/// Reads `fetch`.
struct FetchReading {
    let folder: String

    /// Every kind that a file may name.
    private enum Kind: String, CaseIterable {
        case files
        case http
        case opencps
        case igate
        case session = "dvcqg-session"
        case provincePortal = "province-portal"
        case transportMinistry = "bgtvt"
        case businessRegistration = "business-registration"
        case soap
    }

    func fetch(_ value: YAMLValue) -> Fetch? {
        value.mapping { keys in
            guard let kind = keys.required("kind")?.choice(Kind.self) else {
                keys.ignoreRest()
                return nil
            }
            let method = method(kind, keys)
            let limits = limits(keys)
            let way = kind == .files && !isRemote(method) ? { _ in } : TrustReading(folder: folder).way(keys)
            let incremental = incremental(kind, keys)
            guard let method else { return nil }
            if incremental != nil, method.windowDays != nil || method.codes != nil {
                return keys.mapping.refuse("`incremental` goes with neither `window_days` nor `codes`")
            }
            var fetch = Fetch(method: method)
            limits(&fetch)
            way(&fetch)
            fetch.incremental = incremental
            return fetch
        }
    }

    private func method(_ kind: Kind, _ keys: YAMLKeys) -> Fetch.Method? {
        let systems = SystemReading(folder: folder)
        return switch kind {
        case .files: FilesReading(folder: folder).files(keys).map(Fetch.Method.files)
        case .http: HTTPReading(folder: folder).http(keys).map(Fetch.Method.http)
        case .opencps: systems.opencps(keys).map(Fetch.Method.opencps)
        case .igate: systems.igate(keys).map(Fetch.Method.igate)
        case .session: systems.session(keys).map(Fetch.Method.session)
        case .provincePortal: systems.provincePortal(keys).map(Fetch.Method.provincePortal)
        case .transportMinistry: systems.transportMinistry(keys).map(Fetch.Method.transportMinistry)
        case .businessRegistration: systems.businessRegistration(keys).map(Fetch.Method.businessRegistration)
        case .soap: SOAPReading(folder: folder).soap(keys).map(Fetch.Method.soap)
        }
    }

    private func isRemote(_ method: Fetch.Method?) -> Bool {
        guard case .files(let files)? = method else { return true }
        return !files.isLocal
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

    /// Asking for changes, for the kinds that can be asked for them.
    private func incremental(_ kind: Kind, _ keys: YAMLKeys) -> Fetch.Incremental? {
        guard [.opencps, .igate, .http].contains(kind) else {
            keys.refuse("incremental", "`\(kind.rawValue)` cannot be asked for changes")
            return nil
        }
        return keys.optional("incremental")?.mapping { keys in
            let by = keys.required("by")?.text()
            var incremental = Fetch.Incremental(by: by ?? "")
            if let overlap = keys.optional("overlap")?.duration() { incremental.overlap = overlap }
            if let full = keys.optional("full")?.duration() { incremental.full = full }
            return by == nil ? nil : incremental
        }
    }
}
