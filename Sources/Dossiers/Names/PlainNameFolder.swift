/// Folds names of letters, digits and signs in precomposed spelling, as nearly all are, through one table.
///
/// What it writes is what `NameFolding.fold` writes; one value serves all names of a thread.
@safe
package struct PlainNameFolder {
    // SAFETY: the table of the program, never freed; `PlainLetters.place` tells places in it alone.
    private let letters: UnsafePointer<PlainLetter>
    private var buffer = [UInt8](repeating: 0, count: PlainNameFolder.longest * 3 + 8)
    private var count = 0

    /// Longest name that is taken, in bytes; its tones can be counted in eight bits each.
    private static let longest = 255

    package init() { unsafe letters = PlainLetters.table.memory }

    /// The last name, folded.
    package var folded: Span<UInt8> {
        @_lifetime(borrow self)
        get { buffer.span.extracting(0..<count) }
    }

    /// Folds a name; false for one that needs the long way.
    package mutating func fold(_ name: Span<UInt8>) -> Bool {
        guard name.count <= PlainNameFolder.longest else { return false }
        let letters = unsafe letters
        var span = buffer.mutableSpan
        var word = FoldedWords()
        var index = 0
        while index < name.count {
            let lead = name[index]
            var place = Int(lead)
            if lead < 0x80 {
                index += 1
            } else {
                guard let found = PlainLetters.place(in: name, at: index) else { return false }
                place = found.place
                index += found.width
            }
            let letter = unsafe letters[place]
            switch letter.kind {
            case .letter: word.add(letter, to: &span)
            case .sign: word.addSign(letter, to: &span)
            case .blank: word.addBlank(to: &span)
            case .special: return false
            }
        }
        count = word.end(in: &span)
        return true
    }
}

/// The folded words of one name while they are written.
private struct FoldedWords {
    private var count = 0
    /// The tones of the word at hand, eight bits of count each.
    private var tones: UInt64 = 0

    @inline(__always)
    mutating func add(_ letter: PlainLetter, to bytes: inout MutableSpan<UInt8>) {
        write(letter.bytes, Int(letter.width), to: &bytes)
        tones &+= letter.tone
    }

    @inline(__always)
    mutating func addSign(_ letter: PlainLetter, to bytes: inout MutableSpan<UInt8>) {
        endWord(in: &bytes)
        write(letter.bytes, 1, to: &bytes)
    }

    /// Any number of blanks is one; none stands first.
    @inline(__always)
    mutating func addBlank(to bytes: inout MutableSpan<UInt8>) {
        endWord(in: &bytes)
        guard count > 0, bytes[count - 1] != 0x20 else { return }
        write(0x20, 1, to: &bytes)
    }

    /// Ends the name, without a blank behind it, and tells its length.
    @inline(__always)
    mutating func end(in bytes: inout MutableSpan<UInt8>) -> Int {
        endWord(in: &bytes)
        return count > 0 && bytes[count - 1] == 0x20 ? count - 1 : count
    }

    @inline(__always)
    private mutating func endWord(in bytes: inout MutableSpan<UInt8>) {
        while tones != 0 {
            let place = UInt64(tones.trailingZeroBitCount) & ~7
            write(PlainLetters.mark(Int(place >> 3)), 2, to: &bytes)
            tones &-= 1 << place
        }
    }

    /// Writes the lowest `width` bytes of a number; those behind them are written over by what comes next.
    @inline(__always)
    private mutating func write(_ number: UInt32, _ width: Int, to bytes: inout MutableSpan<UInt8>) {
        // SAFETY: any bytes are a number, and the store checks its bounds.
        var raw = unsafe bytes.mutableBytes
        raw.storeBytes(of: number.littleEndian, toByteOffset: count, as: UInt32.self)
        count &+= width
    }
}

/// What one letter folds to.
private struct PlainLetter {
    enum Kind: UInt8 {
        case letter
        /// Neither letter nor blank: the word before it ends.
        case sign
        case blank
        /// A letter that needs the long way.
        case special
    }

    /// One for the tone of the letter, in the eight bits of that tone.
    var tone: UInt64 = 0
    /// The bytes without the tone, the first one lowest.
    var bytes: UInt32 = 0
    var width: UInt8 = 0
    var kind = Kind.special
}

/// ASCII and the letters of `LatinFolding` with what they fold to.
private enum PlainLetters {
    static let table = Table()

    /// The letters in memory that lives as long as the program.
    @safe
    struct Table: @unchecked Sendable {
        // SAFETY: written once, here, and only read from then on, by any thread.
        let memory: UnsafePointer<PlainLetter>

        init() {
            let letters = (0..<0x80).map(ascii) + (LatinFolding.latin + LatinFolding.additional).map(letter)
            let copy = UnsafeMutableBufferPointer<PlainLetter>.allocate(capacity: letters.count)
            _ = unsafe copy.initialize(from: letters)
            unsafe memory = UnsafePointer(copy.baseAddress ?? .allocate(capacity: 1))
        }
    }

    /// Where the letter that begins at `index` stands in `table`, and the count of its bytes; nil for one that is not there.
    @inline(__always)
    static func place(in text: Span<UInt8>, at index: Int) -> (place: Int, width: Int)? {
        let lead = Int(text[index])
        guard index + 1 < text.count else { return nil }
        let second = Int(text[index + 1] & 0x3F)
        if lead == 0xE1, second >= 0x38, index + 2 < text.count {
            return (additional + (second - 0x38) << 6 + Int(text[index + 2] & 0x3F), 3)
        }
        return (0xC3...0xC8).contains(lead) ? (latin + (lead & 0x1F) << 6 + second - 0xC0, 2) : nil
    }

    /// The two bytes of a tone mark, tones counted from 0.
    @inline(__always)
    static func mark(_ tone: Int) -> UInt32 {
        let scalar: UInt32 =
            switch tone {
            case 0: 0x300
            case 1: 0x301
            case 2: 0x309
            case 3: 0x303
            default: 0x323
            }
        return 0xC0 | scalar >> 6 | (0x80 | scalar & 0x3F) << 8
    }

    private static let latin = 0x80
    private static let additional = 0x80 + 0x190

    private static func ascii(_ byte: Int) -> PlainLetter {
        let byte = UInt8(byte)
        if byte == 0x20 || (0x09...0x0D).contains(byte) { return PlainLetter(kind: .blank) }
        let isLetter = ASCIIFolding.isAlphanumeric(byte)
        let folded = (0x41...0x5A).contains(byte) ? byte | 0x20 : byte
        return PlainLetter(bytes: UInt32(folded), width: 1, kind: isLetter ? .letter : .sign)
    }

    private static func letter(_ packed: UInt32) -> PlainLetter {
        guard packed != 0 else { return PlainLetter() }
        var bytes: [UInt8] = []
        ScalarBytes.append(packed & 0xFFFF, to: &bytes)
        let mark = packed >> 16 & 0xFF
        if mark != 0 { ScalarBytes.append(0x300 + mark - 1, to: &bytes) }
        guard bytes.count <= 4 else { return PlainLetter() }
        let tone = UInt64(packed >> 24)
        return PlainLetter(
            tone: tone == 0 ? 0 : 1 << ((tone - 1) * 8),
            bytes: bytes.reversed().reduce(0) { $0 << 8 | UInt32($1) },
            width: UInt8(bytes.count),
            kind: .letter
        )
    }
}
