import Dossiers
import Foundation
import Reports
import Testing

/// The rendered output against its schema, judged by Python's `jsonschema`.
struct SchemaTests {
    @Test func discrepanciesMeetTheirSchema() throws {
        let writer = DiscrepancyWriter(language: .vietnamese, masking: .masked)
        var lines: [UInt8] = []
        for situation in Situation.allCases where situation != .agreed {
            var discrepancy = Examples.discrepancy(situation)
            if situation == .onlyLocal { discrepancy.portal = nil }
            if situation == .recoded { discrepancy.codes = ["A-1", "B-2"] }
            writer.appendLine(discrepancy, to: &lines)
        }
        writer.appendLine(Examples.differing(), to: &lines)
        try expectValid(lines, .discrepancy)
    }

    @Test func everyCheckIsInTheSchema() throws {
        var discrepancy = Examples.discrepancy(.held)
        discrepancy.checks = Check.allCases
        var summary = Examples.summary()
        summary.checks = Dictionary(uniqueKeysWithValues: Check.allCases.map { ($0, 1) })
        var line: [UInt8] = []
        DiscrepancyWriter(language: .english, masking: .masked).appendLine(discrepancy, to: &line)
        try expectValid(line, .discrepancy)
        var document: [UInt8] = []
        SummaryWriter().append(summary, to: &document)
        try expectValid(document, .summary)
    }

    @Test func everyReasonAndFieldIsInTheSchema() throws {
        var lines: [UInt8] = []
        for reason in QuarantineReason.allCases {
            for field in [nil] + Field.allCases {
                var quarantined = Examples.quarantined()
                quarantined.problem = RecordProblem(reason, field: field)
                QuarantineWriter(masking: .masked).appendLine(quarantined, to: &lines)
            }
        }
        try expectValid(lines, .quarantine)
    }

    @Test func summaryAndManifestMeetTheirSchemas() throws {
        try expectValid(oneLine(SummaryWriter().document(Examples.summary())), .summary)
        try expectValid(oneLine(SummaryWriter().document(RunSummary(run: "empty"))), .summary)
        let entry = ManifestEntry(
            name: "payloads/A/create-0001.json",
            bytes: 3,
            sha256: String(repeating: "0", count: 64),
            records: nil
        )
        try expectValid(oneLine(ManifestWriter().document(run: "r", entries: [entry])), .manifest)
    }

    @Test(arguments: ReportSchema.allCases)
    func schemasRefuseWhatIsNotTheirs(schema: ReportSchema) throws {
        let verdict = try judge(Array(#"{"surprise":1}"#.utf8), schema)
        #expect(verdict.status == 1)
        #expect(verdict.message.contains("surprise"))
    }

    private func expectValid(_ lines: [UInt8], _ schema: ReportSchema) throws {
        let verdict = try judge(lines, schema)
        #expect(verdict.status == 0, "\(verdict.message)")
    }

    private func oneLine(_ document: [UInt8]) -> [UInt8] { document.filter { $0 != UInt8(ascii: "\n") } }

    /// Status 0 when every line meets the schema, 1 when one does not, anything else when Python or its module is missing.
    private func judge(_ lines: [UInt8], _ schema: ReportSchema) throws -> (status: Int32, message: String) {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString)
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let files = ["schema.json", "lines.ndjson", "errors.txt"].map { folder.appendingPathComponent($0) }
        try Data(schema.bytes).write(to: files[0])
        try Data(lines).write(to: files[1])
        try Data().write(to: files[2])
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = ["python3", "-c", SchemaTests.script, files[0].path, files[1].path]
        process.standardError = try FileHandle(forWritingTo: files[2])
        try process.run()
        process.waitUntilExit()
        return (process.terminationStatus, try String(contentsOf: files[2], encoding: .utf8))
    }

    private static let script = """
        import json, sys
        try:
            import jsonschema
        except ImportError:
            print("python3-jsonschema is missing", file=sys.stderr)
            sys.exit(2)
        schema = json.load(open(sys.argv[1], encoding="utf-8"))
        jsonschema.Draft202012Validator.check_schema(schema)
        judge = jsonschema.Draft202012Validator(schema)
        errors = 0
        for line in open(sys.argv[2], encoding="utf-8"):
            for error in judge.iter_errors(json.loads(line)):
                print(error.message, file=sys.stderr)
                errors = 1
        sys.exit(errors)
        """
}
