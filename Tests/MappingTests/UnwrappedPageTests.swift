import Dossiers
import Formats
import Mapping
import Testing

struct UnwrappedPageTests {
    @Test func recordsComeOutOfTextsInsideTexts() throws {
        let page = """
            <e:Envelope xmlns:e="urn:e"><e:Body><r><out type="x">&lt;root&gt;&lt;a&gt;{&amp;quot;c&amp;quot;:1}&lt;/a&gt;\
            &lt;b&gt;[{"c":2},null,{"c":3}]&lt;/b&gt;&lt;d/&gt;&lt;/root&gt;</out></r></e:Body></e:Envelope>
            """
        #expect(try codes(in: page) == ["1", "2", "3"])
    }

    @Test func whatCannotBeReadStandsForOneRecordEach() throws {
        let page =
            "<Envelope><Body><r><out>&lt;root&gt;&lt;a&gt;{\"c\":1&lt;/a&gt;&lt;b&gt;[7,{\"c\":2}]&lt;/b&gt;&lt;/root&gt;</out></r></Body></Envelope>"
        let records = try UnwrappedPage(page.utf8.span, by: program()).records
        #expect(records.count == 3)
        guard case .failure(let broken) = records[0], case .failure(let stray) = records[1] else {
            Issue.record("both are broken")
            return
        }
        #expect(broken.reason == .brokenSyntax)
        #expect(broken.detail?.description.hasPrefix("unwrap step 2, text 1: ") == true)
        #expect(stray.reason == .valueMalformed)
    }

    @Test(arguments: [
        "<Envelope><Body><Fault><faultstring>no</faultstring></Fault></Body></Envelope>", "<html>", "{}", "",
    ])
    func aPageOfAnotherKindIsNoEmptyFeed(page: String) throws {
        let program = try program()
        #expect(throws: ScanStop.self) { try UnwrappedPage(page.utf8.span, by: program) }
    }

    private func codes(in page: String) throws -> [String?] {
        try UnwrappedPage(page.utf8.span, by: program()).records.map { try $0.get()["c"]?.scalarText }
    }

    private func program() throws -> MappingProgram {
        let yaml = """
            mapping: m
            format: xml
            unwrap:
              - { path: Envelope.Body.r.out, as: xml }
              - { path: "root.*", decode: [html], as: json }
            fields:
              code: { path: c, as: dossier-code }
              status: { path: s, as: status }
            """
        let folder = try ReadingFolder(["m/mapping.yaml": yaml])
        return MappingProgram(try folder.reader.definition(named: "m"))
    }
}
