import Glibc
import Pipeline
import Reports
import Settings

/// Hands a run to the pipeline with what only the commands may provide: secrets, the clock, a scratch folder, the lock.
struct Runner {
    let environment: [String: String]
    let clock: Clock

    func reconcile(_ request: ReconcileRequest, _ findings: RunFindings) throws -> RunSummary {
        let configuration = try SettledQuestions.absoluteConfiguration(request.configuration)
        let start = clock.elapsed()
        let scratch = try ScratchFolder(in: temporaryFolder)
        var summary = try locked(configuration, request, findings.checkInterruption) {
            try Pipeline.reconcile(configuration, options(request, scratch: scratch.path), findings)
        }
        summary.duration = clock.elapsed() - start
        return summary
    }

    func explain(_ request: ExplainRequest) throws -> Explanation {
        try looking(request.configuration) { configuration, options in
            try Pipeline.explain(request.code, configuration, options)
        }
    }

    /// The surveys of the mappings that were asked for, all of them when none was named.
    func surveys(_ request: MappingsRequest) throws -> [MappingSurvey] {
        let surveys = try looking(request.configurationRequest) { configuration, options in
            try Pipeline.survey(configuration, options)
        }
        return surveys.filter { request.names.isEmpty || request.names.contains($0.mapping) }
    }

    /// Looks at the files that people write and, when asked to and nothing is wrong with them, calls the sources.
    func check(_ request: CheckRequest) throws -> [CheckFinding] {
        let findings = SettledQuestions.check(request.configuration)
        guard request.isOnline, findings.allSatisfy({ $0.diagnostics == nil }) else { return findings }
        let probes = try looking(request.configuration) { configuration, options in
            try Pipeline.probe(configuration, options, Interruption.check)
        }
        return findings + probes.map { CheckFinding(.source($0.source), failure: $0.failure) }
    }

    /// Reads the feeds without keeping anything of them.
    private func looking<Result>(
        _ request: ConfigurationRequest,
        _ body: (Configuration, RunOptions) throws -> Result
    ) throws -> Result {
        let configuration = try SettledQuestions.absoluteConfiguration(request)
        let scratch = try ScratchFolder(in: temporaryFolder)
        return try body(configuration, options(ReconcileRequest(lookingAt: request, clock), scratch: scratch.path))
    }

    /// A run that keeps its pages holds the lock of the state folder; a dry run needs none.
    private func locked<Result>(
        _ configuration: Configuration,
        _ request: ReconcileRequest,
        _ checkInterruption: () throws -> Void,
        _ body: () throws -> Result
    ) throws -> Result {
        guard request.keepsPages else { return try body() }
        let lock = try RunLock.take(configuration.state, timeout: request.lockTimeout, checkInterruption)
        return try lock.holding(body)
    }

    private func options(_ request: ReconcileRequest, scratch: String) -> RunOptions {
        let secrets = SecretStore(environment: environment)
        return RunOptions(
            run: request.run,
            threads: request.threads ?? Runner.processors,
            memory: request.memory ?? RunOptions.standardMemory,
            scratch: scratch,
            keepsPages: request.keepsPages,
            now: clock.now,
            secret: { try secrets.text(of: $0) }
        )
    }

    private var temporaryFolder: String { environment["TMPDIR"].flatMap { $0.isEmpty ? nil : $0 } ?? "/tmp" }

    /// Processors that are in service, at least one.
    private static var processors: Int { max(1, sysconf(Int32(_SC_NPROCESSORS_ONLN))) }
}
