import Feeds
import TestServers

/// Packs files with the programs that offices pack them with.
enum FilesPacking {
    struct Failed: Error {}

    /// Runs a line of the shell inside `folder`.
    static func shell(_ line: String, in folder: String) throws {
        guard try ChildProcess(["sh", "-c", "cd \"$0\" && \(line)", folder]).succeeds() else { throw Failed() }
    }

    /// Runs lines of Python inside `folder`, `zipfile` and its friends at hand.
    static func python(_ lines: String, in folder: String) throws {
        let program = """
            import gzip, io, os, struct, sys, zipfile, zlib
            os.chdir(sys.argv[1])
            \(lines)
            """
        guard try ChildProcess(["python3", "-c", program, folder]).succeeds() else { throw Failed() }
    }
}

extension FeedResult {
    /// The pages as text, in their order.
    var texts: [String] { get throws { try pages.map { try text($0.path) } } }

    /// Kinds of the problems.
    var kinds: [FeedProblem.Kind] { problems.map(\.kind) }

    /// The last parts of the origins, in their order.
    var names: [String] { pages.map { $0.origin.split(separator: "/").last.map(String.init) ?? "" } }
}
