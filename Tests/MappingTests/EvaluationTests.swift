import Dossiers
import Formats
import Mapping
import Testing

struct EvaluationTests {
    @Test(arguments: [
        ("{ path: a.b }", #"{"a":{"b":" x "}}"#, "x"),
        ("{ path: \"a[].b\" }", #"{"a":[{"b":null},{"b":""},{"b":"y"},{"b":"z"}]}"#, "y"),
        ("{ path: \"a[].b\" }", #"{"a":{"b":"single"}}"#, "single"),
        ("{ path: a }", #"{"a":12.50}"#, "12.5"),
        ("{ path: a }", #"{"a":true}"#, "true"),
        ("{ first: [a, b] }", #"{"a":" ","b":"second"}"#, "second"),
        ("{ first: [a, b], absent: [\"-\"] }", #"{"a":"-","b":"second"}"#, "second"),
        ("{ join: { paths: [a, b, c], with: \", \" } }", #"{"a":"x","b":"","c":"y"}"#, "x, y"),
        ("{ constant: always }", "{}", "always"),
        ("{ path: a, decode: [base64] }", #"{"a":"VGjDtG4g\nTeG6q3U="}"#, "Thôn Mẫu"),
        ("{ path: a, decode: [html] }", #"{"a":"A &amp; B &#7879; &ocirc; &x"}"#, "A & B ệ ô &x"),
        ("{ path: a, decode: [uri] }", #"{"a":"Th%C3%B4n+A"}"#, "Thôn+A"),
        ("{ path: a, decode: [html, html] }", #"{"a":"&amp;quot;"}"#, "\""),
        ("{ path: a, split: { by: \"##\", take: first } }", #"{"a":"x##y##z"}"#, "x"),
        ("{ path: a, split: { by: \"##\", take: last } }", #"{"a":"x##y##z"}"#, "z"),
        ("{ path: a, split: { by: \"##\", take: 2 } }", #"{"a":"x##y##z"}"#, "y"),
        ("{ path: a, strip_prefix: \"'\", strip_suffix: \".0\" }", #"{"a":"'12.0"}"#, "12"),
        ("{ path: a, add_prefix: \"<\", add_suffix: \">\" }", #"{"a":"x"}"#, "<x>"),
        ("{ path: a, values: { \"1\": one, \"2\": two } }", #"{"a":2}"#, "two"),
        ("{ path: a, table: blanks }", #"{"a":" "}"#, "nothing"),
        ("{ path: a, table: blanks }", #"{"a":"7"}"#, "anything"),
        ("{ path: a, table: words }", #"{"a":" ĐÃ TRẢ "}"#, "returned"),
        ("{ path: a, table: words, key: name }", #"{"a":"hoà  xá"}"#, "commune"),
    ])
    func aRuleGivesItsText(rule: String, record: String, expected: String) throws {
        #expect(try note(rule, record) == expected)
    }

    @Test(arguments: [
        ("{ path: a }", "{}"), ("{ path: a }", #"{"a":null}"#), ("{ path: a }", #"{"a":"\u00a0 "}"#),
        ("{ path: a, absent: [x] }", #"{"a":" x "}"#), ("{ path: a.b }", #"{"a":"text"}"#),
        ("{ path: a, split: { by: \"##\", take: 4 } }", #"{"a":"x##y"}"#),
        ("{ path: a, add_prefix: \"<\" }", #"{"a":"  "}"#), ("{ path: a, table: words }", #"{"a":""}"#),
    ])
    func aBlankValueFillsNothing(rule: String, record: String) throws {
        #expect(try note(rule, record) == nil)
    }

    @Test(arguments: [
        ("note: { path: x }", #"{"x":[1]}"#, QuarantineReason.valueMalformed, Field.note, nil, nil),
        ("note: { path: x, decode: [base64] }", #"{"x":"%%"}"#, .valueMalformed, .note, nil, nil),
        ("return_form: { path: x, decode: [base64] }", #"{"x":"//8="}"#, .invalidEncoding, .returnForm, "//8=", nil),
        ("return_form: { path: x, table: words }", #"{"x":"Lạ"}"#, .unmappedCode, .returnForm, "Lạ", "words"),
        ("received_at: { path: x, date: iso }", #"{"x":"31/02/2023"}"#, .dateMalformed, .receivedAt, "31/02/2023", nil),
        ("procedure: { path: x }", #"{"x":"TP77"}"#, .unmappedCode, .procedure, "TP77", "procedure-aliases"),
        ("digitised: { path: x, as: boolean }", #"{"x":"maybe"}"#, .unmappedCode, .digitised, "maybe", nil),
        ("applicant: { path: x, as: person-name }", #"{"x":{"y":1}}"#, .valueMalformed, .applicant, nil, nil),
    ])
    func aFaultIsNamed(
        rule: String,
        record: String,
        reason: QuarantineReason,
        field: Field,
        value: String?,
        table: String?
    ) throws {
        var evaluator = DossierEvaluator(try program(fields: rule))
        guard case .problem(let problem, let code) = evaluator.evaluate(try complete(record)) else {
            Issue.record("\(record) has no fault")
            return
        }
        #expect(code?.canonical == "H23.23-231215-0001")
        #expect([problem.reason.rawValue, problem.value, problem.table] == [reason.rawValue, value, table])
        #expect(problem.field == field)
    }

    @Test(arguments: [
        (#"{"s":"4"}"#, QuarantineReason.codeMissing), (#"{"c":" ","s":"4"}"#, .codeMissing),
        (#"{"c":"A-1"}"#, .statusMissing), (#"{"c":"A-1","s":"11"}"#, .unmappedCode),
        (#"{"c":"A-1","s":"0"}"#, .unmappedCode), (#"{"c":"A-1","s":"4.0"}"#, .unmappedCode),
        (#"{"c":"'","s":"4"}"#, .codeMalformed),
    ])
    func codeAndStatusMayNotBeBlank(record: String, reason: QuarantineReason) throws {
        var evaluator = DossierEvaluator(try program(fields: ""))
        guard case .problem(let problem, _) = evaluator.evaluate(try TestRecord.value(record)) else {
            Issue.record("\(record) has no fault")
            return
        }
        #expect(problem.reason == reason)
    }

    @Test(arguments: [
        ("2.000815.000.00.00.H23", "2.000815", ".000.00.00.H23"), ("1.001193", "1.001193", nil),
        ("ts_LOP1.000.00.00.H22", "2.002492", nil), ("TP01", "1.000894", ".H56"),
    ])
    func procedureCodesKeepTheirNationalCore(text: String, core: String, suffix: String?) throws {
        let dossier = try dossier(fields: "procedure: { path: p, as: procedure-code }", #"{"p":"\#(text)"}"#)
        #expect(dossier.procedure == core)
        #expect(dossier.procedureSuffix == suffix)
    }

    @Test(arguments: [
        (#"{"r":"30/06/2025","u":"H23.23"}"#, "H23.01"), (#"{"r":"01/07/2025","u":"h23.23"}"#, "H23.02"),
        (#"{"t":"30/06/2025","u":"H23.23"}"#, "H23.01"),
        (#"{"r":"01/07/2025","t":"30/06/2025","u":"H23.23"}"#, "H23.02"),
        (#"{"u":"H23.23"}"#, "H23.01"), (#"{"u":"H99"}"#, "H23.09"),
    ])
    func theRowOfTheDayCounts(record: String, expected: String) throws {
        let rules = """
            agency: { path: u, table: units }
              received_at: { path: r, date: dd/MM/yyyy }
              submitted_at: { path: t, date: dd/MM/yyyy }
            """
        #expect(try dossier(fields: rules, record).agency == expected)
    }

    @Test(arguments: [
        (#"{"p":"done","q":"2"}"#, "exact"), (#"{"p":"done","q":"9"}"#, "any sub"), (#"{"p":"done"}"#, "no sub"),
        (#"{"p":"odd","q":"2"}"#, "any main"),
    ])
    func anExactRowWinsOverAnOpenOne(record: String, expected: String) throws {
        #expect(try dossier(fields: "return_form: { path: [p, q], table: pairs }", record).returnForm == expected)
    }

    @Test(arguments: [
        (#"{"p":"x","q":"1"}"#, "first"), (#"{"p":"y"}"#, "blank q"), (#"{"p":"pre-1","q":"2"}"#, "begins"),
        (#"{"p":"one end","q":"2"}"#, "ends"), (#"{"p":"a mid b","q":"2"}"#, "contains"), (#"{"q":[1]}"#, "list"),
    ])
    func aDecisionTableTriesItsRowsInOrder(record: String, expected: String) throws {
        #expect(try dossier(fields: "return_form: { decide: choice }", record).returnForm == expected)
    }

    @Test func timesAreReadByTheirFormats() throws {
        let rule = "due_at: { path: d, date: [\"dd/MM/yyyy HH:mm\", dd/MM/yyyy] }"
        #expect(try dossier(fields: rule, #"{"d":" 15/12/2023 "}"#).dueAt?.text == "2023-12-15")
        #expect(try dossier(fields: rule, #"{"d":"15/12/2023 08:10"}"#).dueAt?.text == "2023-12-15T08:10+07:00")
        #expect(try dossier(fields: rule, #"{"d":"0000-00-00T00:00:00.000+0700"}"#).dueAt == nil)
    }

    @Test func presenceIsTrueOrFalse() throws {
        let rule = "result_link: { path: \"files[].url\", as: present }"
        #expect(try dossier(fields: rule, #"{"files":[{"url":""},{"url":"x"}]}"#).hasResultLink == true)
        #expect(try dossier(fields: rule, #"{"files":[]}"#).hasResultLink == false)
        #expect(try dossier(fields: "digitised: { path: files, as: present }", #"{"files":[]}"#).digitised == false)
        #expect(try dossier(fields: "digitised: { path: files, as: present }", #"{"files":[1]}"#).digitised == true)
    }

    @Test func skippedAndUnexpectedRecordsAreTold() throws {
        let more = "skip_when: { path: gone, is: [\"1\"] }\nnot_expected_when: { path: parent, present: true }\n"
        var evaluator = DossierEvaluator(try program(fields: "", more: more))
        #expect(evaluator.evaluate(try complete(#"{"gone":1}"#)) == .skipped)
        guard case .dossier(let child) = evaluator.evaluate(try complete(#"{"parent":"x"}"#)) else {
            Issue.record("the child is a dossier")
            return
        }
        #expect(child.isNotExpected)
    }

    @Test func stepsAndCarriedValuesNeverQuarantine() throws {
        let more = """
            carry:
              GhiChu: { path: g }
              NgayTra: { path: n, date: iso }
              TaiLieuNop: { list: files, of: { TepDinhKemId: { path: id }, TenTepDinhKem: { path: name } } }
            """
        let steps = """
            steps:
                list: history
                of: { status: { path: st, as: status }, at: { path: at, date: national }, person: { path: who } }
            """
        let record = try complete(
            """
            {"g":" ok ","n":"2023-12-15T08:10:02","files":{"id":7},
             "history":[{"st":"2","at":"20231215081002","who":"A"},{"st":"77","at":"x"}]}
            """
        )
        var evaluator = DossierEvaluator(try program(fields: steps, more: more))
        guard case .dossier(let dossier) = evaluator.evaluate(record) else {
            Issue.record("faults in steps quarantine")
            return
        }
        #expect(dossier.steps.map(\.status) == [.received, nil])
        #expect(dossier.steps.map { $0.at?.text } == ["2023-12-15T08:10:02+07:00", nil])
        #expect(dossier.carriedOver.map(\.name) == ["GhiChu", "NgayTra", "TaiLieuNop"])
        #expect(dossier.carriedOver[0].value == .text("ok"))
        #expect(dossier.carriedOver[1].value == .text("20231215081002"))
        let file = [
            NamedValue(name: "TepDinhKemId", value: .text("7")), NamedValue(name: "TenTepDinhKem", value: .null),
        ]
        #expect(dossier.carriedOver[2].value == .list([file]))
        #expect(evaluator.faults.map(\.reason) == [.unmappedCode, .dateMalformed])
    }

    @Test func listsInsideListsAreCarriedAndBlankElementsAreNone() throws {
        let more = """
            carry:
              DanhSachHoSoBoSung:
                list: supplements
                of:
                  NoiDungBoSung: { path: text }
                  DanhSachGiayToBoSung: { list: files.item, of: { TenTepDinhKem: { path: name } } }
                  DanhSachLePhiBoSung: { list: fees, of: { Gia: { path: sum } } }
              TaiLieuNop: { list: files, of: { TenTepDinhKem: { path: name } } }
            """
        let record = try complete(
            """
            {"supplements":[{"text":"a","files":{"item":[{"name":"x"},{"name":""},{"name":"y"}]},"fees":{"sum":5000}},
             {"text":"","fees":""},{"fees":[{"sum":"1"}]}],"files":""}
            """
        )
        var evaluator = DossierEvaluator(try program(fields: "", more: more))
        guard case .dossier(let dossier) = evaluator.evaluate(record) else {
            Issue.record("lists quarantine")
            return
        }
        func list(_ name: String, _ member: String, _ texts: [String]) -> NamedValue {
            NamedValue(name: name, value: .list(texts.map { [NamedValue(name: member, value: .text($0))] }))
        }
        let first = [
            NamedValue(name: "NoiDungBoSung", value: .text("a")),
            list("DanhSachGiayToBoSung", "TenTepDinhKem", ["x", "y"]), list("DanhSachLePhiBoSung", "Gia", ["5000"]),
        ]
        let second = [
            NamedValue(name: "NoiDungBoSung", value: .null), list("DanhSachGiayToBoSung", "", []),
            list("DanhSachLePhiBoSung", "Gia", ["1"]),
        ]
        #expect(dossier.carriedOver.first?.value == .list([first, second]))
        #expect(dossier.carriedOver.last?.value == .list([]))
    }

    @Test func identitiesAreComparedOnlyUnderAKey() throws {
        let key = try #require(IdentityKey(Array(0..<16)))
        let definition = try TestMapping.definition(fields: "", more: "")
        #expect(MappingProgram(definition).identityHash("030000000001") == nil)
        let program = MappingProgram(definition, identityKey: key)
        #expect(program.identityHash("030.000 000-001") == program.identityHash("030000000001"))
        #expect(program.identityHash("030000000001") != program.identityHash("030000000002"))
        #expect(program.identityHash(" . ") == nil)
    }

    private func note(_ rule: String, _ record: String) throws -> String? {
        try dossier(fields: "return_form: \(rule)", record).returnForm
    }

    private func dossier(fields: String, _ record: String) throws -> Dossier {
        var evaluator = DossierEvaluator(try program(fields: fields))
        let evaluation = evaluator.evaluate(try complete(record))
        guard case .dossier(let dossier) = evaluation else { throw Fault(evaluation: evaluation) }
        return dossier
    }

    private struct Fault: Error {
        let evaluation: Evaluation
    }

    private func program(fields: String, more: String = "") throws -> MappingProgram {
        MappingProgram(try TestMapping.definition(fields: fields, more: more))
    }

    /// The record with a code and a status.
    private func complete(_ json: String) throws -> RecordValue {
        guard case .object(let members) = try TestRecord.value(json) else { return .null }
        return .object(
            members + [
                RecordMember(name: "c", value: .text("H23.23-231215-0001")),
                RecordMember(name: "s", value: .number("4")),
            ]
        )
    }
}
