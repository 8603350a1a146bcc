import Dossiers
import Formats
import Mapping
import Testing

struct FindingsTests {
    @Test func unmappedCodesAreCountedWithWhatMendsThem() throws {
        var report = UnmappedReport(try TestMapping.definition(fields: TestMapping.everyComparedField, more: ""))
        let table = RecordProblem(.unmappedCode, field: .returnForm, value: "dome | 2", table: "pairs")
        report.add(table, code: DossierCode("H23.23-231215-0002"))
        report.add(table, code: DossierCode("H23.23-231201-0001"))
        report.add(RecordProblem(.unmappedCode, field: .status, value: "11"), code: nil)
        report.add(RecordProblem(.dateMalformed, field: .dueAt, value: "x"), code: nil)
        report.add(RecordProblem(.unmappedCode, field: .applicant), code: nil)
        #expect(report.entries.map(\.value) == ["dome | 2", "11"])
        let entry = try #require(report.entries.first)
        #expect(entry.count == 2)
        #expect([entry.firstSeen?.text, entry.lastSeen?.text] == ["2023-12-01", "2023-12-15"])
        #expect(entry.sample == "H23.23-231201-0001")
        #expect(entry.nearest.first == "done | 2")
        #expect(entry.line == "dome,2,")
        #expect(report.entries[1].table == nil)
        #expect(report.entries[1].line?.hasSuffix(": values: { \"11\": … }") == true)
    }

    /// A row that is made for a decision table must be one of its rows once it has a value.
    @Test func rowsForADecisionTableCanBePasted() throws {
        let mapping = "mapping: m\nformat: json\nfields:\n  code: { path: c }\n  status: { decide: s }\n"
        let table = "a,b.c,d,e,value,note\n=2,present,$::X,,7,\n,blank,$::Y,,4,\n"
        let folder = try ReadingFolder(["m/mapping.yaml": mapping, "m/s.csv": table])
        var report = UnmappedReport(try folder.reader.definition(named: "m"))
        for day in ["2023-06-06", "2023-06-07"] {
            let problem = RecordProblem(.unmappedCode, field: .status, value: "0 | \(day) | T1::Z | 5", table: "s")
            report.add(problem, code: nil)
        }
        report.add(RecordProblem(.unmappedCode, field: .status, value: " |  | Z, | ", table: "s"), code: nil)
        #expect(report.entries.map(\.count) == [2, 1])
        let lines = report.entries.compactMap(\.line)
        #expect(lines == ["=0,present,$::Z,,,", "blank,blank,\"=Z,\",,,"])
        let filled = lines.map { $0.dropLast() + "4,\n" }.joined()
        let mended = try ReadingFolder(["m/mapping.yaml": mapping, "m/s.csv": table + filled])
        #expect(mended.findings() == [])
    }

    @Test func linesForTablesAreQuoted() throws {
        var report = UnmappedReport(
            try TestMapping.definition(fields: "return_form: { path: r, table: words }", more: "")
        )
        report.add(RecordProblem(.unmappedCode, field: .returnForm, value: "a \"b\", c", table: "words"), code: nil)
        #expect(report.entries.first?.line == "\"a \"\"b\"\", c\",")
    }

    @Test func coverageTellsBlankFieldsSilentPathsAndUnusedRows() throws {
        let fields =
            "return_form: { path: r, table: words }\n  note: { first: [n, o] }\n  due_at: { path: d, date: national }"
        let program = MappingProgram(try TestMapping.definition(fields: fields, more: ""))
        var evaluator = DossierEvaluator(program)
        var report = CoverageReport(program)
        for json in [#"{"c":"A-1","s":4,"r":"ĐÃ TRẢ","d":"x"}"#, #"{"c":"A-2","s":4,"n":"a note"}"#] {
            report.add(evaluator.trace(try TestRecord.value(json)))
        }
        #expect(report.records == 2)
        #expect(report.fields.map(\.field) == [.code, .returnForm, .dueAt, .status, .note])
        #expect(report.fields.map(\.filled) == [2, 1, 0, 2, 1])
        #expect(report.fields.map(\.blank) == [0, 1, 1, 0, 1])
        #expect(report.fields.map(\.faulty) == [0, 0, 1, 0, 0])
        #expect(report.silentPaths == ["o"])
        #expect(report.unusedRows.filter { $0.table == "words" }.map(\.line) == [3])
    }

    @Test func aTraceNamesOriginRuleRowAndProblem() throws {
        let fields = "return_form: { path: [p, q], table: pairs }\n  applicant: { path: name, as: person-name }"
        var evaluator = DossierEvaluator(MappingProgram(try TestMapping.definition(fields: fields, more: "")))
        let traces = evaluator.trace(try TestRecord.value(#"{"c":"A-1","s":"11","p":"Done","q":7,"name":"An"}"#))
        #expect(traces.map(\.field) == [.code, .returnForm, .applicant, .status])
        #expect(traces[1].text == "any sub")
        #expect(traces[1].origins.map(\.path) == ["p", "q"])
        #expect(traces[1].origins.map(\.text) == ["Done", "7"])
        #expect(traces[1].row?.line == 3)
        #expect(traces[1].line == 6)
        #expect(traces.map(\.isPersonal) == [false, false, true, false])
        #expect(traces[3].problem?.reason == .unmappedCode)
        #expect(traces[3].text == nil)
    }

    /// The value is that of an independent SipHash-2-4 which gives the vectors of its paper.
    @Test func identitiesAreHashedAsThePaperSays() throws {
        let key = try #require(IdentityKey(Array(0..<16)))
        #expect(key.hash("030000000001") == 0x2A0E3AD013FA7E2D)
        #expect(IdentityKey(Array(0..<15)) == nil)
    }
}
