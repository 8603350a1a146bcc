import Foundation

/// A portal over TLS with a certificate of its own; it answers every question alike.
final class SecurePortal {
    /// The certificate that it shows.
    struct Certificate: Sendable {
        /// What it is for, as OpenSSL writes it.
        var name = "IP:127.0.0.1"
        /// Days from now to its end; -1: it ended yesterday.
        var days = 100
    }

    /// Answers with a status and the bytes of a file, its clock so many seconds ahead.
    private static let program = """
        import http.server, ssl, sys, time
        status, ahead, folder = int(sys.argv[1]), int(sys.argv[2]), sys.argv[3]
        class Portal(http.server.BaseHTTPRequestHandler):
            def log_message(self, *_):
                pass
            def date_time_string(self, timestamp=None):
                return super().date_time_string(time.time() + ahead)
            def do_GET(self):
                body = open(folder + "/body", "rb").read()
                self.send_response(status)
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                if self.command != "HEAD":
                    self.wfile.write(body)
            do_HEAD = do_POST = do_GET
        server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Portal)
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(folder + "/cert.pem", folder + "/key.pem")
        server.socket = context.wrap_socket(server.socket, server_side=True)
        print(server.server_port, flush=True)
        server.serve_forever()
        """

    private let folder: TemporaryFolder
    private let server: RunningProgram
    private let port: Int

    /// A portal that answers with `status` and `body`.
    init(_ certificate: Certificate = Certificate(), status: Int = 200, body: String, ahead: Int = 0) throws {
        folder = try TemporaryFolder()
        try folder.save(body, "body")
        try folder.save("subjectAltName=\(certificate.name)", "names")
        let path = ["PATH": ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin"]
        let env = URL(filePath: "/usr/bin/env")
        for command in SecurePortal.making(certificate) {
            let outcome = try RunningProgram(env, command, in: folder.url, environment: path).outcome()
            guard outcome.exit == 0 else { throw NotStarted(why: outcome.stderr) }
        }
        server = try RunningProgram(
            env,
            ["python3", "-c", SecurePortal.program, String(status), String(ahead), folder.url.path],
            in: folder.url,
            environment: path
        )
        var announced = ""
        while !announced.hasSuffix("\n"), server.process.isRunning {
            usleep(1_000)
            announced = try server.printed().stdout
        }
        guard let port = Int(announced.trimmingCharacters(in: .newlines)) else {
            throw NotStarted(why: try server.printed().stderr)
        }
        self.port = port
    }

    deinit {
        // A child of a thread that blocks SIGTERM would never hear of it.
        kill(server.process.processIdentifier, SIGKILL)
        server.process.waitUntilExit()
    }

    /// Why there is no portal.
    struct NotStarted: Error { let why: String }

    var url: String { "https://127.0.0.1:\(port)/dossiers" }

    /// PEM file of the certificate, which is its own authority.
    var authority: String { folder.url.appending(path: "cert.pem").path }

    private static func making(_ certificate: Certificate) -> [[String]] {
        [
            [
                "openssl", "req", "-new", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes",
                "-subj", "/CN=loopback", "-keyout", "key.pem", "-out", "request.pem",
            ],
            [
                "openssl", "x509", "-req", "-in", "request.pem", "-signkey", "key.pem", "-days",
                String(certificate.days), "-extfile", "names", "-out", "cert.pem",
            ],
        ]
    }
}
