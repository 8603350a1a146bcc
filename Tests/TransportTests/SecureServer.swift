/// OpenSSL's own test server with a fresh self-signed certificate for 127.0.0.1.
final class SecureServer {
    /// PEM file of the certificate, which is its own authority.
    let certificate: String
    let port: Int
    private let folder: ScratchFolder
    private let process: ChildProcess

    init(options: [String] = []) throws {
        folder = try ScratchFolder()
        certificate = "\(folder.path)/cert.pem"
        let key = "\(folder.path)/key.pem"
        let maker = try ChildProcess([
            "openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-days", "2",
            "-subj", "/CN=loopback", "-addext", "subjectAltName=IP:127.0.0.1", "-keyout", key, "-out", certificate,
        ])
        guard maker.succeeds() else { throw ChildProcess.NotStarted() }
        process = try ChildProcess(
            ["openssl", "s_server", "-www", "-accept", "127.0.0.1:0", "-cert", certificate, "-key", key] + options
        )
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
