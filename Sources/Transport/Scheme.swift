/// The ways to reach a source; anything else libcurl can speak stays switched off.
package enum Scheme: String, Sendable, Hashable, CaseIterable {
    case file
    case http
    case https
    case sftp
    /// FTP inside TLS from the first byte.
    case ftps
    /// FTP that must be raised to TLS, for commands and data, before a name or a password is said; plain FTP is never
    /// spoken.
    case ftpes

    /// libcurl's name for it.
    var wireName: String { self == .ftpes ? "ftp" : rawValue }

    /// Whether answers have a status, headers and redirects.
    var isWeb: Bool { self == .http || self == .https }

    /// Whether it serves folders of files to accounts.
    var isFolder: Bool { self == .sftp || self == .ftps || self == .ftpes }
}
