import Dossiers
import Foundation
import Testing

struct NameFoldingTests {
    @Test(arguments: [
        ("Hòa", "hoà"), ("THUỶ", "thủy"), ("Nguyễn  Văn\u{A0}A ", "nguyễn văn a"), ("quý", "QUÝ"), ("khỏe", "khoẻ"),
        ("Đặng", "đặng"),
        ("\u{D0}ặng", "đặng"), ("\u{F0}ặng", "Đặng"), ("\u{189}ặng", "đặng"), ("Huỳnh Thuý Ái", "HUỲNH THÚY ÁI"),
        ("Lê\tVăn\nBảy", "Lê Văn Bảy"), ("\u{FEFF}An", "an"),
        ("e\u{302}\u{301}", "ế"), ("e\u{323}\u{302}", "ệ"), ("o\u{31B}\u{323}", "ợ"), ("Straße", "STRASSE"), ("", " "),
    ])
    func spellingsOfOneNameFoldTogether(left: String, right: String) {
        #expect(folded(left) == folded(right))
    }

    @Test(arguments: [
        ("hòa", "hóa"), ("hoa", "hòa"), ("dung", "đung"), ("an", "ân"), ("ăn", "ân"), ("u", "ư"), ("văn a", "văna"),
        ("thùy hà", "thuy hà"), ("a-b", "a b"), ("hồ", "ho"),
    ])
    func differentNamesStayApart(left: String, right: String) {
        #expect(folded(left) != folded(right))
    }

    @Test(arguments: [("Đã trả", " ĐÃ TRẢ "), ("e\u{302}\u{301}", "Ế"), ("a\u{A0}b", "A\u{A0}B")])
    func keysCompareAfterTrimmingNormalisationAndCase(left: String, right: String) {
        #expect(key(left) == key(right))
    }

    @Test(arguments: [("hòa", "hoà"), ("a  b", "a b")])
    func keysKeepTonePlacementAndInnerBlanks(left: String, right: String) {
        #expect(key(left) != key(right))
    }

    @Test func foldingAgreesWithTheReference() {
        var random = SeededGenerator(state: 20_231_215)
        var seen: [String: [UInt8]] = [:]
        for _ in 0..<20_000 {
            let name = randomName(using: &random)
            let reference = referenceFold(name)
            let bytes = folded(name)
            if let known = seen[reference] { #expect(known == bytes, "\(name.debugDescription)") }
            seen[reference] = bytes
        }
        #expect(Set(seen.values).count == seen.count)
    }

    @Test func keysAgreeWithTheReference() {
        var random = SeededGenerator(state: 7)
        for _ in 0..<10_000 {
            let text = randomName(using: &random)
            let blanks = CharacterSet(charactersIn: " \t\n\u{A0}")
            let reference = text.trimmingCharacters(in: blanks).decomposedStringWithCanonicalMapping.lowercased()
            #expect(key(text) == Array(reference.decomposedStringWithCanonicalMapping.utf8), "\(text.debugDescription)")
        }
    }

    @Test func manyMarksOnOneLetterTakeLinearTime() {
        let marks = String(repeating: "\u{323}\u{302}\u{31B}", count: 50_000)
        #expect(folded("a" + marks).count >= 50_000 * 2)
    }

    private func folded(_ text: String) -> [UInt8] {
        var bytes: [UInt8] = []
        NameFolding.fold(text.utf8.span, into: &bytes)
        return bytes
    }

    private func key(_ text: String) -> [UInt8] {
        var bytes: [UInt8] = []
        NameFolding.key(text.utf8.span, into: &bytes)
        return bytes
    }

    /// Letters of Vietnamese and some of their neighbours, written composed, decomposed or mixed.
    private func randomName(using random: inout SeededGenerator) -> String {
        let letters = Array("aăâeêioôơuưyđhtqAĂÂEÊIOÔƠUƯYĐ")
        let marks = ["", "", "", "\u{300}", "\u{301}", "\u{309}", "\u{303}", "\u{323}"]
        let blanks = [" ", "  ", "\u{A0}", " \t"]
        var name = ""
        for _ in 0..<Int.random(in: 1...5, using: &random) {
            if Int.random(in: 0..<4, using: &random) == 0 { name += blanks.randomElement(using: &random) ?? " " }
            let letter =
                String(letters.randomElement(using: &random) ?? "a") + (marks.randomElement(using: &random) ?? "")
            name +=
                Bool.random(using: &random)
                ? letter.precomposedStringWithCanonicalMapping : letter.decomposedStringWithCanonicalMapping
        }
        return name
    }

    /// The definition, word by word on decomposed text.
    private func referenceFold(_ name: String) -> String {
        let tones: [Unicode.Scalar] = ["\u{300}", "\u{301}", "\u{309}", "\u{303}", "\u{323}"]
        let decomposed = name.decomposedStringWithCanonicalMapping.lowercased().decomposedStringWithCanonicalMapping
        let words = decomposed.unicodeScalars.split { " \t\n\u{A0}".unicodeScalars.contains($0) }
        return words.map { word in
            let rest = String(String.UnicodeScalarView(word.filter { !tones.contains($0) }))
            return rest
                + tones.map { tone in String(repeating: "<\(tone.value)>", count: word.count { $0 == tone }) }.joined()
        }.joined(separator: " ")
    }
}

/// SplitMix64, so that every run sees the same cases.
struct SeededGenerator: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var word = state
        word = (word ^ word >> 30) &* 0xBF58_476D_1CE4_E5B9
        word = (word ^ word >> 27) &* 0x94D0_49BB_1331_11EB
        return word ^ word >> 31
    }
}
