import Mapping
import Settings

/// Runs the cases of mappings.
enum MappingTrial {
    /// Every case of the mappings that were asked for, all of them when none was named.
    ///
    /// - Throws: `Diagnostics` with every finding in every mapping; no case was run then.
    static func outcomes(_ request: MappingsRequest) throws(Diagnostics) -> [CaseOutcome] {
        let reader = MappingReader(directory: try folder(request))
        let names = request.names.isEmpty ? try reader.names() : request.names
        var programs: [(name: String, program: MappingProgram)] = []
        var findings: [Diagnostic] = []
        for name in names {
            do throws(Diagnostics) {
                programs.append((name, MappingProgram(try reader.definition(named: name))))
            } catch {
                findings += error.all
            }
        }
        guard findings.isEmpty else { throw Diagnostics(findings) }
        return programs.flatMap { name, program in MappingCases(program).run().map { CaseOutcome($0, of: name) } }
    }

    /// The folder that was named, else the one of the configuration.
    private static func folder(_ request: MappingsRequest) throws(Diagnostics) -> String {
        if let folder = request.folder { return folder }
        return try SettledQuestions.configuration(request.configuration).mappings
    }
}

extension CaseOutcome {
    fileprivate init(_ outcome: MappingCaseOutcome, of mapping: String) {
        self.init(
            mapping: mapping,
            name: outcome.name,
            mismatches: outcome.differences.map { Mismatch(line: $0.line, expected: $0.expected, actual: $0.actual) },
            fault: outcome.fault
        )
    }
}
