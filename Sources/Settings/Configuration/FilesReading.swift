import Dossiers

/// Reads the keys of `kind: files`.
struct FilesReading {
    let folder: String

    /// Keys that belong to addresses of the net, with the schemes that take them.
    private static let remoteKeys = [
        "user": ["sftp", "ftps", "ftpes"], "password": ["sftp", "ftps", "ftpes"], "key": ["sftp"], "key_password": ["sftp"],
        "known_hosts": ["sftp"], "auth": ["https", "http"],
    ]

    func files(_ keys: YAMLKeys) -> FilesFetch? {
        let address = keys.required("url").flatMap { FileAddressReading(folder: folder).address($0) }
        let take = keys.optional("take").flatMap(take) ?? .all
        let completeness = FilesFetch.Completeness(
            stable: keys.optional("stable")?.duration(),
            sentinel: keys.optional("sentinel").flatMap(sentinel)
        )
        let inside = keys.optional("inside").flatMap(nameInside)
        guard let address else {
            _ = keys.present(among: FilesReading.remoteKeys.keys.sorted())
            return nil
        }
        refuseStrangers(to: address, keys)
        var files = FilesFetch(pattern: address.pattern, take: take, isLocal: address.isLocal)
        files.completeness = completeness
        files.inside = inside
        guard !address.isLocal else { return files }
        return remote(files, address.pattern, keys)
    }

    private func remote(_ files: FilesFetch, _ pattern: String, _ keys: YAMLKeys) -> FilesFetch? {
        var files = files
        let secrets = SecretReading(folder: folder)
        if pattern.lowercased().hasPrefix("http") {
            files.authentication = keys.optional("auth").flatMap(secrets.authentication)
            return files
        }
        files.user = keys.required("user")?.text()
        let isShell = pattern.lowercased().hasPrefix("sftp:")
        if isShell {
            files.keyPassword = keys.optional("key_password").flatMap(secrets.secret)
            files.knownHosts = keys.required("known_hosts")?.text().map { Folder.resolve($0, from: folder) }
        }
        let proof = keys.exactlyOne(of: isShell ? ["key", "password"] : ["password"])
        switch proof?.name {
        case "key": files.key = proof.flatMap { key($0, secrets) }
        case "password": files.password = proof.flatMap(secrets.secret)
        default: return nil
        }
        return files
    }

    private func refuseStrangers(to address: (pattern: String, isLocal: Bool), _ keys: YAMLKeys) {
        let scheme = address.isLocal ? "file" : String(address.pattern.prefix { $0 != ":" }).lowercased()
        for (key, schemes) in FilesReading.remoteKeys.sorted(by: { $0.key < $1.key }) where !schemes.contains(scheme) {
            let names = schemes.joined(separator: ", ")
            keys.refuse(key, "`\(key)` belongs to addresses of \(names) only")
        }
    }

    private func take(_ value: YAMLValue) -> FilesFetch.Take? {
        guard value.isMapping else { return value.choice(among: [("all", .all), ("newest", .newest)]) }
        return value.mapping { keys in
            keys.required("since")?.converted("a day written yyyy-MM-dd, or such as `last 30 days`", since)
        }
    }

    private func since(_ text: String) -> FilesFetch.Take? {
        if let day = Quantity.day(text) { return .since(day) }
        guard case .last(let days) = Window.received(text) else { return nil }
        return .last(days: days)
    }

    /// Where a private key is kept: it is read by the library that speaks to the server, and that reads files.
    private func key(_ value: YAMLValue, _ secrets: SecretReading) -> Secret? {
        guard let secret = secrets.secret(value) else { return nil }
        guard case .environment = secret else { return secret }
        return value.refuse("`key` must be a file or a credential", hint: "`{ file: PATH }` or `{ credential: NAME }`")
    }

    private func nameInside(_ value: YAMLValue) -> String? {
        value.converted("a pattern of names without a folder, such as `*.csv`") { text in
            text.isEmpty || text.contains("/") ? nil : text
        }
    }

    private func sentinel(_ value: YAMLValue) -> String? {
        value.converted("the ending of a file, such as `.done`") { text in
            text.hasPrefix(".") && text.utf8.count > 1 && !text.contains("/") ? text : nil
        }
    }
}
