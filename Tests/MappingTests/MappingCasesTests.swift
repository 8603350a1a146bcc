import Dossiers
import Formats
import Foundation
import Mapping
import Testing

struct MappingCasesTests {
    private static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().appendingPathComponent("mappings").path

    /// Mappings whose pages can be read; every folder with cases is among them.
    private static let names = (try? MappingReader(directory: folder).names()) ?? []

    @Test(arguments: names)
    func everyShippedCasePasses(name: String) throws {
        let definition = try MappingReader(directory: Self.folder).definition(named: name)
        let cases = MappingCases(MappingProgram(definition))
        #expect(!cases.names.isEmpty)
        for outcome in cases.run() {
            #expect(outcome.fault == nil, "\(name)/\(outcome.name)")
            for difference in outcome.differences {
                Issue.record(
                    "\(name)/\(outcome.name):\(difference.line)\n- \(difference.expected ?? "")\n+ \(difference.actual ?? "")"
                )
            }
        }
    }

    @Test func shippedMappingsAreFound() { #expect(Self.names.count >= 10) }

    @Test func aWrongExpectationIsADifference() throws {
        let yaml =
            "mapping: m\nformat: ndjson\nfields:\n  code: { path: c, as: dossier-code }\n  status: { path: s, as: status }\n"
        let folder = try ReadingFolder([
            "m/mapping.yaml": yaml,
            "m/cases/good/input.ndjson": "{\"c\":\"a-1\",\"s\":4}\n{\"c\":\"\",\"s\":4}\n",
            "m/cases/good/expected.ndjson":
                "{\"status\":4,\"code\":\"A-1\"}\n{\"quarantine\":\"code-missing\",\"field\":\"code\"}\n",
            "m/cases/wrong/input.ndjson": "{\"c\":\"a-1\",\"s\":4}\n",
            "m/cases/wrong/expected.ndjson": "{\"code\":\"A-1\",\"status\":5}\n{\"code\":\"A-2\",\"status\":5}\n",
            "m/cases/none/expected.ndjson": "",
        ])
        let outcomes = MappingCases(MappingProgram(try folder.reader.definition(named: "m"))).run()
        #expect(outcomes.map(\.name) == ["good", "none", "wrong"])
        #expect(outcomes.map(\.hasPassed) == [true, false, false])
        #expect(outcomes[1].fault == "the case has no file input.*")
        #expect(outcomes[2].differences.map(\.line) == [1, 2])
        #expect(outcomes[2].differences[0].actual == "{\"code\":\"A-1\",\"status\":4}")
        #expect(outcomes[2].differences[1].actual == nil)
    }
}
