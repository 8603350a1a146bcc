package import Dossiers
package import Settings
import Transport

/// What every family needs to know of a source and its run.
package struct FeedBasis: Sendable {
    /// How the source is fetched.
    package var fetch: Fetch
    /// Ending of the names in the archive.
    package var fileExtension: String
    /// First and last day of receipt that the run is about; nil: it is about everything.
    package var days: (first: Instant, last: Instant)?
    /// Dossiers to look up, where the source is asked for single ones.
    package var codes: [String] = []
    /// Since when changes are asked for; nil: everything is.
    package var since: Instant?
    /// The logins of the run.
    package var logins: Logins
    /// What the source may take of its server.
    let lane: TransferLane
    /// Reads a secret.
    package var secret: @Sendable (Secret) throws -> String

    package init(
        _ fetch: Fetch,
        fileExtension: String,
        logins: Logins,
        secret: @escaping @Sendable (Secret) throws -> String
    ) {
        self.fetch = fetch
        self.fileExtension = fileExtension
        self.logins = logins
        self.secret = secret
        lane = TransferLane(atOnce: fetch.pace.atOnce, perSecond: fetch.pace.perSecond)
    }

    /// The feed of a question that all pages of the source have in common.
    func feed(_ question: Question, _ paging: Paging, _ keyring: Keyring? = nil) -> ListFeed {
        var feed = ListFeed(question, paging: paging, fileExtension: fileExtension)
        feed.slices = slices
        feed.paging.atOnce = fetch.pace.atOnce ?? paging.atOnce
        feed.keyring = keyring
        feed.since = since
        feed.deadline = fetch.deadline
        feed.maximumBytes = fetch.maxBytes
        return feed
    }

    /// What is asked for one after the other.
    private var slices: [FeedSlice] {
        if fetch.method.codes != nil { return codes.map(FeedSlice.code) }
        guard let length = fetch.method.windowDays, let days else { return [.whole] }
        return FeedSlice.days(from: days.first, to: days.last, atMost: length)
    }

    /// A request to `url` within the bounds of the source.
    func request(_ url: String) throws -> TransferRequest {
        var request = TransferRequest(url: url)
        request.schemes = url.lowercased().hasPrefix("https:") ? [.https] : [.http, .https]
        request.timeouts.connect = fetch.timeouts.connect
        request.timeouts.stall = fetch.timeouts.stall
        request.timeouts.total = fetch.timeouts.total
        request.maximumBytes = fetch.maxBytes
        request.retries.attempts = fetch.retries + 1
        request.trust = try trust
        request.proxy = try fetch.proxy.map { proxy in
            TransferProxy(url: proxy.url, user: proxy.user, password: try proxy.password.map(hidden))
        }
        request.lane = lane
        return request
    }

    /// A secret that no text shows.
    func hidden(_ place: Secret) throws -> Hidden { Hidden(try secret(place)) }

    /// Whom to believe, and how to be believed.
    var trust: TransferTrust {
        get throws {
            var trust = TransferTrust()
            trust.authorityFile = fetch.trust.authorities
            trust.clientCertificate = fetch.trust.certificate
            trust.clientKey = fetch.trust.key
            trust.clientKeyPassword = try fetch.trust.keyPassword.map(hidden)
            trust.pinnedKey = fetch.trust.pin
            trust.isVerified = fetch.trust.isVerified
            return trust
        }
    }
}
