package import Dossiers
package import Settings
import Transport

extension FilesFeed {
    /// The feed that a configuration describes.
    ///
    /// - Parameters:
    ///   - keyFile: path of the private key for `sftp`; nil: none is used.
    ///   - today: the day of the run, for `last 30 days`.
    /// - Throws: what `basis.secret` throws.
    package static func described(
        _ files: FilesFetch,
        _ basis: FeedBasis,
        keyFile: String?,
        today: Instant
    ) throws -> FilesFeed {
        let choice = Choice(files.take, today: today)
        var feed =
            files.isLocal
            ? FilesFeed(patterns: [files.pattern], choice: choice)
            : FilesFeed(.remote(try basis.drop(files, keyFile: keyFile)), choice: choice)
        feed.stable = files.completeness.stable
        feed.sentinel = files.completeness.sentinel
        feed.inside = files.inside
        feed.maximumBytes = basis.fetch.maxBytes
        feed.deadline = basis.fetch.deadline
        return feed
    }
}

extension FilesFeed.Choice {
    fileprivate init(_ take: FilesFetch.Take, today: Instant) {
        self =
            switch take {
            case .all: .all
            case .newest: .last
            case .since(let day): .since(day)
            case .last(let days):
                .since(Instant(localSeconds: today.seconds - Int64(days) * 86_400, precision: .day))
            }
    }
}

extension FeedBasis {
    fileprivate func drop(_ files: FilesFetch, keyFile: String?) throws -> RemoteDrop {
        guard let address = DropAddress(files.pattern) else {
            throw FeedProblem(.strangeAddress, source: files.pattern)
        }
        var request = try request(files.pattern)
        if !address.isWeb {
            request.schemes = [.sftp, .ftps, .ftpes]
            request.trust.knownHosts = files.knownHosts
            request.login = TransferLogin(
                user: files.user ?? "",
                password: try files.password.map(hidden),
                privateKey: keyFile,
                privateKeyPassword: try files.keyPassword.map(hidden)
            )
        }
        var question = Question(request)
        let keyring = try prove(&question, by: files.authentication)
        let atOnce = fetch.pace.atOnce ?? RemoteDrop.usualAtOnce
        return RemoteDrop(address: address, question: question, keyring: keyring, atOnce: atOnce)
    }
}
