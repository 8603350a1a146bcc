/// OpenSSL's own test server, for HTTPS on 127.0.0.1.
final class SecureServer {
    let port: Int
    private let process: ChildProcess

    /// A server that shows `certificate`.
    init(_ certificate: TestAuthority.Certificate, options: [String] = []) throws {
        let files = ["-cert", certificate.file, "-key", certificate.key]
        process = try ChildProcess(["openssl", "s_server", "-www", "-accept", "127.0.0.1:0"] + files + options)
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
