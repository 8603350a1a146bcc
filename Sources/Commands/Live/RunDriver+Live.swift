import Mapping
import Settings

extension RunDriver {
    /// The rooms themselves.
    ///
    /// - Parameter environment: where secrets and the folder for temporary files are looked up.
    package static func live(environment: [String: String], clock: Clock) -> RunDriver {
        let runner = Runner(environment: environment, clock: clock)
        return RunDriver(
            reconcile: runner.reconcile,
            explain: runner.explain,
            check: runner.check,
            testMappings: { try MappingTrial.outcomes($0) },
            unmappedCodes: runner.unmappedCodes,
            coverage: runner.coverage,
            settings: { try SettledQuestions.settings($0) },
            outputFolder: { try SettledQuestions.configuration($0).output },
            selection: { try SelectionSettling.settled($0, $1) }
        )
    }
}
