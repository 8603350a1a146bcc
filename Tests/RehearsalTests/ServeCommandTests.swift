import Foundation
import Testing

/// The program itself.
struct ServeCommandTests {
    private func world(_ folder: borrowing TemporaryFolder) throws {
        let made = try Program.run([
            Program.rehearsal, "world", "--shape", "district", "--records", "30", "--out", folder.path,
        ])
        #expect(made.status == 0, "\(made.output)")
    }

    @Test(arguments: [SIGTERM, SIGINT])
    func itSaysWhenItIsReadyAndEndsOnASignal(signal: Int32) throws {
        let folder = try TemporaryFolder()
        try world(folder)
        let process = Process()
        process.executableURL = URL(filePath: Program.rehearsal)
        process.arguments = ["serve", "--world", folder.path, "--mappings", "\(Checkout.root)/mappings"]
        let output = Pipe()
        process.standardOutput = output
        try process.run()
        let line = String(decoding: output.fileHandleForReading.availableData, as: UTF8.self)
        #expect(line == "ready \(folder.path)/served/doisoat.yaml\n")
        let control = try folder.text("served/control").trimmingCharacters(in: .newlines)
        #expect(try WireAnswer(control + "/rehearsal/log").status == 200)
        kill(process.processIdentifier, signal)
        let rest = output.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        #expect(process.terminationStatus == 0)
        #expect(process.terminationReason == .exit)
        #expect(rest.isEmpty)
    }

    @Test func itEndsByItselfAfterItsTime() throws {
        let folder = try TemporaryFolder()
        try world(folder)
        let outcome = try Program.run([Program.rehearsal, "serve", "--world", folder.path, "--duration", "1"])
        #expect(outcome.status == 0, "\(outcome.output)")
    }

    @Test(arguments: [
        ["--faults", "opencps"], ["--fault-rate", "2"], ["--fault-kinds", "nothing"], ["--port", "70000"],
        ["--slow-source", "a=b"], ["--faults", "opencps:*=cert-expired"], ["--latency", "-1"],
        ["--token-seconds", "0"],
    ])
    func wrongWordsAreAUsageError(words: [String]) throws {
        let folder = try TemporaryFolder()
        try world(folder)
        let outcome = try Program.run([Program.rehearsal, "serve", "--world", folder.path] + words)
        #expect(outcome.status == 64, "\(outcome.output)")
    }

    @Test(arguments: [["--faults", "nobody:1=reset"], ["--slow-source", "nobody"]])
    func aSourceThatThereIsNotIsNamed(words: [String]) throws {
        let folder = try TemporaryFolder()
        try world(folder)
        let outcome = try Program.run([Program.rehearsal, "serve", "--world", folder.path, "--duration", "1"] + words)
        #expect(outcome.status == 1)
        #expect(outcome.output.contains("nobody: no such source; there are opencps igate"), "\(outcome.output)")
    }

    @Test(arguments: [["--sources", "61"], ["--sources", "0"], ["--kinds", "opencps,nothing"], ["--records", "5"]])
    func aDistrictThatCannotBeIsAUsageError(words: [String]) throws {
        let folder = try TemporaryFolder()
        let outcome = try Program.run(
            [Program.rehearsal, "world", "--shape", "district", "--out", folder.path] + words
        )
        #expect(outcome.status == 64, "\(outcome.output)")
    }
}
