/// The ways in which the portal of a district gives its list; the raw value is the name on the command line.
package enum PortalKind: String, CaseIterable, Sendable {
    /// Three days at a time in a session, as national records; it takes what is sent, too.
    case session = "dvcqg-session"
    /// Page by page.
    case provincePortal = "province-portal"

    /// The shape of its records.
    var format: FeedFormat {
        switch self {
        case .session: .dvcqgSparse
        case .provincePortal: .provincePortal
        }
    }
}
