import TestServers

/// A proxy on 127.0.0.1 that opens tunnels to this machine, whatever host they are said to go to.
final class TunnelServer {
    let port: Int
    private let process: ChildProcess

    /// A proxy that leads to the port `target`; nil: to the one that is asked for.
    init(to target: Int? = nil) throws {
        process = try ChildProcess(["python3", "-c", Self.program, "\(target ?? 0)"])
        guard let port = process.line().flatMap({ Int($0) }) else { throw ChildProcess.NotStarted() }
        self.port = port
    }

    /// What the next client asked: the first line, and the value of `Proxy-Authorization`, `-` when there was none.
    func nextCall() -> [String] { [process.line() ?? "", process.line() ?? ""] }

    private static let program = """
        import socket, sys, threading

        def copy(source, target):
            try:
                while data := source.recv(65536):
                    target.sendall(data)
                target.shutdown(socket.SHUT_WR)
            except OSError:
                pass

        def serve(client):
            head = b""
            while b"\\r\\n\\r\\n" not in head:
                head += client.recv(1)
            lines = head.decode().split("\\r\\n")
            logins = [line.split(": ")[1] for line in lines if line.lower().startswith("proxy-authorization:")]
            print(lines[0], logins[0] if logins else "-", sep="\\n", flush=True)
            port = int(sys.argv[1]) or int(lines[0].split()[1].rsplit(":", 1)[1])
            server = socket.create_connection(("127.0.0.1", port))
            client.sendall(b"HTTP/1.1 200 Open\\r\\nX-Total-Count: 99\\r\\n\\r\\n")
            threading.Thread(target=copy, args=(server, client), daemon=True).start()
            copy(client, server)

        listener = socket.create_server(("127.0.0.1", 0))
        print(listener.getsockname()[1], flush=True)
        while True:
            threading.Thread(target=serve, args=(listener.accept()[0],), daemon=True).start()
        """
}
