import Dossiers
import Formats
import Foundation
import Mapping
import Testing

/// The digest of a scanned record against the digest of the dossier that its tree gives.
struct ScannedDigestTests {
    private static let more =
        "not_expected_when: { path: parent, present: true }\nskip_when: { path: gone, is: [\"1\"] }\n"

    @Test(arguments: [TestPage.Syntax.ndjson, .json, .xml])
    func scannedRecordsAgreeWithTheirDossiers(syntax: TestPage.Syntax) throws {
        try check(syntax, fields: TestMapping.everyComparedField) { RandomRecord.make(using: &$0) }
    }

    @Test func scannedRowsAgreeWithTheirDossiers() throws {
        let fields = TestMapping.everyComparedField.replacingOccurrences(of: "owner.name", with: "owner")
            .replacingOccurrences(of: "files[].url", with: "files")
        try check(.csv, fields: fields) { random in
            guard case .object(let members) = RandomRecord.make(using: &random) else { return .null }
            return .object(members.filter { $0.value.scalarText != nil })
        }
    }

    private func check(
        _ syntax: TestPage.Syntax,
        fields: String,
        make: (inout SeededGenerator) -> RecordValue
    ) throws {
        var definition = try TestMapping.definition(fields: fields, more: Self.more)
        definition.format = syntax.format
        let program = MappingProgram(definition)
        var random = SeededGenerator(state: 99)
        let records = (0..<1_500).map { _ in make(&random) }
        let page = try TestPage(syntax.write(records, using: &random))
        var sink = DigestSink(evaluator: DigestEvaluator(program))
        let scanner = PageScanner(format: program.format, plan: program.plan, limits: FormatLimits())
        let outcome = try scanner.scan(page.open(), into: &sink)
        #expect(outcome.stop == nil)
        try #require(sink.facts.count == records.count)
        var dossiers = DossierEvaluator(program)
        for (record, (verdict, facts)) in zip(records, zip(sink.verdicts, sink.facts)) {
            switch dossiers.evaluate(record) {
            case .dossier(let dossier):
                #expect(verdict == .accepted, "\(record)")
                #expect(facts == DigestFacts(DossierDigest(of: dossier)), "\(record)")
            case .problem(let problem, _): #expect(verdict == .problem(problem), "\(record)")
            case .skipped: #expect(verdict == .skipped)
            }
        }
    }
}

/// Collects what each record of a scan comes to.
private struct DigestSink: RecordSink {
    var evaluator: DigestEvaluator
    var verdicts: [DigestVerdict] = []
    var facts: [DigestFacts] = []
    private var digest = DossierDigest()

    init(evaluator: DigestEvaluator) { self.evaluator = evaluator }

    mutating func record(_ slots: Span<Slot>, in bytes: Span<UInt8>, at frame: RecordFrame) {
        verdicts.append(evaluator.digest(slots, in: bytes, into: &digest))
        facts.append(DigestFacts(digest))
    }

    mutating func broken(_ problem: RecordProblem, _ slots: Span<Slot>, in bytes: Span<UInt8>, at frame: RecordFrame) {
        verdicts.append(.problem(problem))
        facts.append(DigestFacts(DossierDigest()))
    }
}
