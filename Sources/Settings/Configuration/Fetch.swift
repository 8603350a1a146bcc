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

    /// Where records come from.
    package enum Method: Sendable, Hashable {
        case files(FilesFetch)
        case http(HTTPFetch)
        /// A family of systems that this version only understands.
        case system(SystemFetch)
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
    package enum Take: String, CaseIterable, Sendable, Hashable {
        /// All of them, in the order of their names.
        case all
        /// The last by name.
        case newest
    }

    /// A local path, `*` and `?` allowed in it and `\` before what is meant as it stands, or an `sftp://` address.
    package var pattern: String
    /// Which of the matching files count.
    package var take: Take
    /// Whether `pattern` is a local path.
    package var isLocal: Bool
    /// For `sftp`.
    package var user: String?
    /// For `sftp`.
    package var key: Secret?
}

/// A plain GET of one address, or of a numbered series of pages.
package struct HTTPFetch: Sendable, Hashable {
    /// `http` or `https`, without secrets.
    package var url: String
    /// Nil: one page.
    package var pages: PageSeries?
    /// Nil: the feed asks for no proof.
    package var authentication: Authentication?
    /// Further headers, in the order of the file.
    package var headers: [Header]
    /// Certificates to trust instead of the system's; nil: the system's.
    package var authorities: String?

    /// A header that is no secret.
    package struct Header: Sendable, Hashable {
        /// Name of the header.
        package var name: String
        /// One line of text.
        package var value: String
    }

    /// Pages, or first rows of pages, numbered in the query.
    ///
    /// A series ends at a page without records, at the total that a page declares, or at `last`.
    package struct PageSeries: Sendable, Hashable {
        /// Name of the query parameter that carries the number of the page, or of its first row.
        package var parameter: String
        /// Its value on the first page.
        package var from: Int
        /// What is added for the next page: 1 where pages are numbered, the size of a page where rows are.
        package var step: Int
        /// Name of the query parameter that carries the row after the last one; nil: none.
        package var endParameter: String?
        /// Number of pages; nil: only the server knows.
        package var last: Int?
        /// More pages than this are an error of the feed.
        package var limit: Int
        /// Most requests at once; nil: one until the number of pages is known, then a few.
        package var atOnce: Int?
    }
}

/// The settings of a family of systems, checked but not used by this version.
package struct SystemFetch: Sendable, Hashable {
    /// The families.
    package enum Kind: String, CaseIterable, Sendable, Hashable {
        case opencps
        case igate
        case session = "dvcqg-session"
        case provincePortal = "province-portal"
        case transportMinistry = "bgtvt"
        case businessRegistration = "business-registration"
        case soap
    }

    /// The family of the system.
    package var kind: Kind
    /// `http` or `https`, without secrets.
    package var url: String
    /// Nil: the feed asks for no proof.
    package var authentication: Authentication?
    /// Group of OpenCPS.
    package var group: Int?
    /// Records of a page.
    package var page: Int?
    /// Agency that is asked for.
    package var unit: String?
    /// Days that one request may span.
    package var windowDays: Int?
    /// SOAP operation.
    package var operation: String?
    /// Nil: everything is asked for each time.
    package var incremental: Incremental?

    /// Asking only for what changed since the last run.
    package struct Incremental: Sendable, Hashable {
        /// Name of the field that tells the change.
        package var by: String
        /// How far before the last run to begin.
        package var overlap: Duration
    }
}
