import Dossiers
import Formats
import Mapping
import Reconciliation
import Settings

/// Everything that is known before the first byte of a feed is read: sources with compiled mappings, rules, names of units.
struct Preparation: Sendable {
    var configuration: Configuration
    var rules: Rules
    /// Local sources in the order of the configuration, the portal last.
    var sources: [RunSource]
    var agencies: AgencyNames
    /// The same as they are read: those that are asked for changes as the snapshots that they become.
    var readSources: [RunSource] {
        zip(configuration.sources, sources).map { setting, source in
            guard setting.fetch.incremental != nil, let program = source.program.readingSnapshot else { return source }
            var read = source
            read.program = program
            return read
        }
    }
    /// What looks odd in the configuration and stops nothing.
    var warnings: [Sentence] = []

    /// Reads and compiles all mappings and rules.
    ///
    /// - Parameter today: the day of the run, on which windows without a last day end.
    /// - Throws: `Diagnostics` with every finding in every file; nothing was done then.
    init(_ configuration: Configuration, today: Instant) throws(Diagnostics) {
        self.configuration = configuration
        var findings: [Diagnostic] = []
        var rules = Rules.standard
        do throws(Diagnostics) { rules = try configuration.rules() } catch { findings += error.all }
        self.rules = rules
        let reader = MappingReader(directory: configuration.mappings)
        var programs: [String: MappingProgram] = [:]
        for name in Set(configuration.sources.map(\.mapping)).sorted() {
            do throws(Diagnostics) {
                programs[name] = MappingProgram(try reader.definition(named: name))
            } catch { findings += error.all }
        }
        guard findings.isEmpty else { throw Diagnostics(findings) }
        agencies = try AgencyNames(reader)
        warnings = KnownNames.warnings(on: configuration, agencies) + PullTelling.warnings(on: configuration.sources)
        sources = try Preparation.sources(of: configuration, programs, agencies, today)
        try checkIncrements()
    }

    /// Refuses asking for changes where the records cannot be kept one a line.
    private func checkIncrements() throws(Diagnostics) {
        let refused = zip(configuration.sources, sources).filter { setting, source in
            setting.fetch.incremental != nil && source.program.readingSnapshot == nil
        }
        guard refused.isEmpty else {
            throw Diagnostics(
                refused.map { setting, source in
                    let problem = SnapshotProblem.notMergeable(mapping: source.program.definition.name)
                    return Diagnostic(file: configuration.file, line: setting.line, message: problem.sentence)
                }
            )
        }
    }

    private static func sources(
        of configuration: Configuration,
        _ programs: [String: MappingProgram],
        _ agencies: AgencyNames,
        _ today: Instant
    ) throws(Diagnostics) -> [RunSource] {
        var sources: [RunSource] = []
        for (order, source) in configuration.sources.enumerated() {
            guard let program = programs[source.mapping] else { continue }
            let isPortal = order == configuration.sources.count - 1
            var prepared = RunSource(
                id: source.id,
                side: isPortal ? .portal : .local,
                order: order,
                program: program.naming(nextAt: source.fetch.method.nextPath),
                units: source.units.map { Set($0.map { agencies.canonical($0) ?? $0 }) }
            )
            prepared.asked = try asked(of: source.fetch.method, configuration.window, today)
            sources.append(prepared)
        }
        return sources
    }

    /// What a source is asked for.
    private static func asked(
        of method: Fetch.Method,
        _ window: Window?,
        _ today: Instant
    ) throws(Diagnostics) -> AskedScope {
        if case .soap(let service) = method, service.isAskedOnce { return .unread }
        if case .file(let path)? = method.codes { return .codes(try CodeList.read(path)) }
        guard method.windowDays != nil, let bounds = window?.bounds(today: today), let from = bounds.from else {
            return .everything
        }
        return .received(from: from, to: bounds.to ?? Instant(localSeconds: today.seconds, precision: .day))
    }
}

extension MappingProgram {
    /// The same program for a source whose pages name the next one at `path`; itself where they do not.
    fileprivate func naming(nextAt path: String?) -> MappingProgram {
        guard let path = path.flatMap({ SlotPath($0) }) else { return self }
        var definition = definition
        definition.envelope.next = path
        return MappingProgram(definition)
    }
}

extension Fetch.Method {
    /// Where a page names the next one; nil: nowhere in its body.
    fileprivate var nextPath: String? {
        guard case .http(let http) = self else { return nil }
        switch http.pages {
        case .cursor(_, let path, _), .nextURL(let path, _): return path
        case .numbered, .linkHeader, nil: return nil
        }
    }
}
