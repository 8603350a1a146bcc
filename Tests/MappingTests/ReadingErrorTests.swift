import Mapping
import Settings
import Testing

struct ReadingErrorTests {
    /// A sound mapping with `line` among its fields and `top` below them, with the given tables.
    private func findings(field line: String = "", top: String = "", _ tables: [String: String] = [:]) throws
        -> [String]
    {
        let text = """
            mapping: m
            format: json
            fields:
              code: { path: c }
              status: { path: s, as: status }
              \(line)
            \(top)

            """
        let files = tables.reduce(into: ["m/mapping.yaml": text]) { $0[$1.key] = $1.value }
        return try ReadingFolder(files).findings()
    }

    @Test(arguments: [
        ("recieved_at: { path: r, date: iso }", "6:3 unknown field `recieved_at` (did you mean `received_at`?)"),
        (
            "note: { path: a, constant: b }",
            "6:30 `note` takes only one of `path`, `first`, `join`, `constant`, `decide`"
        ),
        ("note: { as: text }", "6:9 `note` needs one of `path`, `first`, `join`, `constant`, `decide`"),
        (
            "note: { path: a, as: text, values: { a: b } }",
            "6:38 `note` takes only one of `as`, `date`, `values`, `table`"
        ),
        ("note: { path: a, as: txt }", "6:24 `txt` is not known as `as` (did you mean `text`?)"),
        (
            "note: { paht: a }",
            "6:9 `note` needs one of `path`, `first`, `join`, `constant`, `decide`|6:11 unknown key `paht` in `note` (did you mean `path`?)"
        ),
        ("note: { path: a..b }", "6:17 `a..b` is no path: a name is missing between dots"),
        ("note: { path: \"a[.b\" }", "6:17 `a[.b` is no path: `[]` stands at the end of a name"),
        (
            "note: { path: [a, b] }",
            "6:9 several paths together need a `table` (for the first that is present: `first: […]`)"
        ),
        ("note: { path: [] }", "6:17 `path` must not be empty"),
        ("note: { path: a, zone: +07:00 }", "6:20 `zone` belongs to `date` only"),
        ("note: { path: a, key: name }", "6:20 `key` belongs to `table` only"),
        ("note: { path: a, date: iso }", "6:26 `note` cannot be read by `date` (it takes `as`)"),
        (
            "note: { path: a, decode: [base46] }",
            "6:29 `base46` is not known as item of `decode` (did you mean `base64`?)"
        ),
        (
            "note: { path: a, split: { by: \"\", take: 0 } }",
            "6:33 `by` must be a text that separates, found ``|6:43 `take` must be `first`, `last` or a number from 1, found `0`"
        ),
        ("received_at: { path: a }", "6:16 `received_at` does not say what its text means (add `date`)"),
        (
            "received_at: { path: a, date: dd/mm/yyyy }",
            "6:33 `dd/mm/yyyy` names no month (`mm` is minutes, months are `MM`)"
        ),
        (
            "received_at: { path: a, date: [iso, dd/MM/yyyy hh:mm] }",
            "6:39 `hh` in `dd/MM/yyyy hh:mm` is no piece of a date (hours are `HH`, 0 to 23)"
        ),
        ("received_at: { path: a, date: nationl }", "6:33 `nationl` is no date format (did you mean `national`?)"),
        ("received_at: { path: a, date: \"yyyy-MM-dd'T\" }", "6:33 an apostrophe in `yyyy-MM-dd'T` is not closed"),
        (
            "digitised: { path: a }",
            "6:14 `digitised` does not say what its text means (add `as: boolean`, `as: present`, `values` or `table`)"
        ),
        ("digitised: { path: a, values: { 1: yes } }", "6:38 `yes` is neither true nor false"),
        ("channel: { path: a, values: { 1: onlin, 1 : in-person } }", "6:33 the key `1` is written twice"),
        ("channel: { path: a, values: { 1: onlin } }", "6:36 `onlin` is no channel (did you mean `online`?)"),
        ("channel: { path: a, values: { A: online, a: postal } }", "6:44 `a` stands here twice"),
        (
            "channel: { constant: web }",
            "6:24 `web` is no channel (known here: `in-person`, `online`, `postal`, `inter-agency`)"
        ),
        (
            "agency: { constant: 000.00.23.H23 }",
            "6:23 `000.00.23.H23` is no agency code (province first, then its units: H23.23.18)"
        ),
        ("attachments: { path: a }", "6:3 `attachments` is a list; a payload takes it from `carry`"),
        (
            "steps: { list: a, of: { stauts: { path: b, as: status } } }",
            "6:27 unknown name `stauts` of a step (did you mean `status`?)"
        ),
        ("agency: { path: a, table: agencis }", "6:29 there is no table `agencis` (did you mean `agencies`?)"),
    ])
    func aWrongFieldIsToldAtItsPlace(line: String, expected: String) throws {
        let found = try findings(field: line, ["shared/agencies.csv": "code,value\na,H23\n"])
        #expect(found == expected.split(separator: "|").map { "m/mapping.yaml:\($0)" })
    }

