/// The short way of masking a name: words of ASCII and precomposed Latin letters with single blanks between them.
enum PlainNameMask {
    /// The masked name; nil for one that needs the long way.
    ///
    /// Each letter of such a name is one character, so that bytes can be counted instead.
    static func masked(_ name: Span<UInt8>) -> String? {
        var masked: [UInt8] = []
        masked.reserveCapacity(name.count)
        var index = 0
        var word = 0
        var letter = 0
        while index < name.count {
            let byte = name[index]
            if byte == 0x20 {
                guard letter > 0, index + 1 < name.count else { return nil }
                if word > 0, letter == 1 { hideWord(in: &masked) }
                masked.append(byte)
                word += 1
                letter = 0
                index += 1
                continue
            }
            guard let width = width(of: name, at: index) else { return nil }
            letter += 1
            if word == 0 || letter == 1 {
                for place in index..<(index + width) { masked.append(name[place]) }
            } else {
                masked.append(UInt8(ascii: "*"))
            }
            index += width
        }
        guard word > 0, letter > 0 else { return nil }
        if letter == 1 { hideWord(in: &masked) }
        return String(decoding: masked, as: UTF8.self)
    }

    /// A word of one letter is hidden whole.
    private static func hideWord(in masked: inout [UInt8]) {
        while let last = masked.last, last != 0x20 { masked.removeLast() }
        masked.append(UInt8(ascii: "*"))
    }

    /// Bytes of the letter at `index`; nil for one that is no ASCII letter and no precomposed Latin one.
    private static func width(of name: Span<UInt8>, at index: Int) -> Int? {
        switch name[index] {
        case 0x21...0x7E: 1
        case 0xC3...0xC8 where index + 1 < name.count: 2
        case 0xE1 where index + 2 < name.count && (0xB8...0xBB).contains(name[index + 1]): 3
        default: nil
        }
    }
}
