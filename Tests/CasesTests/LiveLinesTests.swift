import Foundation
import LoopbackServer
import Testing

/// The live lines of the real program, on a terminal that a test holds.
@Suite(.timeLimit(.minutes(15)))
struct LiveLinesTests {
    /// Runs a command on a terminal of 50 columns and prints what it sent there; notes in a file when it showed the first page.
    private static let terminal = """
        import fcntl, os, pty, struct, sys, termios
        child, terminal = pty.fork()
        if child == 0:
            os.execv(sys.argv[2], sys.argv[2:])
        fcntl.ioctl(terminal, termios.TIOCSWINSZ, struct.pack("HHHH", 24, 50, 0, 0))
        sent = b""
        while True:
            try:
                part = os.read(terminal, 65536)
            except OSError:
                break
            if not part:
                break
            sent += part
            if b"portal  1 pages" in sent:
                open(sys.argv[1], "w").close()
        _, status = os.waitpid(child, 0)
        os.write(1, sent)
        sys.exit(os.waitstatus_to_exitcode(status))
        """

    @Test func aTerminalIsShownALineForEachSource() throws {
        let folder = try TemporaryFolder()
        let seen = folder.url.appending(path: "seen").path
        let server = try LoopbackServer { call in
            let number = call.target.split(separator: "=").last.flatMap { Int($0) } ?? 1
            while number == 2, !FileManager.default.fileExists(atPath: seen) { usleep(1_000) }
            let body = Array((number == 1 ? SmallWorld.records(2...4).joined() : "\n").utf8)
            let head = "HTTP/1.1 200 OK\r\nContent-Length: \(body.count)\r\nConnection: close\r\n\r\n"
            return [.send(Array(head.utf8) + body), .close]
        }
        defer { server.stop() }
        let fetch = "{ kind: http, url: \"\(server.url("/dossiers"))\", page: { parameter: page } }"
        let world = try SmallWorld(portalFetch: fetch)
        let path = ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin"
        let run = try RunningProgram(
            URL(filePath: "/usr/bin/env"),
            ["python3", "-c", Self.terminal, seen, Program.path.path, "run"],
            in: world.folder.url,
            environment: ["PATH": path, "NO_COLOR": "1", "TERM": "xterm"]
        )
        let outcome = try run.outcome()
        #expect(outcome.exit == 0, "\(outcome.stderr)\(outcome.stdout)")
        let sent = outcome.stdout
        #expect(sent.contains("portal  1 pages, 4 records"), "\(sent)")
        #expect(sent.contains("1 of 2 sources have ended"))
        #expect(!sent.contains("\u{1B}[3"), "no colour is wanted")
        let lines = sent.split(whereSeparator: \.isNewline)
        for line in lines where line.hasSuffix("\u{1B}[K") || line.hasSuffix("\u{1B}[K\u{1B}[J") {
            let shown = line.replacing(/\u{1B}\[\d*[A-Z]/, with: "")
            #expect(shown.count < 50, "«\(shown)»")
        }
        #expect(sent.contains("\u{1B}[JRun "), "the lines are taken away before the summary")
    }

    @Test func withoutATerminalNothingSteersIt() throws {
        let outcome = try SmallWorld().run("run", "-v")
        #expect(outcome.exit == 0)
        #expect(!(outcome.stdout + outcome.stderr).contains("\u{1B}"))
    }
}
