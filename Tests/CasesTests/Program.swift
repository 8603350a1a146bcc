import Foundation

/// Where the sources of this package lie.
enum Repository {
    static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent()
}

/// What a run of a program left behind.
struct CommandOutcome: Sendable {
    var exit: Int32
    var stdout: String
    var stderr: String
}

/// The program under test and its companions, as they were built beside the tests.
enum Program {
    static let path = built("doisoat")
    static let rehearsal = built("doisoat-rehearsal")

    /// Runs the program with a clean environment and collects what it prints.
    static func run(
        _ arguments: [String],
        in folder: URL = Repository.root,
        environment: [String: String] = [:]
    ) throws -> CommandOutcome {
        try RunningProgram(path, arguments, in: folder, environment: environment).outcome()
    }

    /// Runs it inside bounds that the kernel keeps: seconds of processor time and kilobytes of address space.
    static func run(
        _ arguments: [String],
        in folder: URL,
        cpuSeconds: Int,
        kilobytes: Int
    ) throws -> CommandOutcome {
        let script = "ulimit -t \(cpuSeconds); ulimit -v \(kilobytes); exec \"$0\" \"$@\""
        return try RunningProgram(URL(filePath: "/bin/sh"), ["-c", script, path.path] + arguments, in: folder).outcome()
    }

    /// Runs a python program that the test brings along.
    static func python(_ arguments: [String], in folder: URL = Repository.root) throws -> CommandOutcome {
        let path = ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin"
        return try RunningProgram(
            URL(filePath: "/usr/bin/env"),
            ["python3"] + arguments,
            in: folder,
            environment: ["PATH": path]
        ).outcome()
    }

    /// Beside the test bundle in the build folder.
    private static func built(_ name: String) -> URL {
        var folder = URL(filePath: CommandLine.arguments[0]).deletingLastPathComponent()
        while folder.path != "/", !FileManager.default.fileExists(atPath: folder.appending(path: name).path) {
            folder.deleteLastPathComponent()
        }
        return folder.appending(path: name)
    }
}

/// A program that was started; what it prints goes to files.
struct RunningProgram {
    let process = Process()
    private let output: TemporaryFolder

    init(_ path: URL, _ arguments: [String], in folder: URL, environment: [String: String] = [:]) throws {
        output = try TemporaryFolder()
        process.executableURL = path
        process.arguments = arguments
        process.currentDirectoryURL = folder
        process.environment = ["PATH": "/usr/bin:/bin", "LANG": "en_US.UTF-8", "TZ": "UTC"].merging(environment) { $1 }
        process.standardOutput = try output.writer("stdout")
        process.standardError = try output.writer("stderr")
        process.standardInput = FileHandle.nullDevice
        try process.run()
    }

    /// What it has printed so far, and what it has said.
    func printed() throws -> (stdout: String, stderr: String) {
        (try output.text("stdout"), try output.text("stderr"))
    }

    /// Waits for its end; the exit is 128 and the signal when a signal ended it.
    func outcome() throws -> CommandOutcome {
        process.waitUntilExit()
        let status = process.terminationStatus
        return CommandOutcome(
            exit: process.terminationReason == .exit ? status : 128 + status,
            stdout: try output.text("stdout"),
            stderr: try output.text("stderr")
        )
    }
}

/// A folder that is gone when its last owner is.
final class TemporaryFolder: Sendable {
    let url: URL

    init() throws {
        url = FileManager.default.temporaryDirectory.appending(path: "cases-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
    }

    deinit { try? FileManager.default.removeItem(at: url) }

    func text(_ name: String) throws -> String {
        String(decoding: try Data(contentsOf: url.appending(path: name)), as: UTF8.self)
    }

    func save(_ text: String, _ name: String) throws { try Data(text.utf8).write(to: url.appending(path: name)) }

    func writer(_ name: String) throws -> FileHandle {
        let file = url.appending(path: name)
        _ = FileManager.default.createFile(atPath: file.path, contents: nil)
        return try FileHandle(forWritingTo: file)
    }
}
