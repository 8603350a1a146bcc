import Commands
import Dossiers
import Foundation
import Reports
import Settings
import Testing

struct ExitStatusTests {
    @Test func numbersAreThoseOfTheDesign() {
        #expect(ExitStatus.allCases.map(\.rawValue) == [0, 1, 2, 3, 4, 5, 6, 11, 64, 130, 141, 143])
    }

    private static func summary(_ change: (inout RunSummary) -> Void) -> RunSummary {
        var summary = RunSummary(run: "r")
        change(&summary)
        return summary
    }

    private static let trippedGuard = GuardOutcome(name: "max_absent", limit: "5%", value: "9%", isTripped: true)

    @Test(arguments: [
        (summary { _ in }, ExitStatus.done, ExitStatus.done),
        (summary { $0.situations = [.agreed: 5] }, .done, .done),
        (summary { $0.situations = [.agreed: 5, .inFlight: 1] }, .differences, .done),
        (summary { $0.isComplete = false }, .partial, .partial),
        (summary { $0.partialUnits = ["H23"] }, .partial, .partial),
        (summary { $0.local = Books(read: 1) }, .partial, .partial),
        (summary { $0.portal = Books(read: 1, quarantined: 1) }, .partial, .partial),
        (
            summary {
                $0.sources = [SourceSummary(id: "a", side: .local, mapping: "m")]
                $0.sources[0].isComplete = false
            }, .partial, .partial
        ),
        (
            summary {
                $0.situations = [.onlyLocal: 1]
                $0.isComplete = false
            }, .partial, .partial
        ),
        (
            summary {
                $0.guards = [trippedGuard]
                $0.isComplete = false
            }, .guarded, .guarded
        ),
    ])
    func outcomesBecomeNumbers(summary: RunSummary, diff: ExitStatus, run: ExitStatus) {
        #expect(ExitStatus(for: summary, tellsDifferences: true) == diff)
        #expect(ExitStatus(for: summary, tellsDifferences: false) == run)
    }

    @Test(arguments: [
        (UsageError("x") as any Error, ExitStatus.usage),
        (Diagnostics([Diagnostic(file: "a", message: "b")]), .configuration),
        (Diagnostic(file: "a", message: "b"), .configuration),
        (OutputClosed(), .outputClosed),
        (Interrupted(.interrupt), .interrupted),
        (Interrupted(.terminate), .terminated),
        (RunFolderError(.write, path: "p", number: ENOSPC), .temporary),
        (RunFolderError(.create, path: "p", number: EACCES), .configuration),
        (CommandFailure(.locked, "x"), .locked),
        (CocoaError(.fileNoSuchFile), .temporary),
    ])
    func errorsBecomeNumbers(error: any Error, status: ExitStatus) {
        #expect(ExitStatus(for: error) == status)
    }

    @Test(arguments: [
        (EndingSignal.interrupt, ExitStatus.interrupted), (.terminate, .terminated),
    ])
    func signalsEndTheRun(signal: EndingSignal, status: ExitStatus) {
        let stage = Stage()
        stage.interruption = signal
        #expect(stage.run("diff") == status)
        #expect(!stage.talk.captured.isEmpty)
    }
}
