import Foundation

/// Another program of the system, run to its end.
enum Tool {
    /// What it writes to its standard output.
    ///
    /// - Throws: `ToolError` when it cannot be started or ends with another status than 0.
    static func output(_ arguments: [String], in folder: String) throws -> [UInt8] {
        let process = Process()
        process.executableURL = URL(filePath: "/usr/bin/env")
        process.arguments = arguments
        process.currentDirectoryURL = URL(filePath: folder)
        let output = Pipe()
        process.standardOutput = output
        process.standardError = FileHandle.nullDevice
        process.standardInput = FileHandle.nullDevice
        try process.run()
        let bytes = output.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        guard process.terminationStatus == 0 else { throw ToolError(name: arguments[0]) }
        return Array(bytes)
    }
}

/// A program of the system that is missing or failed.
package struct ToolError: Error, Hashable, CustomStringConvertible {
    let name: String

    /// One line for a person.
    package var description: String { "\(name) is missing or failed" }
}
