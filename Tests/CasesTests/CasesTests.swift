import Foundation
import Testing

/// Runs every folder of `Tests/Cases`; with `RECORD_CASES=1` in the environment of the test run it records and fails.
struct CasesTests {
    @Test(arguments: CaseFolder.all) func theProgramAnswersTheCase(folder: CaseFolder) throws {
        let outcome = try folder.outcome()
        if ProcessInfo.processInfo.environment["RECORD_CASES"] == "1" {
            try folder.record(outcome)
            Issue.record("recorded \(folder.testDescription); look at the difference before committing it")
            return
        }
        let exit = try #require(
            Int32((folder.text("expected.exit") ?? "").trimmingCharacters(in: .whitespacesAndNewlines))
        )
        #expect(outcome.exit == exit, "\(outcome.stderr)")
        #expect(outcome.stdout == (try #require(folder.text("expected.stdout"))))
        for line in (folder.text("expected.stderr") ?? "").split(separator: "\n") {
            #expect(outcome.stderr.contains(line), "stderr lacks «\(line)»: \(outcome.stderr)")
        }
    }

    @Test func thereAreCases() {
        #expect(CaseFolder.all.count > 100)
    }

    @Test(arguments: CaseFolder.all) func nothingExpectedNamesThisMachineOrTheClock(folder: CaseFolder) {
        for name in ["expected.stdout", "expected.stderr"] {
            let text = folder.text(name) ?? ""
            #expect(!text.contains(Repository.root.path))
            #expect(text.firstMatch(of: /20\d{6}-\d{6}/) == nil)
        }
    }

    @Test(arguments: CaseFolder.all.filter { $0.arguments.first == "explain" && !$0.arguments.contains("--unmask") })
    func noExplanationNamesAPerson(folder: CaseFolder) throws {
        let outcome = try folder.outcome()
        for secret in ["Mẫu", "099000000001", "0900000001", "mau@example.vn", "1.pdf"] {
            let shown = outcome.stdout.replacing("UBND huyện Mẫu", with: "")
            #expect(!shown.contains(secret), "«\(secret)» is shown")
        }
    }
}
