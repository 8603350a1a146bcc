import Dossiers
import Formats
import Mapping
import Settings
import Testing

struct ReadingDefinitionTests {
    private static let full = """
        mapping: m
        format: json
        records: data.items
        zone: +00:00
        literal_z_is_local: true
        as_of: newest modifiedDate
        fields:
          status: { path: [dossierStatus, dossierSubStatus], table: status }
          code: { path: dossierNo, as: dossier-code }
          procedure: { path: serviceCode, as: procedure-code }
          agency: { path: govAgencyCode, table: agencies, key: name }
          received_at: { path: receiveDate, date: dd/MM/yyyy HH:mm:ss, absent: ["0", "-"] }
          due_at: { first: [newDue, due], date: [iso, dd/MM/yyyy], zone: +07:00, literal_z_is_local: false }
          status_at: { path: modifiedDate, date: epoch-ms }
          channel: { path: originality, values: { 1: online, 2: inter-agency, 3: in-person } }
          applicant: { join: { paths: [lastName, firstName], with: " " }, as: person-name }
          result_link: { path: "files[].url", decode: [base64, uri], as: present }
          return_form: { constant: post }
          note: { path: note, split: { by: "##", take: 2 }, strip_prefix: a, strip_suffix: b, add_prefix: c, add_suffix: d }
          steps:
            list: steps
            of: { status: { path: s, as: status }, at: { path: t, date: national }, person: { path: "@p" } }
        not_expected_when: { path: originDossierNo, present: true }
        skip_when: { path: deleted, is: ["1", x] }
        carry:
          SoDienThoai: { path: contactTelNo }
          TaiLieuNop:
            list: files
            of: { TepDinhKemId: { path: id }, TenTepDinhKem: { path: name } }
        """

    private static let tables = [
        "m/status.csv": "status,sub,value\nprocessing,,4\ndone,*,10\n",
        "shared/status.csv": "status,value\nx,99\n",
        "shared/agencies.csv":
            "\u{FEFF}name;value;valid_from;valid_to;note\r\n\"Xã Thanh Khê\";H23.23.18;;2025-06-30;a\r\n"
            + "Xã Thanh Khê;H24.61;2025-07-01;;\r\n",
        "shared/procedure-aliases.csv": "local,value\nTP01,2.000815\n",
    ]

    private func definition(_ text: String = full) throws -> MappingDefinition {
        let folder = try ReadingFolder(Self.tables.merging(["m/mapping.yaml": text]) { first, _ in first })
        return try folder.reader.definition(named: "m")
    }

    private func value(_ field: Field, in definition: MappingDefinition) throws -> ValueRule {
        try #require(definition.fields.first { $0.field == field }).value
    }

    @Test func theLayoutIsReadWhole() throws {
        let definition = try definition()
        #expect(definition.name == "m")
        #expect(definition.format == .json(records: ["data", "items"]))
        #expect(definition.zone == 0)
        #expect(definition.literalZIsLocal)
        #expect(definition.file.hasSuffix("/m/mapping.yaml"))
    }

