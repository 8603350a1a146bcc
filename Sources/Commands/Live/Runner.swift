import Dossiers
import Glibc
import Mapping
import Pipeline
import Reports
import Settings

/// Hands a run to the pipeline with what only the commands may provide: secrets, the clock, a scratch folder, the lock.
struct Runner {
    let environment: [String: String]
    let clock: Clock

    func reconcile(_ request: ReconcileRequest, _ begin: (String) throws -> RunFindings) throws -> RunSummary {
        let configuration = try SettledQuestions.absoluteConfiguration(request.configuration)
        let start = clock.elapsed()
        let scratch = try ScratchFolder(in: temporaryFolder)
        var summary = try locked(configuration, request) {
            var request = request
            let findings = try begun(&request, state: configuration.state, begin)
            return try Pipeline.reconcile(configuration, options(request, scratch: scratch.path), findings)
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
            try Runner.checkNames(request.names, configuration)
            return try Pipeline.survey(configuration, options)
        }
        return surveys.filter { request.names.isEmpty || request.names.contains($0.mapping) }
    }

    /// Refuses mappings that are none, or that no source uses: silence about them would look like praise.
    private static func checkNames(_ names: [String], _ configuration: Configuration) throws(Diagnostics) {
        let used = Set(configuration.sources.map(\.mapping)).sorted()
        for name in names where !used.contains(name) {
            _ = try MappingReader(directory: configuration.mappings).definition(named: name)
            throw Diagnostics([
                Diagnostic(
                    file: configuration.file,
                    message: "no source uses the mapping `\(name)`",
                    hint: NearestName.hint(for: name, among: used)
                )
            ])
        }
    }

    /// Looks at the files that people write and, when asked to and nothing is wrong with them, calls the sources.
    func check(_ request: CheckRequest) throws -> [CheckFinding] {
        let findings = SettledQuestions.check(request.configuration)
        guard request.isOnline, findings.allSatisfy({ $0.diagnostics == nil }) else { return findings }
        let probes = try looking(request.configuration) { configuration, options in
            try Pipeline.probe(configuration, options, Interruption.check)
        }
        return findings + probes.map { CheckFinding($0) }
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

    /// The findings of a run under a name that is free: the one it wants, else the same with `-2`, `-3` and so on.
    ///
    /// Nobody else may take a name in the state folder while its lock is held; the output folder may be that of other
    /// states too, so there `begin` has the last word.
    private func begun(
        _ request: inout ReconcileRequest,
        state: String,
        _ begin: (String) throws -> RunFindings
    ) throws -> RunFindings {
        let wanted = request.run
        var number = 1
        while true {
            let isFree = !request.keepsPages || !Directory.exists("\(state)/pages/\(request.run)")
            do {
                if isFree { return try begin(request.run) }
            } catch let error as RunFolderError where error.isNameTaken {}
            number += 1
            request.run = "\(wanted)-\(number)"
        }
    }

    /// A run that keeps its pages holds the lock of the state folder; a dry run needs none.
    private func locked<Result>(
        _ configuration: Configuration,
        _ request: ReconcileRequest,
        _ body: () throws -> Result
    ) throws -> Result {
        guard request.keepsPages else { return try body() }
        let lock = try RunLock.take(configuration.state, timeout: request.lockTimeout, Interruption.check)
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
            secret: { try secrets.text(of: $0) },
            secretFile: { try secrets.path(of: $0) }
        )
    }

    private var temporaryFolder: String { environment["TMPDIR"].flatMap { $0.isEmpty ? nil : $0 } ?? "/tmp" }

    /// Processors that are in service, at least one.
    private static var processors: Int { max(1, sysconf(Int32(_SC_NPROCESSORS_ONLN))) }
}