    @Test(arguments: [
        ("zoen: +07:00", "7:1 unknown key `zoen` in the file (did you mean `zone`?)"),
        ("zone: 7", "7:7 `zone` must be a zone such as +07:00, found `7`"),
        ("csv: { header: [a] }", "7:1 a `csv` block belongs to `format: csv` only"),
        ("xml: { namespaces: {} }", "7:1 an `xml` block belongs to `format: xml` only"),
        ("records: data[].x", "7:10 `records` takes names only, without `[]` and `@`"),
        ("as_of: modifiedDate", "7:8 `as_of` is `newest PATH` or `{ path: PATH, date: FORMAT }`, found `modifiedDate`"),
        ("as_of: newest m", "7:8 no field tells how the date at `m` is written (as_of: { newest: m, date: FORMAT })"),
        ("as_of: { path: m }", "7:8 `as_of` does not say what its text means (add `date`)"),
        ("skip_when: { path: d }", "7:12 `skip_when` needs one of `present`, `blank`, `is`"),
        ("skip_when: { path: d, is: [1], blank: true }", "7:27 `skip_when` takes only one of `present`, `blank`, `is`"),
        (
            "carry: { SoDienThoi: { path: a } }",
            "7:10 `SoDienThoi` is no national field here (did you mean `SoDienThoai`?)"
        ),
        (
            "carry: { TaiLieuNop: { list: a, of: { TenTep: { path: b } } } }",
            "7:39 `TenTep` is no national field here (known here: `TepDinhKemId`, `TenTepDinhKem`, `IsDeleted`, `MaThanhPhanHoSo`, `DuongDanTaiTepTin`, `DuocSoHoa`, `DuocTaiSuDung`, `DuocLayTuKhoDMQG`, `MaKetQuaThayThe`)"
        ),
        (
            "carry: { DanhSachHoSoBoSung: { list: a, of: { DanhSachLePhiBoSung: { list: b, of: { Gias: { path: c } } } } } }",
            "7:85 `Gias` is no national field here (did you mean `Gia`?)"
        ),
        (
            "carry: { DanhSachLePhiBoSung: { list: a, of: { Gia: { path: b } } } }",
            "7:10 `DanhSachLePhiBoSung` is no national field here (did you mean `DanhSachHoSoBoSung`?)"
        ),
        ("unwrap: [{ path: a, as: yaml }]", "7:25 `yaml` is not known as `as` (known here: `json`, `xml`)"),
    ])
    func aWrongKeyIsToldAtItsPlace(line: String, expected: String) throws {
        #expect(try findings(top: line) == ["m/mapping.yaml:\(expected)"])
    }