    @Test func fieldsStandInCanonicalOrderWithTheirLines() throws {
        let definition = try definition()
        #expect(
            definition.fields.map(\.field) == [
                .code, .procedure, .agency, .channel, .returnForm, .applicant, .receivedAt, .dueAt, .status, .statusAt,
                .resultLink, .note,
            ]
        )
        #expect(definition.fields.map(\.value.line) == [9, 10, 11, 15, 18, 16, 12, 13, 8, 14, 17, 19])
    }

    @Test func sourcesAndMeaningsAreRead() throws {
        let definition = try definition()
        let status = try value(.status, in: definition)
        #expect(
            status.source
                == .compound([try #require(SlotPath("dossierStatus")), try #require(SlotPath("dossierSubStatus"))])
        )
        #expect(status.meaning == .table("status", byName: false))
        #expect(try value(.agency, in: definition).meaning == .table("agencies", byName: true))
        let link = try value(.resultLink, in: definition)
        #expect(link.decode == [.base64, .uri])
        #expect(link.meaning == .present)
        let channel = try value(.channel, in: definition).meaning
        #expect(
            channel
                == .values([
                    ValuePair(from: "1", to: "online"), ValuePair(from: "2", to: "inter-agency"),
                    ValuePair(from: "3", to: "in-person"),
                ])
        )
        #expect(try value(.returnForm, in: definition).source == .constant("post"))
    }

    @Test func datesInheritTheZoneUnlessTheyNameTheirOwn() throws {
        let definition = try definition()
        let received = try value(.receivedAt, in: definition)
        let first = try #require(DateFormat("dd/MM/yyyy HH:mm:ss"))
        #expect(received.meaning == .date([first], zone: 0, literalZIsLocal: true))
        #expect(received.absent == ["0", "-"])
        let formats = [try #require(DateFormat("iso")), try #require(DateFormat("dd/MM/yyyy"))]
        #expect(try value(.dueAt, in: definition).meaning == .date(formats, zone: 25_200, literalZIsLocal: false))
    }

    @Test func theAsOfInstantReadsItsDatesAsTheFieldDoes() throws {
        let definition = try definition()
        guard case .newest(let rule) = definition.asOf else {
            Issue.record("not the newest of the records")
            return
        }
        #expect(rule.source == .path(try #require(SlotPath("modifiedDate"))))
        #expect(try rule.meaning == value(.statusAt, in: definition).meaning)
    }

    @Test func textStepsAreRead() throws {
        let note = try value(.note, in: definition())
        #expect(note.split == SplitRule(separator: "##", take: .at(2)))
        #expect([note.stripPrefix, note.stripSuffix, note.addPrefix, note.addSuffix] == ["a", "b", "c", "d"])
    }

    @Test func stepsConditionsAndCarryAreRead() throws {
        let definition = try definition()
        #expect(definition.steps?.of.map(\.name) == ["status", "at", "person"])
        #expect(definition.notExpectedWhen?.test == .present)
        #expect(definition.skipWhen?.test == .isOneOf(["1", "x"]))
        guard case .list("TaiLieuNop", let list)? = definition.carry.last else {
            Issue.record("no list is carried")
            return
        }
        #expect(list.of.map(\.name) == ["TepDinhKemId", "TenTepDinhKem"])
    }

    @Test func tablesOfTheFolderHideSharedOnesAndKeepTheirLines() throws {
        let tables = try definition().tables
        #expect(tables.keys.sorted() == ["agencies", "procedure-aliases", "status"])
        #expect(
            tables["status"]?.rows == [
                TableRow(cells: ["processing", "", "4"], line: 2), TableRow(cells: ["done", "*", "10"], line: 3),
            ]
        )
        #expect(tables["agencies"]?.columns == ["name", "value", "valid_from", "valid_to", "note"])
        #expect(tables["agencies"]?.rows.first?.cells == ["Xã Thanh Khê", "H23.23.18", "", "2025-06-30", "a"])
    }

    @Test func spreadsheetsXMLAndWrappedPagesAreLaidOut() throws {
        let fields = "fields: { code: { path: Mã số }, status: { path: Trạng thái, as: status } }\n"
        let csv = try definition(
            "mapping: m\nformat: csv\ncsv: { separator: tab, header: [Mã số, STT], skip_rows_without: STT }\n" + fields
        )
        #expect(csv.format == .csv(CSVDialect(separator: 9, headerTitles: ["Mã số", "STT"], skipRowsWithout: "STT")))
        let plain = "fields: { code: { path: p:Code }, status: { path: \"@s\", as: status } }\n"
        let xml = try definition(
            "mapping: m\nformat: xml\nrecords: Root.Row\nxml: { namespaces: { p: \"urn:x\" } }\n" + plain
        )
        #expect(xml.format == .xml(records: ["Root", "Row"], namespaces: ["p": "urn:x"]))
        let inner =
            "unwrap: [{ path: Body.Out, decode: html, as: json }]\nfields: { code: { path: c }, status: { path: s, as: status } }\n"
        let wrapped = try definition("mapping: m\nformat: xml\n" + inner)
        #expect(wrapped.unwrap == [UnwrapStep(path: try #require(SlotPath("Body.Out")), decode: [.html], inner: .json)])
    }

    @Test func aDeclaredAsOfIsReadFromTheEnvelope() throws {
        let text =
            "mapping: m\nformat: json\nas_of: { path: header.at, date: iso }\n"
            + "fields: { code: { path: c }, status: { path: s, as: status } }\n"
        guard case .declared(let rule) = try definition(text).asOf else {
            Issue.record("not declared")
            return
        }
        #expect(rule.source == .path(try #require(SlotPath("header.at"))))
    }

    @Test func namesAreTheFoldersThatHoldAMapping() throws {
        let folder = try ReadingFolder([
            "b/mapping.yaml": "", "a/mapping.yaml": "", "shared/x.csv": "a,value\n", "c.txt": "",
        ])
        #expect(try folder.reader.names() == ["a", "b"])
    }

    @Test(arguments: ["opncps", "../m", "", ".", "a/b"])
    func anUnknownMappingIsAnsweredWithTheNearest(name: String) throws {
        let folder = try ReadingFolder(["opencps/mapping.yaml": ""])
        do {
            _ = try folder.reader.definition(named: name)
            Issue.record("nothing was refused")
        } catch {
            #expect(error.all.count == 1)
            #expect(error.all[0].hint?.description.contains("`opencps`") == true)
        }
    }
}
