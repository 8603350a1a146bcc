/// Pages of XML at random: regular records among ones with everything that XML allows.
enum XMLGenerator {
    static func page(using random: inout SeededGenerator) -> String {
        let records = (0..<Int.random(in: 0...4, using: &random)).map { _ in
            element("HoSo", depth: 0, using: &random)
                + ["", " ", "\n", "<!-- c -->"][Int.random(in: 0..<4, using: &random)]
        }
        let declaration = ["", "<?xml version='1.0'?>", "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"]
        return declaration[Int.random(in: 0..<3, using: &random)] + "<DS>" + records.joined() + "</DS>\n"
    }

    /// Records with the same elements in the same order, some of them missing or empty: those that are read without libxml2.
    static func regularPage(using random: inout SeededGenerator) -> String {
        let texts = ["", "x", "Nguyễn Văn", "a &amp; b", "1\r\n2", "[]] >", "１２３", "0123456789 0123456789"]
        let names = ["a", "b", "c", "aVeryLongNameOfAnElementThatNobodyWouldEverWantToRead"]
        let records = (0..<20).map { _ in
            let children = names.filter { _ in Int.random(in: 0..<6, using: &random) > 0 }.map { name in
                let text = texts[Int.random(in: 0..<texts.count, using: &random)]
                let isNested = name == "a" && Bool.random(using: &random)
                return "<\(name)>" + (isNested ? "<b>\(text)</b>" : text) + "</\(name)>"
            }
            return "<HoSo>" + children.joined() + "</HoSo>\n"
        }
        return "<DS>\n" + records.joined() + "</DS>"
    }

    /// Records of which each has a number of its own.
    static func numberedPage(of count: Int, using random: inout SeededGenerator) -> String {
        let contents = [
            "", "<Ten>x</Ten>", "<l><a>1</a><a b='2'/></l>", "<t><![CDATA[<x>]]></t>", "<!-- c -->", "&amp;",
        ]
        let records = (0..<count).map { number in
            let content = contents[Int.random(in: 0..<contents.count, using: &random)]
            let attribute = ["", " id='\(number)'"][Int.random(in: 0..<2, using: &random)]
            return "<HoSo\(attribute)><Ma>n\(number)</Ma>\(content)</HoSo>"
        }
        return "<DS>" + records.joined(separator: "\n") + "</DS>"
    }

    /// Takes one tag out.
    static func dropTag(_ bytes: inout [UInt8], using random: inout SeededGenerator) {
        let starts = bytes.indices.filter { bytes[$0] == UInt8(ascii: "<") }
        guard !starts.isEmpty else { return }
        let start = starts[Int.random(in: 0..<starts.count, using: &random)]
        guard let end = bytes[start...].firstIndex(of: UInt8(ascii: ">")) else { return }
        bytes.removeSubrange(start...end)
    }

    private static func element(_ name: String, depth: Int, using random: inout SeededGenerator) -> String {
        let attributes = ["", "", "", " p='1'", " q=\"a &amp; b\"", " p='x' q='\u{1EA5}'", " x:p='2' xmlns:x='urn:x'"]
        let start = "<" + name + attributes[Int.random(in: 0..<attributes.count, using: &random)]
        if Int.random(in: 0..<8, using: &random) == 0 { return start + "/>" }
        var content = ""
        for _ in 0..<(depth > 3 ? 1 : Int.random(in: 0...4, using: &random)) {
            let isElement = depth < 4 && Bool.random(using: &random)
            content +=
                isElement
                ? element(["a", "b", "c"][Int.random(in: 0..<3, using: &random)], depth: depth + 1, using: &random)
                : text(using: &random)
        }
        return start + ">" + content + "</" + name + [">", ">", " >"][Int.random(in: 0..<3, using: &random)]
    }

    private static func text(using random: inout SeededGenerator) -> String {
        let texts = [
            "x", "Nguyễn Văn", "  ", "\n\t", "&amp;", "&#65;", "&#x1EA5;", "a > b", "]]", "<![CDATA[<&]]>",
            "<!-- - -->", "<?p?>",
            "\r\n", "12345678", "1234567 ấ", "😀", "\u{FFFD}",
        ]
        return texts[Int.random(in: 0..<texts.count, using: &random)]
    }

    static func mutate(_ bytes: inout [UInt8], using random: inout SeededGenerator) {
        let place = Int.random(in: 0..<bytes.count, using: &random)
        let signs = Array("<>/&;='\"]![-? a".utf8) + [0, 1, 0x0D, 0x80, 0xC3, 0xEF, 0xFF]
        switch Int.random(in: 0..<4, using: &random) {
        case 0: bytes.remove(at: place)
        case 1: bytes[place] = signs[Int.random(in: 0..<signs.count, using: &random)]
        case 2: bytes.insert(signs[Int.random(in: 0..<signs.count, using: &random)], at: place)
        default: bytes.insert(contentsOf: bytes[place..<min(bytes.count, place + 9)], at: place)
        }
    }
}
