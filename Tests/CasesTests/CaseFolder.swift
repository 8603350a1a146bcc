import Foundation
import Testing

/// One end-to-end case: a folder with its input, the command, and what must come of it.
///
/// - `command`: the arguments, one a line; the program runs inside the folder.
/// - `expected.exit`: the exit code.
/// - `expected.stdout`: what must be printed, byte for byte.
/// - `expected.stderr`: lines that must occur in what is said, `@` for the folder of all cases; missing: nothing is demanded.
struct CaseFolder: CustomTestStringConvertible, Sendable {
    let folder: URL

    var testDescription: String { folder.lastPathComponent }

    /// The folder of all cases.
    static let root = Repository.root.appending(path: "Tests/Cases")

    /// All cases, by name.
    static let all: [CaseFolder] = {
        let folders = (try? FileManager.default.contentsOfDirectory(at: root, includingPropertiesForKeys: nil)) ?? []
        return folders.filter { FileManager.default.fileExists(atPath: $0.appending(path: "command").path) }
            .sorted { $0.path < $1.path }
            .map(CaseFolder.init)
    }()

    func text(_ name: String) -> String? { try? String(contentsOf: folder.appending(path: name), encoding: .utf8) }

    var arguments: [String] { (text("command") ?? "").split(separator: "\n").map(String.init) }

    /// Runs the command of the case inside its folder.
    func outcome() throws -> CommandOutcome {
        var outcome = try Program.run(arguments, in: folder)
        outcome.stderr = outcome.stderr.replacing(CaseFolder.root.path, with: "@")
        return outcome
    }

    /// Writes what came out in place of what was expected, less the line that names the run; the caller fails the test.
    func record(_ outcome: CommandOutcome) throws {
        try save(outcome.stdout, "expected.stdout")
        try save("\(outcome.exit)\n", "expected.exit")
        guard text("expected.stderr") != nil else { return }
        let lines = outcome.stderr.split(separator: "\n", omittingEmptySubsequences: false)
        try save(lines.filter { !$0.hasPrefix("Run ") }.joined(separator: "\n"), "expected.stderr")
    }

    private func save(_ text: String, _ name: String) throws {
        try text.write(to: folder.appending(path: name), atomically: true, encoding: .utf8)
    }
}
