import Foundation
import Testing

/// Runs every folder of `Tests/Cases`; with `RECORD_CASES=1` in the environment of the test run it records and fails.
struct CasesTests {
    @Test(arguments: CaseFolder.all) func theProgramAnswersTheCase(folder: CaseFolder) throws {
        let outcome = try Program.run(folder.arguments)
        if ProcessInfo.processInfo.environment["RECORD_CASES"] == "1" {
            try folder.record(outcome)
            Issue.record("recorded \(folder.testDescription); look at the difference before committing it")
            return
        }
        let exit = try #require(Int32((folder.text("expected.exit") ?? "").trimmingCharacters(in: .whitespacesAndNewlines)))
        #expect(outcome.exit == exit, "\(outcome.stderr)")
        if let expected = folder.text("expected.stdout") { #expect(outcome.stdout == expected) }
        for line in (folder.text("expected.stderr") ?? "").split(separator: "\n") {
            #expect(outcome.stderr.contains(line), "stderr lacks «\(line)»: \(outcome.stderr)")
        }
    }

    @Test func thereAreCases() {
        #expect(!CaseFolder.all.isEmpty)
    }
}
