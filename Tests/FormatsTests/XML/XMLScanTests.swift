import Dossiers
import Testing

@testable import Formats

struct XMLScanTests {
    private let paths = ["Ma", "Ten", "@id", "Tep[].Url", "Tep.Url", "Nguoi.Ten"]

    private func rows(_ records: String, paths: [String]? = nil) throws -> [[String]] {
        let fast = try scanXML("<DS>\(records)</DS>", paths: paths ?? self.paths)
        let slow = try scanXML("<DS>\(records)</DS>", paths: paths ?? self.paths, isSpeculative: false)
        #expect(fast.withoutContainers == slow.withoutContainers)
        #expect(fast.outcome.stop == nil)
        return fast.texts
    }

    @Test func valuesAreTakenAlongTheirPaths() throws {
        let record = """
            <HoSo id="7">
              <Ma>A1</Ma><Khac><Ma>no</Ma></Khac><Ten>Nguyễn &amp; Con</Ten>
              <Tep><Url/></Tep><Tep><Url>u2</Url></Tep><Nguoi><Ten>B</Ten></Nguoi>
            </HoSo>
            """
        #expect(try rows(record) == [["A1", "Nguyễn & Con", "7", "u2", "", "B"]])
    }

    @Test func theFirstOfRepeatedElementsCountsWithoutBrackets() throws {
        #expect(try rows("<HoSo><Ma>1</Ma><Ma>2</Ma></HoSo>", paths: ["Ma", "Ma[]"]) == [["1", "1"]])
        #expect(try rows("<HoSo><Ma/><Ma>2</Ma></HoSo>", paths: ["Ma", "Ma[]"]) == [["", "2"]])
        #expect(try rows("<HoSo><T/><T><U>2</U></T></HoSo>", paths: ["T.U", "T[].U"]) == [["-", "2"]])
        #expect(
            try rows("<HoSo><T><U>1</U><U>2</U></T></HoSo>", paths: ["T.U", "T[].U", "T[].U[]"]) == [["1", "1", "1"]]
        )
    }

    @Test(arguments: ["<Ma>1</Ma><Ma>2</Ma>", "<Ma>1</Ma><Ten/><Ma>1</Ma>", "<Ma>1</Ma><Ma><!-- - --></Ma>"])
    func aValueThatStandsTwiceContradictsItself(content: String) throws {
        for isSpeculative in [true, false] {
            let page = "<DS><HoSo>\(content)</HoSo><HoSo><Ma>3</Ma></HoSo></DS>"
            let found = try scanXML(page, paths: ["Ma", "Ten"], isSpeculative: isSpeculative)
            #expect(found.records.map(\.reason) == [.duplicateName, nil])
            #expect(found.records.map(\.values.first) == [.text("1"), .text("3")])
            #expect(found.outcome.broken == 1 && found.outcome.records == 2)
        }
    }

    @Test(arguments: ["Tep[].Url", "Tep.Url", "Ten"]) func whatAPathCallsAListOrNothingMayRepeat(path: String) throws {
        let record = "<HoSo><Tep><Url>1</Url></Tep><Khac/><Tep><Url>2</Url></Tep><Khac/><Ten>x</Ten></HoSo>"
        #expect(try scanXML("<DS>\(record)</DS>", paths: [path, "Khac[]"]).outcome.broken == 0)
    }

    @Test(arguments: [
        ("<Ma>a<![CDATA[<b>&]]>c</Ma>", "a<b>&c"), ("<Ma>a<!-- - -->b</Ma>", "ab"), ("<Ma>a<?p q?>b</Ma>", "ab"),
        ("<Ma>a>b</Ma>", "a>b"), ("<Ma>]]</Ma>", "]]"), ("<Ma>1\r\n2\r3</Ma>", "1\n2\n3"), ("<Ma\n>x</Ma\t>", "x"),
        ("<Ma>&#x1EA5;&#10;</Ma>", "ấ\n"), ("<Ma xmlns='u'>x</Ma>", "x"), ("<p:Ma xmlns:p='u'>x</p:Ma>", "x"),
        ("<Ma p='1' q=\"2\">x</Ma>", "x"), ("<Ma>\n</Ma>", "\n"), ("<Ma>\r\n</Ma>", "\n"),
        ("<Ma><![CDATA[]]></Ma>", ""),
        ("<Ma></Ma>", ""), ("<Ma/>", ""), ("<Ma>\u{7F}\u{85}</Ma>", "\u{7F}\u{85}"), ("<Mã>n</Mã><Ma>x</Ma>", "x"),
    ])
    func aTextIsWhatXMLSays(content: String, text: String) throws {
        #expect(try rows("<HoSo>\(content)</HoSo>", paths: ["Ma"]) == [[text]])
    }

    @Test(arguments: [
        ("a='1&amp;2'", "1&2"), ("a='1\n2\t3'", "1 2 3"), ("a='&#10;'", "\n"), ("a = \"x>y\"", "x>y"), ("p:a='1'", "1"),
        ("b='' a=\"'\"", "'"),
    ])
    func anAttributeIsNormalised(attribute: String, value: String) throws {
        #expect(try rows("<HoSo \(attribute)/>", paths: ["@a"]) == [[value]])
        #expect(try rows("<HoSo><X \(attribute)>t</X></HoSo>", paths: ["X.@a", "X"]) == [[value, "t"]])
    }

    @Test(arguments: [
        "<Ma>1</ma>", "<Ma>1", "<Ma>&nbsp;</Ma>", "<Ma>&#0;</Ma>", "<Ma>]]></Ma>", "<Ma a='1' a='2'/>", "<Ma a=1/>",
        "<Ma a/>",
        "<Ma a='<'/>", "<Ma>\u{1}</Ma>", "<Ma>\u{FFFE}</Ma>", "<1/>", "<Ma a='1'b='2'/>", "<Ma>&amp</Ma>", "<Ma/ >",
        "< Ma/>",
        "<!-- -- -->", "<?xml version='1.0'?>", "</Ma>", "<Ma a='&x;'/>",
    ])
    func aBrokenRecordIsSetAsideAndTheNextOneRead(content: String) throws {
        let page = "<DS><HoSo><Ma>A</Ma></HoSo><HoSo><Ten>T</Ten>\(content)</HoSo><HoSo><Ma>C</Ma></HoSo></DS>"
        let found = try scanXML(page, paths: ["Ma", "Ten"])
        #expect(found.reasons == [nil, .brokenSyntax, nil])
        #expect(found.texts == [["A", "-"], ["C", "-"]])
        #expect(found.records[1].values[1] == .text("T"))
        #expect(found.outcome.broken == 1 && found.outcome.records == 3 && found.outcome.stop == nil)
        #expect(try scanXML(page, paths: ["Ma", "Ten"], isSpeculative: false) == found)
    }

    @Test func invalidUTF8SpoilsItsRecordAlone() throws {
        let page =
            Array("<DS><HoSo><Ma>A</Ma><Ten>".utf8) + [0xC0, 0x80]
            + Array("</Ten></HoSo><HoSo><Ma>B</Ma></HoSo></DS>".utf8)
        let found = try scanXML(page, paths: ["Ma", "Ten"])
        #expect(found.reasons == [.invalidEncoding, nil])
        #expect(found.records[0].values == [.text("A"), .absent])
    }

    @Test func framesNameTheBytesOfTheRecord() throws {
        let page =
            "<?xml version='1.0'?>\n<DS>\n <HoSo><Ma>é</Ma></HoSo>\n <!-- c --><HoSo a='1'><![CDATA[x]]></HoSo></DS>"
        let found = try scanXML(page, paths: ["Ma"])
        let bytes = Array(page.utf8)
        let records = found.records.map {
            String(decoding: bytes[Int($0.offset)..<(Int($0.offset) + $0.length)], as: UTF8.self)
        }
        #expect(records == ["<HoSo><Ma>é</Ma></HoSo>", "<HoSo a='1'><![CDATA[x]]></HoSo>"])
        #expect(found.records.map(\.ordinal) == [0, 1])
    }

    @Test func framesCountTheRawBytesOfOtherEncodings() throws {
        let text = "<?xml version='1.0' encoding='UTF-16'?><DS><HoSo><Ma>ế😀</Ma></HoSo> <HoSo><Ma>B</Ma></HoSo></DS>"
        let wide: [UInt8] = [0xFF, 0xFE] + text.utf16.flatMap { [UInt8(truncatingIfNeeded: $0), UInt8($0 >> 8)] }
        for blockBytes in [7, 64, 1 << 16] {
            let found = try scanXML(wide, paths: ["Ma"], blockBytes: blockBytes)
            #expect(found.texts == [["ế😀"], ["B"]] && found.outcome.stop == nil)
            for record in found.records {
                let raw = Array(wide[Int(record.offset)..<(Int(record.offset) + record.length)])
                #expect(Array(raw.prefix(4)) == [0x3C, 0, 0x48, 0] && Array(raw.suffix(2)) == [0x3E, 0])
            }
        }
        let latin =
            Array("<?xml version='1.0' encoding='ISO-8859-1'?><DS><HoSo><Ma>".utf8) + [0xE9]
            + Array("</Ma></HoSo></DS>".utf8)
        let found = try scanXML(latin, paths: ["Ma"])
        #expect(found.texts == [["é"]] && found.records[0].offset == 47 && found.records[0].length == 23)
    }

    @Test func aWronglyDeclaredEncodingIsReadAsUTF8AndSaid() throws {
        let found = try scanXML(
            "<?xml version='1.0' encoding='ISO-8859-1'?><DS><HoSo><Ma>Hà</Ma></HoSo></DS>",
            paths: ["Ma"]
        )
        #expect(found.texts == [["Hà"]] && found.outcome.mistakenEncoding == "iso-8859-1")
        #expect(try scanXML("<?xml version='1.0' encoding='utf-8'?><DS/>", paths: []).outcome.mistakenEncoding == nil)
        #expect(
            try scanXML("<?xml version='1.0' encoding='KOI8'?><DS/>", paths: []).outcome.stop?.reason
                == .invalidEncoding
        )
    }

    @Test func prefixesCountOnlyWhenTheyAreBound() throws {
        let page = """
            <s:E xmlns:s='http://schemas.xmlsoap.org/soap/envelope/' xmlns:q='urn:a'><s:Body><q:HoSo><q:Ma>1</q:Ma></q:HoSo>
            <o:HoSo xmlns:o='urn:b'><o:Ma>2</o:Ma></o:HoSo><o:HoSo xmlns:o='urn:a'><o:Ma>3</o:Ma></o:HoSo></s:Body></s:E>
            """
        #expect(try scanXML(page, records: "E/Body/HoSo", paths: ["Ma"]).texts == [["1"], ["2"], ["3"]])
        let bound = try scanXML(page, records: "E/Body/p:HoSo", namespaces: ["p": "urn:a"], paths: ["p:Ma", "Ma"])
        #expect(bound.texts == [["1", "1"], ["3", "3"]])
        let other = try scanXML(page, records: "E/Body/HoSo", namespaces: ["p": "urn:b"], paths: ["p:Ma", "x:Ma"])
        #expect(other.texts == [["-", "1"], ["2", "2"], ["-", "3"]])
    }

    @Test(arguments: [
        ("", QuarantineReason.brokenSyntax), ("<DS>", .brokenSyntax), ("<DS><HoSo>", .brokenSyntax),
        ("<DS></HoSo>", .brokenSyntax),
        ("<DS/><DS/>", .brokenSyntax), ("<DS>&x;</DS>", .brokenSyntax), ("<html><body/></html>", .valueMalformed),
        ("{\"data\":[]}", .brokenSyntax), ("<!DOCTYPE DS><DS/>", .brokenSyntax),
        ("<!DOCTYPE a [<!ENTITY x SYSTEM 'file:///etc/passwd'>]><DS><HoSo>&x;</HoSo></DS>", .brokenSyntax),
        ("<DS><HoSo><!DOCTYPE a></HoSo></DS>", .brokenSyntax),
    ])
    func aPageThatCannotBeReadSaysSo(page: String, reason: QuarantineReason) throws {
        #expect(try scanXML(page, paths: ["Ma"]).outcome.stop?.reason == reason)
    }

    @Test func aSOAPFaultIsNoEmptyPage() throws {
        let fault =
            "<s:E xmlns:s='http://schemas.xmlsoap.org/soap/envelope/'><s:B><s:Fault><faultcode/></s:Fault></s:B></s:E>"
        #expect(try scanXML(fault, records: "E/B/HoSo", paths: []).outcome.stop?.reason == .valueMalformed)
    }

    @Test func theRootMayBeTheRecord() throws {
        #expect(try scanXML("<HoSo><Ma>1</Ma></HoSo>\n", records: "HoSo", paths: ["Ma"]).texts == [["1"]])
        let irregular = try scanXML("<HoSo><Ma><![CDATA[1]]></Ma></HoSo>\n", records: "HoSo", paths: ["Ma"])
        #expect(irregular.texts == [["1"]] && irregular.outcome.stop == nil)
        let broken = try scanXML("<HoSo><Ma>1</HoSo>\n", records: "HoSo", paths: ["Ma"])
        #expect(broken.reasons == [.brokenSyntax] && broken.outcome.stop == nil)
        #expect(try scanXML("<HoSo/><HoSo/>", records: "HoSo", paths: ["Ma"]).outcome.stop != nil)
    }

    @Test func recordsOutsideThePathAreNone() throws {
        let page = "<DS><X><HoSo><Ma>no</Ma></HoSo></X><HoSo><HoSo><Ma>inner</Ma></HoSo><Ma>1</Ma></HoSo></DS>"
        #expect(try scanXML(page, paths: ["Ma", "HoSo.Ma"]).texts == [["1", "inner"]])
    }
}
