import Foundation

/// An FTP server inside TLS on 127.0.0.1, with one account.
package final class SecureFileServer {
    /// When TLS begins.
    package enum Beginning: String, CaseIterable {
        /// With the first byte.
        case ftps
        /// On demand, and then it is demanded.
        case ftpes
        /// Never: a server of the old kind.
        case ftp
    }

    /// The port that the system chose.
    package let port: Int
    /// Files of the server; the folder is the test's to fill.
    package let files: ScratchFolder
    private let process: ChildProcess
    private let beginning: Beginning

    /// The one account.
    package static let (user, password) = ("officer", "pa ss:wörd")

    /// A server that shows `certificate` and ends its first data connections after so many bytes each.
    package init(_ beginning: Beginning, _ certificate: TestAuthority.Certificate, cutting budgets: [Int] = []) throws {
        self.beginning = beginning
        files = try ScratchFolder()
        let facts = [files.path, certificate.file, certificate.key, Self.user, Self.password, beginning.rawValue]
        process = try ChildProcess(["/usr/bin/python3", "-c", Self.program] + facts + budgets.map(String.init))
        guard let port = process.line().flatMap({ Int($0) }) else { throw ChildProcess.NotStarted() }
        self.port = port
    }

    /// The address of `path`; with TLS from the start unless that begins on demand.
    package func url(_ path: String) -> String {
        "\(beginning == .ftps ? "ftps" : "ftpes")://127.0.0.1:\(port)/\(path)"
    }

    /// What the next client that left had said in the clear, line by line.
    package func saidInTheClear() -> [String] {
        var lines: [String] = []
        while let line = process.line(), line != "." { lines.append(line) }
        return lines
    }

    private static let program = """
        import sys
        from pyftpdlib.authorizers import DummyAuthorizer
        from pyftpdlib.handlers import TLS_DTPHandler, TLS_FTPHandler
        from pyftpdlib.servers import FTPServer

        folder, certificate, key, user, password, beginning = sys.argv[1:7]
        budgets = [int(text) for text in sys.argv[7:]]

        class Data(TLS_DTPHandler):
            budget = None

            # Clients may begin TLS before they ask for a file; without this the server takes that for their end.
            def readable(self):
                return self._ssl_accepting or super().readable()

            def send(self, data):
                if self.budget is None:
                    self.budget = budgets.pop(0) if budgets else 1 << 62
                if self.budget <= 0:
                    self.close()
                    return 0
                sent = super().send(data[:self.budget])
                self.budget -= sent
                return sent

        class Handler(TLS_FTPHandler):
            dtp_handler = Data

            def handle(self):
                if beginning == "ftps":
                    self.secure_connection(self.ssl_context)
                super().handle()

            def pre_process_command(self, line, command, argument):
                if not self._ssl_established:
                    print(line, flush=True)
                super().pre_process_command(line, command, argument)

            def on_disconnect(self):
                print(".", flush=True)

            def ftp_AUTH(self, line):
                if beginning == "ftp":
                    self.respond("502 Not here.")
                else:
                    super().ftp_AUTH(line)

        Handler.certfile, Handler.keyfile = certificate, key
        Handler.tls_control_required = Handler.tls_data_required = beginning != "ftp"
        Handler.ssl_context = Handler.get_ssl_context()
        Handler.ssl_context.set_session_id(b"test")
        Handler.authorizer = DummyAuthorizer()
        Handler.authorizer.add_user(user, password, folder, perm="elr")
        Handler.auth_failed_timeout = 0
        server = FTPServer(("127.0.0.1", 0), Handler)
        print(server.socket.getsockname()[1], flush=True)
        import logging
        logging.disable(logging.CRITICAL)
        server.serve_forever()
        """
}
