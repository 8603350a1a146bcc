import Dossiers
import Mapping
import Settings

/// Everything that is known before the first byte of a feed is read: sources with compiled mappings, rules, names of units.
struct Preparation: Sendable {
    var configuration: Configuration
    var rules: Rules
    /// Local sources in the order of the configuration, the portal last.
    var sources: [RunSource]
    var agencies: AgencyNames
    /// What looks odd in the configuration and stops nothing, in English.
    var warnings: [Sentence] = []

    /// Reads and compiles all mappings and rules.
    ///
    /// - Throws: `Diagnostics` with every finding in every file; nothing was done then.
    init(_ configuration: Configuration) throws(Diagnostics) {
        self.configuration = configuration
        var findings: [Diagnostic] = []
        do throws(Diagnostics) { try configuration.checkAvailable() } catch { findings += error.all }
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
        warnings = KnownNames.warnings(on: configuration, agencies)
        sources = Preparation.sources(of: configuration, programs, agencies)
    }

    private static func sources(
        of configuration: Configuration,
        _ programs: [String: MappingProgram],
        _ agencies: AgencyNames
    ) -> [RunSource] {
        var sources: [RunSource] = []
        for (order, source) in configuration.sources.enumerated() {
            guard let program = programs[source.mapping] else { continue }
            let isPortal = order == configuration.sources.count - 1
            sources.append(
                RunSource(
                    id: source.id,
                    side: isPortal ? .portal : .local,
                    order: order,
                    program: program,
                    units: source.units.map { Set($0.map { agencies.canonical($0) ?? $0 }) }
                )
            )
        }
        return sources
    }
}
