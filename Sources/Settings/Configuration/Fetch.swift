package import Dossiers

/// How the records of a source are fetched.
package struct Fetch: Sendable, Hashable {
    /// Where records come from.
    package var method: Method
    /// Longest time for the whole feed.
    package var deadline: Duration = .seconds(30 * 60)
    /// How long one transfer may take.
    package var timeouts = Timeouts()
    /// Largest feed, in bytes.
    package var maxBytes: Int64 = 16 << 30
    /// Attempts after the first for what may pass.
    package var retries = 3
    /// What the source may take of its server.
    package var pace = Pace()
    /// Whom to believe, and how to be believed, on the way.
    package var trust = Trust()
    /// Server that requests pass through; nil: none.
    package var proxy: Proxy?
    /// Nil: everything is asked for each time.
    package var incremental: Incremental?

    /// Where records come from.
    package enum Method: Sendable, Hashable {
        case files(FilesFetch)
        case http(HTTPFetch)
        case opencps(OpenCPSFetch)
        case igate(IGateFetch)
        case session(SessionFetch)
        case provincePortal(ProvincePortalFetch)
        case transportMinistry(TransportMinistryFetch)
        case businessRegistration(BusinessRegistrationFetch)
        case soap(SOAPFetch)
    }

    /// What a source may take of its server.
    package struct Pace: Sendable, Hashable {
        /// Most requests at once; nil: one until the length of a list is known, then a few.
        package var atOnce: Int?
        /// Most requests a second; nil: no bound.
        package var perSecond: Double?
    }

    /// Whom to believe, and how to be believed, on the way.
    package struct Trust: Sendable, Hashable {
        /// PEM file of the authorities to trust instead of the system's; nil: the system's.
        package var authorities: String?
        /// PEM file of our certificate; nil: none is shown.
        package var certificate: String?
        /// PEM file of its key.
        package var key: String?
        /// Password of that key; nil: it has none.
        package var keyPassword: Secret?
        /// `sha256//…` of the public key that the server must have; nil: any trusted one.
        package var pin: String?
        /// Whether certificates are checked at all.
        package var isVerified = true
    }

    /// A server that requests pass through.
    package struct Proxy: Sendable, Hashable {
        package var url: String
        package var user: String?
        package var password: Secret?
    }

    /// Asking only for what changed since the last run.
    package struct Incremental: Sendable, Hashable {
        /// Name of the field that tells the change, as the system sorts by it.
        package var by: String
        /// How far before the newest change that is known to begin.
        package var overlap: Duration = .seconds(2 * 86_400)
        /// Longest time between two full readings.
        package var full: Duration = .seconds(7 * 86_400)
    }

    /// How long one transfer may take.
    package struct Timeouts: Sendable, Hashable {
        /// Longest time until a connection stands.
        package var connect: Duration = .seconds(10)
        /// Longest time without a byte.
        package var stall: Duration = .seconds(30)
        /// Longest time for one transfer.
        package var total: Duration = .seconds(10 * 60)
    }
}

/// Files that another program left.
package struct FilesFetch: Sendable, Hashable {
    /// Which of the matching files count.
    package enum Take: Sendable, Hashable {
        /// All of them, in the order of their names.
        case all
        /// The last by name.
        case newest
        /// Those of that day or later, by the day in their names, else by their time of change.
        case since(Instant)
        /// Those of the day so many days before the run, or later.
        case last(days: Int)
    }

    /// A local path or a remote address; `*`, `?` and `[...]` stand for what they do in a shell, behind `\` for themselves.
    package var pattern: String
    /// Which of the matching files count.
    package var take: Take
    /// Whether `pattern` is a local path.
    package var isLocal: Bool
    /// Pattern of the names that are read in zip files; nil: those that end as the format of the mapping does.
    package var inside: String?
    /// For `sftp`, `ftps` and `ftpes`.
    package var user: String?
    /// For `sftp`, `ftps` and `ftpes`; nil: none.
    package var password: Secret?
    /// For `sftp`: where the private key is kept; nil: none.
    package var key: Secret?
    /// For `sftp`: password of that key; nil: it has none.
    package var keyPassword: Secret?
    /// For `sftp`: file of the host keys that are known.
    package var knownHosts: String?
    /// For `https`: how the folder is asked for.
    package var authentication: Authentication?
    /// How a file shows that it is whole.
    package var completeness = Completeness()

    /// How a file shows that it is whole.
    package struct Completeness: Sendable, Hashable {
        /// Length and time must have stayed the same this long; nil: they are not watched.
        package var stable: Duration?
        /// Ending of a file beside it that says so, `.done`; nil: none is needed.
        package var sentinel: String?
    }
}
