import Dossiers
import Testing

@testable import Formats

struct XMLTreeTests {
    private func tree(_ document: String) throws -> RecordValue {
        try XMLTree.document(Array(document.utf8).span, limits: FormatLimits())
    }

    private func root(_ document: String) throws -> RecordValue? { try tree(document)["a"] }

    @Test(
        arguments: [
            ("<a>x</a>", .text("x")), ("<a/>", .text("")), ("<a></a>", .text("")), ("<a> x </a>", .text(" x ")),
            ("<a>&lt;&gt;&amp;&quot;&apos;</a>", .text("<>&\"'")), ("<a>&#65;&#x41;&#x1F600;</a>", .text("AA😀")),
            ("<a>x<![CDATA[<b>&amp;]]>y</a>", .text("x<b>&amp;y")), ("<a>x<!-- c -->y<?p q?>z</a>", .text("xyz")),
            ("<a>1\r\n2\r3</a>", .text("1\n2\n3")), ("<a>&#13;</a>", .text("\r")),
            ("<?xml version=\"1.0\" standalone=\"yes\"?>\n<a>x</a>\n<!-- c -->\n", .text("x")),
            ("\u{FEFF}<a>x</a>", .text("x")),
        ] as [(String, RecordValue)]
    )
    func aTextIsWhatXMLSays(document: String, value: RecordValue) throws {
        #expect(try root(document) == value)
    }

    @Test(arguments: [
        ("<a b=' 1 '/>", ["@b": " 1 "]), ("<a b='1\n2\t3'/>", ["@b": "1 2 3"]),
        ("<a b='&#10;&quot;'/>", ["@b": "\n\""]),
        ("<a b='1'>x</a>", ["@b": "1", "#text": "x"]), ("<a xmlns:p='u' p:b='1'>x</a>", ["@b": "1", "#text": "x"]),
        ("<a>x<b>y</b>z</a>", ["b": "y", "#text": "xz"]), ("<a>\n <b>y</b>\n</a>", ["b": "y"]),
        ("<a xmlns='u'><p:b xmlns:p='v'>y</p:b></a>", ["b": "y"]),
    ])
    func anElementIsAnObjectOfItsParts(document: String, members: [String: String]) throws {
        let value = try #require(try root(document))
        guard case .object(let found) = value else { return #expect(Bool(false), "\(value) is no object") }
        #expect(Dictionary(uniqueKeysWithValues: found.map { ($0.name, $0.value.scalarText ?? "?") }) == members)
    }

    /// One text of e-par holds all dossiers of a province (protocol 3.3); libxml2 alone would stop at 10,000,000 bytes.
    @Test func aTextOfElevenMegabytesIsRead() throws {
        let text = String(repeating: "0123456789", count: 1_100_000)
        #expect(try root("<a>\(text)</a>")?.scalarText?.utf8.count == 11_000_000)
    }

    @Test func repeatedChildrenBecomeAList() throws {
        let value = try root("<a><b>1</b><c/><b>2</b><b><d>3</d></b></a>")
        let third = RecordValue.object([RecordMember(name: "d", value: .text("3"))])
        #expect(value?["b"] == .list([.text("1"), .text("2"), third]))
        #expect(value?["c"] == .text(""))
    }

    @Test(arguments: [
        ("", "the document ends too early or goes on after its root element"),
        ("<a>", "the document ends too early or goes on after its root element"),
        ("<a></b>", "an end tag does not belong to its start tag"),
        ("<a/><b/>", "the document ends too early or goes on after its root element"),
        ("<a>&nbsp;</a>", "a reference to an entity that XML does not predefine"),
        ("<a>&#0;</a>", "a character that XML forbids"),
        ("<a>\u{1}</a>", "a character that XML forbids"),
        ("<a b='1' b='2'/>", "an attribute occurs twice"), ("<a b='<'/>", "a < in an attribute"),
        ("<a>]]></a>", "]]> outside a CDATA section"), ("<a b=1/>", "an attribute without quotes"),
        ("<a><!-- -- --></a>", "a comment holds --"),
        (" <?xml version=\"1.0\"?><a/>", "a processing instruction named xml that is no declaration at the beginning"),
        ("<a>\u{FFFE}</a>", "a character that XML forbids"),
    ])
    func whatIsNotWellFormedIsSaidInOurWords(document: String, detail: String) {
        #expect { try tree(document) } throws: { ($0 as? XMLProblem)?.detail.description == detail }
    }

    @Test func aProblemNamesItsLine() {
        #expect { try tree("<a>\n<b>\n</a>") } throws: { ($0 as? XMLProblem)?.line == 3 }
    }

    @Test(arguments: [
        "<!DOCTYPE a [<!ENTITY x 'y'>]><a>&x;</a>", "<!DOCTYPE a SYSTEM 'file:///etc/hostname'><a/>",
        "<!DOCTYPE html><html></html>",
        "<?xml version='1.0'?><!DOCTYPE a [<!ENTITY x SYSTEM 'file:///etc/passwd'>]><a>&x;</a>",
    ])
    func documentTypesAreRefused(document: String) {
        #expect { try tree(document) } throws: {
            ($0 as? XMLProblem)?.detail == "document type declarations are refused"
        }
    }

    @Test func invalidUTF8IsNoText() {
        for bytes: [UInt8] in [[0xC0, 0x80], [0xED, 0xA0, 0x80], [0xFF], [0xE2, 0x82], [0xF4, 0x90, 0x80, 0x80]] {
            let document = Array("<a>".utf8) + bytes + Array("</a>".utf8)
            #expect { try XMLTree.document(document.span, limits: FormatLimits()) } throws: {
                ($0 as? XMLProblem)?.reason == .invalidEncoding
            }
        }
    }

    @Test func otherEncodingsAreReadWhenTheyAreDeclared() throws {
        let latin = Array("<?xml version='1.0' encoding='ISO-8859-1'?><a>".utf8) + [0xE9] + Array("</a>".utf8)
        #expect(try XMLTree.document(latin.span, limits: FormatLimits())["a"] == .text("é"))
        let mistaken = Array("<?xml version='1.0' encoding='ISO-8859-1'?><a>Hà</a>".utf8)
        #expect(try XMLTree.document(mistaken.span, limits: FormatLimits())["a"] == .text("Hà"))
        let wide = "<?xml version='1.0' encoding='UTF-16'?><a>Hà 😀</a>".utf16.flatMap {
            [UInt8(truncatingIfNeeded: $0), UInt8($0 >> 8)]
        }
        #expect(try XMLTree.document(([0xFF, 0xFE] + wide).span, limits: FormatLimits())["a"] == .text("Hà 😀"))
        let windows = Array("<?xml version='1.0' encoding='windows-1252'?><a>".utf8) + [0x80] + Array("</a>".utf8)
        #expect(try XMLTree.document(windows.span, limits: FormatLimits())["a"] == .text("€"))
        #expect { try tree("<?xml version='1.0' encoding='TCVN'?><a/>") } throws: {
            ($0 as? XMLProblem)?.reason == .invalidEncoding
        }
    }

    @Test func hostileDocumentsEndQuickly() {
        let nested = String(repeating: "<a>", count: 100_000)
        #expect { try tree(nested) } throws: { ($0 as? XMLProblem)?.reason == .limitExceeded }
        let attributes = "<a " + (0..<1_000_000).map { "b\($0)=''" }.joined(separator: " ") + "/>"
        #expect { try tree(attributes) } throws: { ($0 as? XMLProblem)?.reason == .limitExceeded }
    }
}
