import Foundation

/// OpenSSH on 127.0.0.1, one process a connection, for the account that runs the tests and one key.
package final class SecureShellServer: Sendable {
    /// The port that the system chose.
    package let port: Int
    /// Files of the server; the folder is the test's to fill.
    package let files: ScratchFolder
    /// OpenSSH file that knows the server.
    package let knownHosts: String
    /// Paths of private keys: one that the server accepts, the same under a password, and one that it does not accept.
    package let key: String
    package let lockedKey: String
    package let strangeKey: String
    private let folder: ScratchFolder
    private let process: ChildProcess
    private let released: String

    /// Opens `lockedKey`.
    package static let keyPassword = "s3cret"

    /// A server that ends its first connections after so many bytes each; where those reach into a file, not before
    /// `release`, because libssh2 drops what it has read when the end follows at once.
    package init(cutting budgets: [Int] = []) throws {
        files = try ScratchFolder()
        folder = try ScratchFolder()
        (key, lockedKey, strangeKey) = ("\(folder.path)/key", "\(folder.path)/locked", "\(folder.path)/strange")
        knownHosts = "\(folder.path)/known"
        let host = "\(folder.path)/host"
        for path in [host, key, strangeKey] { try Self.makeKey(path) }
        try FileManager.default.copyItem(atPath: key, toPath: lockedKey)
        try Self.run(["ssh-keygen", "-q", "-p", "-N", Self.keyPassword, "-f", lockedKey])
        let settings = """
            HostKey \(host)
            PidFile none
            AuthorizedKeysFile \(key).pub
            StrictModes no
            UsePAM no
            PermitRootLogin yes
            Subsystem sftp internal-sftp
            """
        let path = try folder.write(Array(settings.utf8), to: "sshd_config")
        // sshd run by root wants the folder that its service makes at the start of the machine.
        if getuid() == 0 {
            try FileManager.default.createDirectory(atPath: "/run/sshd", withIntermediateDirectories: true)
        }
        released = "\(folder.path)/released"
        process = try ChildProcess(["python3", "-c", Self.program, path, released] + budgets.map(String.init))
        guard let port = process.line().flatMap({ Int($0) }) else { throw ChildProcess.NotStarted() }
        self.port = port
        try remember(host)
    }

    /// Tells that something of the file has come; the connection may break then.
    package func release() { _ = FileManager.default.createFile(atPath: released, contents: nil) }

    /// The address of a path below the folder of the server.
    package func url(_ path: String) -> String { "sftp://127.0.0.1:\(port)\(files.path)/\(path)" }

    /// Writes the key of a host of another name into the file of known hosts instead of the server's own.
    package func forget() throws { try write("other.example", "\(folder.path)/host") }

    /// Writes another key for the server into the file of known hosts.
    package func mistake() throws { try write("[127.0.0.1]:\(port)", strangeKey) }

    private func remember(_ key: String) throws { try write("[127.0.0.1]:\(port)", key) }

    private func write(_ host: String, _ key: String) throws {
        let text = try String(contentsOfFile: key + ".pub", encoding: .utf8)
        let words = text.split(separator: " ").prefix(2).joined(separator: " ")
        _ = try folder.write(Array("\(host) \(words)\n".utf8), to: "known")
    }

    private static func makeKey(_ path: String) throws {
        try run(["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-C", "test", "-f", path])
    }

    private static func run(_ command: [String]) throws {
        guard try ChildProcess(command).succeeds() else { throw ChildProcess.NotStarted() }
    }

    private static let program = """
        import os, socket, subprocess, sys, threading, time

        settings, released = sys.argv[1:3]

        def copy(source, target, budget, is_gated=False):
            try:
                while budget > 0 and (data := source.recv(min(budget, 65536))):
                    target.sendall(data)
                    budget -= len(data)
                while budget == 0 and is_gated and not os.path.exists(released):
                    time.sleep(0.01)
                target.shutdown(socket.SHUT_WR)
            except OSError:
                pass

        def serve(client, budget):
            if os.path.exists(released):
                os.remove(released)
            ours, theirs = socket.socketpair()
            command = ["/usr/sbin/sshd", "-i", "-f", settings]
            server = subprocess.Popen(command, stdin=theirs, stdout=theirs, stderr=subprocess.DEVNULL)
            theirs.close()
            back = threading.Thread(target=copy, args=(client, ours, 1 << 62), daemon=True)
            back.start()
            copy(ours, client, budget, budget > 100_000)
            back.join()
            ours.close()
            client.close()
            server.wait()

        budgets = [int(text) for text in sys.argv[3:]]
        listener = socket.create_server(("127.0.0.1", 0))
        print(listener.getsockname()[1], flush=True)
        while True:
            client = listener.accept()[0]
            budget = budgets.pop(0) if budgets else 1 << 62
            threading.Thread(target=serve, args=(client, budget), daemon=True).start()
        """
}
