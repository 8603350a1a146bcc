import TestServers

/// OpenSSL's own test server, for HTTPS on 127.0.0.1.
final class SecureServer {
    let port: Int
    private let process: ChildProcess

    /// A server that shows `certificate` and answers with a page about the connection.
    convenience init(_ certificate: TestAuthority.Certificate, options: [String] = []) throws {
        try self.init(certificate, ["openssl", "s_server", "-www"], options)
    }

    /// A server that shows `certificate` and answers with the files in `folder`, which hold the headers too.
    convenience init(_ certificate: TestAuthority.Certificate, answers folder: ScratchFolder) throws {
        let command = ["sh", "-c", "cd \"$0\" && exec \"$@\"", folder.path, "openssl", "s_server", "-HTTP"]
        try self.init(certificate, command, [])
    }

    private init(_ certificate: TestAuthority.Certificate, _ command: [String], _ options: [String]) throws {
        let files = ["-cert", certificate.file, "-key", certificate.key, "-accept", "127.0.0.1:0"]
        process = try ChildProcess(command + files + options)
        port = try Self.port(announcedBy: process)
    }

    func url(host: String = "127.0.0.1") -> String { "https://\(host):\(port)/" }

    private static func port(announcedBy process: ChildProcess) throws -> Int {
        while let line = process.line() {
            guard line.hasPrefix("ACCEPT"), let port = line.split(separator: ":").last.flatMap({ Int($0) }) else {
                continue
            }
            return port
        }
        throw ChildProcess.NotStarted()
    }
}
