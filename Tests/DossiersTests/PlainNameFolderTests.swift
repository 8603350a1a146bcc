import Testing

@testable import Dossiers

@Suite struct PlainNameFolderTests {
    @Test(arguments: [
        "Hoàng Đức Mẫu Dương", "  TRẦN  VĂN\tMẪU ", "hòa hoà thuỷ thủy", "O'Brien (mẹ: Lê Thị Ơ)", "", " ", "Ưu Ớ",
        "Ñandú Łódź Ǖ", "e\u{0302}\u{0301} decomposed", "Nguyễn\u{00A0}Văn", "ẞ ŉ", "Ǣ ȁ ɐ",
    ])
    func foldsLikeTheLongWayOrNotAtAll(_ name: String) {
        #expect(agrees(name))
    }

    @Test func foldsEveryLetterOfTheTables() {
        for scalar in Array(0xC0..<0x250) + Array(0x1E00..<0x1F00) {
            guard let letter = Unicode.Scalar(UInt32(scalar)) else { continue }
            #expect(agrees("a\(letter) \(letter)\(letter)b"), "U+\(String(scalar, radix: 16))")
        }
    }

    @Test func foldsUsualNamesTheShortWay() {
        var folder = PlainNameFolder()
        let isUsual = folder.fold("Nguyễn Thị Ánh Nguyệt".utf8.span)
        let isLongest = folder.fold(String(repeating: "ễ", count: 85).utf8.span)
        let isLonger = folder.fold(String(repeating: "ễ", count: 86).utf8.span)
        #expect(isUsual && isLongest && !isLonger)
    }

    private func agrees(_ name: String) -> Bool {
        var folder = PlainNameFolder()
        guard folder.fold("Before".utf8.span), folder.fold(name.utf8.span) else { return true }
        var long: [UInt8] = []
        NameFolding.fold(name.utf8.span, into: &long)
        var short: [UInt8] = []
        for index in folder.folded.indices { short.append(folder.folded[index]) }
        return short == long
    }
}

@Suite struct ByteWordTests {
    @Test func hashesOfAllLengthsDependOnEveryByte() {
        for count in 1...40 {
            let text = (0..<count).map { UInt8($0 + 1) }
            for place in 0..<count {
                var other = text
                other[place] ^= 0x80
                let narrow = (ByteHash.narrow(text.span, seed: 1), ByteHash.narrow(other.span, seed: 1))
                let wide = (ByteHash.wide(text.span), ByteHash.wide(other.span))
                #expect(narrow.0 != narrow.1 && wide.0 != wide.1)
                guard count <= 8 else { continue }
                let words = (ByteWord.whole(text.span), ByteWord.whole(other.span))
                #expect(words.0 != words.1)
            }
        }
    }
}
