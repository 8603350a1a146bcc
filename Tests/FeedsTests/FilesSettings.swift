import Dossiers
import TestServers
import Transport

@testable import Feeds
@testable import Settings

/// Feeds of drops on servers, as a configuration describes them.
enum FilesSettings {
    private static let secrets = ["FTP": SecureFileServer.password, "WRONG": "wr0ng", "TOKEN": "t0ken"]

    /// The feed of a configuration.
    static func feed(
        _ url: String,
        key: String? = nil,
        take: FilesFetch.Take = .all,
        change: (inout FilesFetch, inout Fetch) -> Void
    ) throws -> FilesFeed {
        var files = FilesFetch(pattern: url, take: take, isLocal: false)
        var fetch = Fetch(method: .files(files))
        fetch.retries = 0
        change(&files, &fetch)
        let basis = FeedBasis(fetch, fileExtension: "csv", logins: Logins()) { place in
            guard case .environment(let name) = place, let text = FilesSettings.secrets[name] else {
                throw FilesPacking.Failed()
            }
            return text
        }
        let today = Instant(localSeconds: 1_700_000_000, precision: .second)
        return try FilesFeed.described(files, basis, keyFile: key, today: today)
    }
}