    @Test func aListInsideAListNeedsTheKeysOfAList() throws {
        let carry = "carry: { DanhSachHoSoBoSung: { list: a, of: { DanhSachLePhiBoSung: { path: b } } } }"
        #expect(
            try findings(top: carry) == [
                "m/mapping.yaml:7:68 the key `list` is missing in `DanhSachLePhiBoSung`",
                "m/mapping.yaml:7:68 the key `of` is missing in `DanhSachLePhiBoSung`",
                "m/mapping.yaml:7:70 unknown key `path` in `DanhSachLePhiBoSung` (known here: `list`, `of`)",
            ]
        )
    }

    @Test(arguments: [
        ("code,value\na,11\n", "2:3 `11` is no national status (the national statuses are 1 to 10)"),
        ("code,value\na,04\n", "2:3 `04` is no national status (the national statuses are 1 to 10)"),
        ("code,value\na,\n", "2:3 the value is blank (write the value, or take the line away)"),
        ("code,value\na,4\n A ,5\n", "3:2 the same key is valid twice on one day (the other line is 2)"),
        (
            "code,value,valid_from,valid_to\na,4,,2023-01-31\na,5,2023-01-31,\n",
            "3:1 the same key is valid twice on one day (the other line is 2)"
        ),
        ("code,value,valid_from\na,4,31/01/2023\n", "2:5 `31/01/2023` is no day (days are written yyyy-MM-dd)"),
        ("code,value,valid_from,valid_to\na,4,2023-02-01,2023-01-31\n", "2:16 `valid_to` lies before `valid_from`"),
        ("code,value,valid_form\na,4,\n", "1:12 unknown column `valid_form` (did you mean `valid_from`?)"),
        ("code,valu\na,4\n", "1:1 the table has no column `value` (did you mean `valu`?)"),
        ("value\n4\n", "1:1 no key column stands before `value`"),
        ("code,sub,value\na,b,4\n", "1:10 the table has 2 key columns (m/mapping.yaml names 1 path)"),
        ("code,value\na\n", "2:1 the line has 1 cells, its value is missing"),
        (
            "code,value\na,4,x\n",
            "2:5 the line has more cells than the 2 columns (put a text that contains the separator in quotes)"
        ),
        ("code,code,value\na,b,4\n", "1:6 the column `code` stands here twice"),
        ("code,value\n\"a,4\n", "2:1 a quote that is never closed begins here"),
        ("code,value\n\"a\"b,4\n", "2:4 text after a closing quote (a quote inside is doubled)"),
        ("\n\n", " the table is empty (its first line names its columns)"),
    ])
    func aWrongTableIsToldAtItsPlaceInTheTable(table: String, expected: String) throws {
        let text = "mapping: m\nformat: json\nfields: { code: { path: c }, status: { path: s, table: t } }\n"
        let found = try ReadingFolder(["m/mapping.yaml": text, "m/t.csv": table]).findings()
        #expect(found == ["m/t.csv" + (expected.hasPrefix(" ") ? expected : ":\(expected)")])
    }

    @Test func cellsAreTrimmedOfBlanksOfEveryKind() throws {
        let text = "mapping: m\nformat: json\nfields: { code: { path: c }, status: { path: s, table: t } }\n"
        let table =
            "\u{FEFF} code\t,value\u{A0}, note\r\n\u{A0}\t à Â\u{A0} \u{A0},\" 4 \",\u{A0}\r\n\r\n , \r\nb,5\r\n"
        let folder = try ReadingFolder(["m/mapping.yaml": text, "m/t.csv": table])
        let source = try #require(try folder.reader.definition(named: "m").tables["t"])
        #expect(source.columns == ["code", "value", "note"])
        #expect(
            source.rows == [TableRow(cells: ["à Â", "4", ""], line: 2), TableRow(cells: ["b", "5", ""], line: 5)]
        )
    }

    @Test func spansThatMeetWithoutOverlapPass() throws {
        let table =
            "code,value,valid_from,valid_to\na,4,,2023-01-31\na,5,2023-02-01,2023-02-28\na,6,2023-03-01,\n*,9,,\n"
        #expect(try findings(field: "note: { path: n, table: t }", ["m/t.csv": table]) == [])
    }

    @Test(arguments: [
        ("a..b,value\n=x,4\n", "1:1 `a..b` is no path: a name is missing between dots"),
        (
            "a,value\nx,4\n",
            "2:1 `x` is no test (empty, `=text`, `!=text`, `blank`, `present`, `~text`, `^text` or `$text`)"
        ),
        (
            "a,value\n=,4\n",
            "2:1 `=` is no test (empty, `=text`, `!=text`, `blank`, `present`, `~text`, `^text` or `$text`)"
        ),
        ("a,value\npresent,0\n", "2:9 `0` is no national status (the national statuses are 1 to 10)"),
    ])
    func aWrongDecisionTableIsToldAtItsPlace(table: String, expected: String) throws {
        let text = "mapping: m\nformat: json\nfields: { code: { path: c }, status: { decide: t } }\n"
        #expect(try ReadingFolder(["m/mapping.yaml": text, "m/t.csv": table]).findings() == ["m/t.csv:\(expected)"])
    }

    @Test func procedureAliasesAreJudgedWhereverTheyAreUsed() throws {
        let found = try findings(
            field: "procedure: { path: p, as: procedure-code }",
            ["shared/procedure-aliases.csv": "local,value\nTP01,2.815\n"]
        )
        #expect(
            found == [
                "shared/procedure-aliases.csv:2:6 `2.815` is no national procedure code (a digit, a point, six digits: 1.001193)"
            ]
        )
    }

    @Test func errorsOfTheMappingAndItsTablesComeTogether() throws {
        let text = "mapping: x\nformat: jsn\nfields:\n  cod: { path: c }\n"
        #expect(
            try ReadingFolder(["m/mapping.yaml": text]).findings() == [
                "m/mapping.yaml:1:10 the mapping calls itself `x`, but its folder is `m`",
                "m/mapping.yaml:2:9 `jsn` is not known as `format` (did you mean `json`?)",
                "m/mapping.yaml:4:3 the field `code` is missing (every record needs a code and a status)",
                "m/mapping.yaml:4:3 the field `status` is missing (every record needs a code and a status)",
                "m/mapping.yaml:4:3 unknown field `cod` (did you mean `code`?)",
            ]
        )
        let second =
            "mapping: m\nformat: csv\nrecords: x\nfields:\n  cod: { path: c }\n  agency: { path: a, table: t }\n"
        #expect(
            try ReadingFolder(["m/mapping.yaml": second, "m/t.csv": "a,value\nb,x y\n"]).findings() == [
                "m/mapping.yaml:1:1 the key `csv` is missing in the file",
                "m/mapping.yaml:3:1 `records` has no place in csv: every line is a record",
                "m/mapping.yaml:5:3 the field `code` is missing (every record needs a code and a status)",
                "m/mapping.yaml:5:3 the field `status` is missing (every record needs a code and a status)",
                "m/mapping.yaml:5:3 unknown field `cod` (did you mean `code`?)",
                "m/t.csv:2:3 `x y` is no agency code (province first, then its units: H23.23.18)",
            ]
        )
        let third =
            "mapping: m\nformat: xml\nrecords: r\nfields:\n  cod: { path: \"q:c\" }\n  agency: { path: a, table: t }\n"
        #expect(
            try ReadingFolder(["m/mapping.yaml": third, "m/t.csv": "a,value\nb,x y\n"]).findings() == [
                "m/mapping.yaml:5:3 the field `code` is missing (every record needs a code and a status)",
                "m/mapping.yaml:5:3 the field `status` is missing (every record needs a code and a status)",
                "m/mapping.yaml:5:3 unknown field `cod` (did you mean `code`?)",
                "m/t.csv:2:3 `x y` is no agency code (province first, then its units: H23.23.18)",
            ]
        )
    }
}
