import Foundation
import Testing

/// One end-to-end case: a folder with its input, the command, and what must come of it.
///
/// - `command`: the arguments, one a line; `@` stands for the folder of the case.
/// - `expected.exit`: the exit code.
/// - `expected.stdout`: what must be printed, byte for byte; missing: not looked at.
/// - `expected.stderr`: lines that must occur in what is said; missing: nothing may be demanded of it.
struct CaseFolder: CustomTestStringConvertible, Sendable {
    let folder: URL

    var testDescription: String { folder.lastPathComponent }

    /// All cases, by name.
    static let all: [CaseFolder] = {
        let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent().appending(path: "Cases")
        let folders = (try? FileManager.default.contentsOfDirectory(at: root, includingPropertiesForKeys: nil)) ?? []
        return folders.filter { FileManager.default.fileExists(atPath: $0.appending(path: "command").path) }
            .sorted { $0.path < $1.path }
            .map(CaseFolder.init)
    }()

    func text(_ name: String) -> String? { try? String(contentsOf: folder.appending(path: name), encoding: .utf8) }

    var arguments: [String] {
        (text("command") ?? "").split(separator: "\n").map { $0.replacing("@", with: folder.path) }
    }

    /// Writes what came out in place of what was expected; the caller fails the test.
    func record(_ outcome: CommandOutcome) throws {
        try outcome.stdout.write(to: folder.appending(path: "expected.stdout"), atomically: true, encoding: .utf8)
        try "\(outcome.exit)\n".write(to: folder.appending(path: "expected.exit"), atomically: true, encoding: .utf8)
    }
}

/// What a run of the program left behind.
struct CommandOutcome: Sendable {
    let exit: Int32
    let stdout: String
    let stderr: String
}

/// The program under test, as it was built beside the tests.
enum Program {
    /// Runs it with a clean environment and collects what it prints.
    static func run(_ arguments: [String], environment: [String: String] = [:]) throws -> CommandOutcome {
        let process = Process()
        process.executableURL = path
        process.arguments = arguments
        process.environment = ["PATH": "/usr/bin:/bin", "LANG": "en_US.UTF-8", "TZ": "UTC"].merging(environment) { $1 }
        let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let (output, errors) = (folder.appending(path: "stdout"), folder.appending(path: "stderr"))
        for file in [output, errors] { FileManager.default.createFile(atPath: file.path, contents: nil) }
        process.standardOutput = try FileHandle(forWritingTo: output)
        process.standardError = try FileHandle(forWritingTo: errors)
        process.standardInput = FileHandle.nullDevice
        try process.run()
        process.waitUntilExit()
        return CommandOutcome(
            exit: process.terminationStatus,
            stdout: String(decoding: try Data(contentsOf: output), as: UTF8.self),
            stderr: String(decoding: try Data(contentsOf: errors), as: UTF8.self)
        )
    }

    /// Beside the test bundle in the build folder.
    static let path: URL = {
        var folder = URL(filePath: CommandLine.arguments[0]).deletingLastPathComponent()
        while folder.path != "/", !FileManager.default.fileExists(atPath: folder.appending(path: "doisoat").path) {
            folder.deleteLastPathComponent()
        }
        return folder.appending(path: "doisoat")
    }()
}
